using System.Text;
using System.Text.RegularExpressions;

namespace IntegrationHub.Oai;

/// <summary>
/// A CDATA section whose end is missing goes on to the end of the next one: the page parses without a fault, and all records between them are gone.
/// It is told by what it holds: its own record's end, and another record's beginning. A whole record in a section is somebody's text.
/// </summary>
internal static partial class UnclosedSection
{
    /// <summary>Whether a page has one. Reads no further than the sections that could be.</summary>
    public static bool IsIn(ReadOnlySpan<byte> page)
    {
        for (var at = page.IndexOf("<![CDATA["u8); at >= 0; at = page.IndexOf("<![CDATA["u8))
        {
            page = page[at..];
            var end = page.IndexOf("]]>"u8);
            if (end < 0)
            {
                return false;
            }

            if (page[..end].IndexOf("record>"u8) >= 0 && Swallows(Encoding.UTF8.GetString(page[..end])))
            {
                return true;
            }

            page = page[end..];
        }

        return false;
    }

    /// <param name="section">Without its end.</param>
    public static bool Swallows(string section) =>
        EndOfRecord().Match(section) is { Success: true } end && BeginningOfRecord().IsMatch(section, end.Index) && BeginningOfRecord().Match(section).Index > end.Index;

    [GeneratedRegex(@"</(?:[\w.-]{1,40}:)?record\s*>")]
    private static partial Regex EndOfRecord();

    [GeneratedRegex(@"<(?:[\w.-]{1,40}:)?record\b[^<>]*>\s*<(?:[\w.-]{1,40}:)?header\b")]
    private static partial Regex BeginningOfRecord();
}
