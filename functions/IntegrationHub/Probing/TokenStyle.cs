using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IntegrationHub.Probing;

/// <summary>What a provider's resumption tokens are made of.</summary>
public enum TokenStyle
{
    /// <summary>It says nothing to us: a name of something that the provider remembers, for a while.</summary>
    Opaque,

    /// <summary>A number that counts records or pages: it shifts when records are added or removed meanwhile.</summary>
    Offset,

    /// <summary>The request's own arguments and where to go on: nothing has to be remembered.</summary>
    Arguments,
}

internal static partial class TokenStyles
{
    /// <param name="first">The first page's token.</param>
    /// <param name="second">The second page's; null where there is none.</param>
    /// <param name="prefix">The metadata prefix asked for.</param>
    /// <param name="onPage">Records on the first page.</param>
    public static TokenStyle Of(string first, string? second, string prefix, int onPage)
    {
        var readable = Readable(first);
        return readable.Contains(prefix, StringComparison.OrdinalIgnoreCase) || DayInside().IsMatch(readable) ? TokenStyle.Arguments
            : IsCounted(readable, second is null ? null : Readable(second), onPage) ? TokenStyle.Offset
            : TokenStyle.Opaque;
    }

    /// <summary>Percent signs undone; with what base64 hides, where it is base64. Binary packings keep their texts readable.</summary>
    private static string Readable(string token)
    {
        var text = token.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(token) : token;
        var padded = text.Replace('-', '+').Replace('_', '/').PadRight((text.Length + 3) / 4 * 4, '=');
        return text.Length >= 8 && Base64.IsValid(padded) ? $"{text} {Encoding.Latin1.GetString(Convert.FromBase64String(padded))}" : text;
    }

    private static bool IsCounted(string first, string? second, int onPage)
    {
        var numbers = Numbers(first);
        if (second is null)
        {
            return numbers.Contains(onPage);
        }

        var next = Numbers(second);
        if (numbers.Count != next.Count || Number().Replace(first, "#") != Number().Replace(second, "#"))
        {
            return false;
        }

        var steps = numbers.Zip(next, (before, after) => after - before).Where(step => step != 0).ToList();
        return steps is [var only] && (only == 1 || only == onPage);
    }

    private static List<long> Numbers(string text) =>
        [.. Number().Matches(text).Select(match => long.TryParse(match.Value, CultureInfo.InvariantCulture, out var number) ? number : -1)];

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();

    [GeneratedRegex("(?<![0-9])[12][0-9]{3}-[01][0-9]-[0-3][0-9](?![0-9])")]
    private static partial Regex DayInside();
}
