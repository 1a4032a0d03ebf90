using IntegrationHub.Publishing;
using IntegrationHub.Search;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Benchmarks;

/// <summary>Questions to the search index that a publication left, each many times; the last one is a whole answer.</summary>
internal static class SearchQuestions
{
    private const int Times = 300;
    private const int WarmUp = 30;
    private const int PageSize = 50;

    /// <summary>In words of the generated records.</summary>
    public static readonly IReadOnlyList<(string Name, string Address)> All =
    [
        ("a frequent word", $"?q={GeneratedPages.FrequentWords[0]}"),
        ("two words", $"?q={GeneratedPages.FrequentWords[0]}+{GeneratedPages.FrequentWords[1]}"),
        ("a phrase", "?q=%22of+the%22"),
        ("one Chinese character", $"?q={GeneratedPages.FrequentHan[0]}"),
        ("a Chinese word", $"?q={GeneratedPages.FrequentHan}"),
        ("a word and two facets", $"?q={GeneratedPages.FrequentWords[0]}&type=article&language=en"),
        ("a word, by title", $"?q={GeneratedPages.FrequentWords[0]}&sort=title"),
        ("everything, by date", "?sort=date"),
        ("everything, by title", "?sort=title"),
        ("a whole answer, publications included", $"?q={GeneratedPages.FrequentWords[0]}&page=2"),
    ];

    public static async Task<Dictionary<string, double>> AskAsync(HubOnAzurite hub)
    {
        var version = (await hub.Get<FeedBlobs>().ReadManifestAsync(known: null, CancellationToken.None)).Manifest.Search!;
        var figures = new Dictionary<string, double> { ["files"] = version.Files.Count, ["bytes"] = await BytesAsync(hub, version) };
        foreach (var (name, address) in All)
        {
            var parameters = QueryHelpers.ParseQuery(address);
            var question = SearchQuery.Parse(parameter => parameters.GetValueOrDefault(parameter), PageSize).Query!.Question(PageSize);
            figures[name + " hits"] = (await FoundAsync(hub, version, question)).Total;
            var times = new List<double>();
            for (var i = 0; i < WarmUp + Times; i++)
            {
                var asked = TimeProvider.System.GetTimestamp();
                await (name == All[^1].Name ? AnswerAsync(hub.Get<SearchPages>(), address) : FoundAsync(hub, version, question));
                times.Add(TimeProvider.System.GetElapsedTime(asked).TotalMilliseconds);
            }

            var warm = times.Skip(WarmUp).Order().ToList();
            figures[name + " p50"] = warm[Times / 2];
            figures[name + " p99"] = warm[Times * 99 / 100];
        }

        return figures;
    }

    private static async Task<SearchHits> FoundAsync(HubOnAzurite hub, SearchVersion version, SearchQuestion question)
    {
        // The first question waits until the version is there.
        while (true)
        {
            if (await hub.Get<PublishedSearch>().AskAsync(version, question, CancellationToken.None) is { } hits)
            {
                return hits;
            }
        }
    }

    private static async Task AnswerAsync(SearchPages pages, string address)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Method = HttpMethods.Get;
        context.Request.QueryString = new QueryString(address);
        await (await pages.GetAsync(context.Request, CancellationToken.None)).ExecuteAsync(context);
        if (context.Response.StatusCode != StatusCodes.Status200OK)
        {
            throw new InvalidOperationException($"{address} was answered {context.Response.StatusCode}.");
        }
    }

    private static async Task<double> BytesAsync(HubOnAzurite hub, SearchVersion version)
    {
        var bytes = 0L;
        foreach (var file in version.Files.Values.Distinct())
        {
            bytes += (await hub.Get<SearchBlobs>().ReadAsync(file, CancellationToken.None)).Length;
        }

        return bytes;
    }
}
