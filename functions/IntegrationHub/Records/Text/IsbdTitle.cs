using System.Buffers;

namespace IntegrationHub.Records;

/// <summary>
/// A title and statement of responsibility that came as one text, with the marks of the International Standard Bibliographic Description between its parts:
/// "Proper = Parallel : other title information / responsibility". oai_dc made from MARC is so. The blanks on both sides of a mark are what tells it from a mark of the
/// title's own; and as "Input / Output Systems" and "E = mc2" have blanks too, those two marks need more, see <see cref="IsResponsibility"/> and <see cref="IsTitle"/>.
/// </summary>
/// <param name="Parallel">The title in another language, with what belongs to it.</param>
/// <param name="Other">Subtitle.</param>
internal readonly record struct IsbdTitle(string Proper, string? Other, string? Parallel, string? Responsibility)
{
    private static readonly SearchValues<string> Marks = SearchValues.Create([" : ", " = ", " / "], StringComparison.Ordinal);

    private static readonly string[] Beginnings =
        ["by ", "[by ", "edited ", "ed. ", "translated ", "trans. ", "compiled ", "written ", "illustrated ", "with ", "von ", "hrsg", "herausgegeben ", "par ", "por ", "di ", "av ", "af ", "door ", "sous la direction "];

    /// <returns>The parts; all of the text as proper title where no mark is proven.</returns>
    public static IsbdTitle Read(string text)
    {
        if (!text.AsSpan().ContainsAny(Marks))
        {
            return new IsbdTitle(text, null, null, null);
        }

        var rest = text.AsSpan().Trim();
        rest = rest.Length > 2 && rest[^1] is '/' or ':' or ';' or '=' && rest[^2] == ' ' ? rest[..^2].TrimEnd() : rest;
        string? responsibility = null;
        if (rest.IndexOf(" / ") is > 0 and var slash && IsResponsibility(rest[..slash], rest[(slash + 3)..]))
        {
            responsibility = rest[(slash + 3)..].Trim().ToString();
            rest = rest[..slash].TrimEnd();
        }

        string? parallel = null;
        if (rest.IndexOf(" = ") is > 0 and var equals && IsTitle(rest[..equals]) && IsTitle(rest[(equals + 3)..]))
        {
            parallel = rest[(equals + 3)..].Trim().ToString().Replace(" : ", ": ", StringComparison.Ordinal);
            rest = rest[..equals].TrimEnd();
        }

        if (rest.IndexOf(" : ") is not (> 0 and var colon) || (char.IsAsciiDigit(rest[colon - 1]) && rest[colon..].Length > 3 && char.IsAsciiDigit(rest[colon + 3])))
        {
            return new IsbdTitle(rest.Length == text.Length ? text : rest.ToString(), null, parallel, responsibility);
        }

        var other = rest[(colon + 3)..].Trim();
        return other.IsEmpty ? new IsbdTitle(rest[..colon].ToString(), null, parallel, responsibility) : new IsbdTitle(rest[..colon].ToString(), other.ToString().Replace(" : ", ": ", StringComparison.Ordinal), parallel, responsibility);
    }

    /// <summary>Words that begin one, a Chinese role that ends it, initials with a full stop at the end, or another mark of the description before it.</summary>
    private static bool IsResponsibility(ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        after = after.Trim();
        foreach (var beginning in Beginnings)
        {
            if (after.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return after.Length > 1 && (before.Contains(" : ", StringComparison.Ordinal) || AgentText.EndsInRole(after) || (after[^1] == '.' && HasInitial(after)));
    }

    private static bool HasInitial(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length - 1; i++)
        {
            if (text[i] == '.' && char.IsUpper(text[i - 1]) && (i == 1 || text[i - 2] is ' ' or '.'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Words, or at least two characters in Han: no side of an equation.</summary>
    private static bool IsTitle(ReadOnlySpan<char> side)
    {
        int letters = 0, han = 0;
        foreach (var c in side)
        {
            letters += char.IsLetter(c) ? 1 : 0;
            han += UnicodeText.IsHan(c) ? 1 : 0;
        }

        return !side.ContainsAny("+*^<>²³√∑") && (han >= 2 || (letters >= 5 && letters * 2 > side.Length));
    }
}
