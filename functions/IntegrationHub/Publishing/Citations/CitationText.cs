using System.Text;

namespace IntegrationHub.Publishing;

/// <summary>Harvested text for formats of lines: what would break out of one is a blank.</summary>
internal static class CitationText
{
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // EnumerateRunes turns a lone surrogate into U+FFFD.
            if (Rune.IsControl(rune) || rune.Value is 0x2028 or 0x2029 or 0xFFFD)
            {
                line.Append(line.Length > 0 && line[^1] != ' ' ? " " : "");
            }
            else
            {
                line.Append(rune.ToString());
            }
        }

        return line.ToString().Trim();
    }

    /// <summary>First and last page of "17-25"; the last is null where there is one only.</summary>
    public static (string First, string? Last) Pages(string pages)
    {
        var at = pages.IndexOfAny(['-', '–', '—']);
        return at <= 0 || at == pages.Length - 1 ? (pages, null) : (pages[..at].Trim(), pages[(at + 1)..].TrimStart('-', '–', '—', ' '));
    }
}
