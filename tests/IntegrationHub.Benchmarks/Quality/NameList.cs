using System.Net;
using System.Text.RegularExpressions;

namespace IntegrationHub.Quality;

/// <summary>
/// Several names in one cell, taken apart. Semicolons and bars end a name. Commas do too in "Jim Gray, Andreas Reuter", where each part is a whole name; in "Gray, Jim" the
/// comma is within one, and in "gray, j., reuter, a." each second one is.
/// </summary>
internal static partial class NameList
{
    public static IEnumerable<string> Split(string cell)
    {
        // A semicolon may end an entity: "Fern&#225;ndez".
        cell = WebUtility.HtmlDecode(cell);
        if (cell.AsSpan().ContainsAny(";；|"))
        {
            return cell.Split([';', '；', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        }

        return And().Split(cell).SelectMany(SplitByCommas);
    }

    private static IEnumerable<string> SplitByCommas(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 2)
        {
            return parts;
        }

        if (parts.Length % 2 == 0 && parts.Where((_, place) => place % 2 == 1).All(part => Initials().IsMatch(part)))
        {
            return parts.Chunk(2).Select(name => $"{name[0]}, {name[1]}");
        }

        return parts.Length > 2 || parts.All(part => part.Contains(' ')) ? parts : [text];
    }

    [GeneratedRegex(@"\s*,?\s+(?:and|&)\s+", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex(@"^(?:\p{L}{1,3}\.?|\p{L}(?:\.?[\s-]+\p{L}|\.\p{L}){0,3}\.?)$")]
    private static partial Regex Initials();
}
