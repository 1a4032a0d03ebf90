using System.Buffers;

namespace IntegrationHub.Records;

/// <summary>
/// Subjects out of dc:subject: class numbers where they are labelled (or plainly of the Chinese Library Classification in a Chinese record), keywords otherwise.
/// Bare numbers are ambiguous: "R318" is a CLC and an LCC class, "D 21" a JEL code.
/// </summary>
internal static class SubjectText
{
    private const int LongestKeyword = 60;

    /// <summary>More describe nothing.</summary>
    private const int MostSubjects = 1_000;

    private static readonly (string Label, SubjectScheme Scheme)[] Labels =
    [
        ("中图分类号", SubjectScheme.Clc), ("中图法分类号", SubjectScheme.Clc), ("中国图书馆分类法", SubjectScheme.Clc), ("中图法", SubjectScheme.Clc), ("中图分类", SubjectScheme.Clc),
        ("中圖分類號", SubjectScheme.Clc), ("中圖法分類號", SubjectScheme.Clc), ("分类号", SubjectScheme.Clc), ("CLC", SubjectScheme.Clc),
        ("info:eu-repo/classification/ddc", SubjectScheme.Ddc), ("info:eu-repo/classification/lcc", SubjectScheme.Lcc),
        ("ddc", SubjectScheme.Ddc), ("dewey", SubjectScheme.Ddc), ("lcc", SubjectScheme.Lcc),
    ];

    private static readonly SearchValues<char> LabelStarts = SearchValues.Create("中分CcDdLlIi[［【");

    /// <param name="chinese">The record is in Chinese: a bare CLC number is taken for one.</param>
    public static void Add(string text, bool chinese, List<Subject> subjects)
    {
        if (!text.AsSpan().ContainsAny(';', '；'))
        {
            AddOne(text, chinese, subjects);
            return;
        }

        var parts = text.Split([';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Any(static part => part.Length > LongestKeyword))
        {
            // Prose, not a list.
            AddOne(text, chinese, subjects);
            return;
        }

        SubjectScheme? scheme = null;
        foreach (var part in parts)
        {
            // "中图分类号: I222; I207.22": the label holds for the whole list.
            scheme = AddOne(part, chinese, subjects, scheme);
        }
    }

    private static SubjectScheme? AddOne(string text, bool chinese, List<Subject> subjects, SubjectScheme? listed = null)
    {
        var value = text.AsSpan().Trim();
        var scheme = listed;
        foreach (var (label, named) in value.IsEmpty || !LabelStarts.Contains(value[0]) ? [] : Labels)
        {
            if (TrySkip(value, label, out var rest))
            {
                scheme = named;
                value = rest;
                break;
            }
        }

        value = value.Trim(" []［］【】");
        if (scheme is { } classed && IsClass(value, classed))
        {
            AddOnce(new Subject(classed, value.ToString()), subjects);
            return classed;
        }

        if (chinese && IsPlainlyClc(value))
        {
            AddOnce(new Subject(SubjectScheme.Clc, value.ToString()), subjects);
        }
        else if (text.AsSpan().ContainsAnyExcept("-–—.,;:/ "))
        {
            AddOnce(new Subject(SubjectScheme.Keyword, text), subjects);
        }

        return null;
    }

    private static void AddOnce(Subject subject, List<Subject> subjects)
    {
        if (subjects.Count < MostSubjects && !subjects.Contains(subject))
        {
            subjects.Add(subject);
        }
    }

    /// <summary>Label, then a colon, slash, blank or bracket: "clc:TP391" but not "Clcn1 gene".</summary>
    private static bool TrySkip(ReadOnlySpan<char> text, string label, out ReadOnlySpan<char> rest)
    {
        rest = default;
        text = text.TrimStart("[［【");
        if (!text.StartsWith(label, StringComparison.OrdinalIgnoreCase) || text.Length == label.Length)
        {
            return false;
        }

        rest = text[label.Length..];
        if (rest[0] is not (':' or '：' or '/' or ' ' or ']' or '］' or '】' or '=') && char.IsAscii(label[0]))
        {
            return false;
        }

        rest = rest.TrimStart(" :：/]］】=");
        return rest.Length > 0;
    }

    private static bool IsClass(ReadOnlySpan<char> value, SubjectScheme scheme) => scheme switch
    {
        SubjectScheme.Clc => IsClc(value),
        SubjectScheme.Ddc => char.IsAsciiDigit(value.Length > 0 ? value[0] : ' ') && value.Length <= 20 && !value.ContainsAnyExcept("0123456789.'/ -"),
        _ => value.Length is > 0 and <= 30 && char.IsAsciiLetterUpper(value[0]) && value.ContainsAnyInRange('0', '9'),
    };

    /// <summary>A main class of the CLC (no L, M, W, Y; T and its letter), then digits, dots and the marks of the auxiliary tables.</summary>
    private static bool IsClc(ReadOnlySpan<char> value)
    {
        if (value.Length is 0 or > 30 || !char.IsAsciiLetterUpper(value[0]) || value[0] is 'L' or 'M' or 'W' or 'Y')
        {
            return false;
        }

        var rest = value[1..];
        if (value[0] == 'T')
        {
            if (rest.Length > 0 && "BDEFGHJKLMNPQSUV".Contains(rest[0], StringComparison.Ordinal))
            {
                rest = rest[1..];
            }
            else if (rest.Length > 0 && rest[0] != '-' && !char.IsAsciiDigit(rest[0]))
            {
                return false;
            }
        }

        return !rest.ContainsAnyExcept("0123456789.-=/+()\":[]<>a") && (rest.Length == 0 || char.IsAsciiDigit(rest[0]) || rest[0] is '-' or '/');
    }

    /// <summary>Enough digits to be nothing else in a Chinese record: "TP391", "I222.7", "R318".</summary>
    private static bool IsPlainlyClc(ReadOnlySpan<char> value)
    {
        if (value.Length is < 4 or > 20 || !IsClc(value))
        {
            return false;
        }

        var digits = value[0] == 'T' && char.IsAsciiLetterUpper(value[1]) ? value[2..] : value[1..];
        var leading = digits.IndexOfAnyExceptInRange('0', '9');
        leading = leading < 0 ? digits.Length : leading;
        return leading is >= 2 and <= 3 && (leading == 3 || (value[0] == 'T' && char.IsAsciiLetterUpper(value[1])) || (leading < digits.Length && digits[leading] == '.'));
    }

}
