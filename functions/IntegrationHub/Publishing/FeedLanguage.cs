using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Publishing;

/// <summary>In which of its two languages the feed names its own nodes.</summary>
internal enum FeedLanguage
{
    /// <summary>Both in one text, for whoever asks for neither.</summary>
    Both,
    Chinese,
    English,
}

/// <summary>Content negotiation by language (RFC 9110, 12.5.4).</summary>
internal static class FeedLanguages
{
    public static readonly IReadOnlyList<FeedLanguage> All = Enum.GetValues<FeedLanguage>();

    /// <summary>The one of the two that the request likes better; both without a preference.</summary>
    public static FeedLanguage Of(HttpRequest request)
    {
        var (chinese, english) = (0.0, 0.0);
        foreach (var range in request.GetTypedHeaders().AcceptLanguage)
        {
            var quality = range.Quality ?? 1;
            switch (range.Value.ToString().Split('-')[0].ToLowerInvariant())
            {
                case "zh":
                    chinese = Math.Max(chinese, quality);
                    break;
                case "en":
                    english = Math.Max(english, quality);
                    break;
                default:
                    break;
            }
        }

        return chinese > english ? FeedLanguage.Chinese : english > chinese ? FeedLanguage.English : FeedLanguage.Both;
    }

    /// <summary>As Content-Language says it.</summary>
    public static string TagsOf(FeedLanguage language) => language switch { FeedLanguage.Chinese => "zh", FeedLanguage.English => "en", _ => "zh, en" };
}
