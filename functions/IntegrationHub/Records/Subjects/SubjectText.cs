using System.Buffers;

namespace IntegrationHub.Records;

/// <summary>
/// Subjects as sources write them: class numbers where they are labelled (or plainly of the Chinese Library Classification in a Chinese record), headings where
/// their vocabulary is named, keywords otherwise. Bare numbers are ambiguous: "R318" is a CLC and an LCC class, "D 21" a JEL code.
/// </summary>
internal static class SubjectText
{
    private const int LongestKeyword = 60;

    /// <summary>A label is a name of a scheme; none is longer.</summary>
    private const int LongestLabel = 60;

    /// <summary>More describe nothing.</summary>
    private const int MostSubjects = 1_000;

    private const string Classification = "info:eu-repo/classification/";
    private const string Brackets = " []［］【】{}";

    private static readonly SearchValues<char> LabelEnds = SearchValues.Create(":：=/ ]］】");

    /// <summary>A text of which nothing is said beside it.</summary>
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

    /// <summary>
    /// A value with a scheme said beside it: xsi:type, MODS authority, DataCite subjectScheme or its URI, a MARC source code ($2). What the scheme does not
    /// fit (words under a classification) is read as if nothing had been said.
    /// </summary>
    /// <param name="scheme">As the source spells it; an unknown one is ignored.</param>
    public static void ReadLabelled(string? scheme, string value, bool chinese, List<Subject> subjects)
    {
        if (scheme is null || !SubjectSchemes.TryRead(scheme, out var named) || named == SubjectScheme.Keyword)
        {
            Add(value, chinese, subjects);
            return;
        }

        if (TryLabel(value, out var again, out var rest) && again == named)
        {
            // scheme="DDC">DDC 330.
            value = rest.ToString();
        }

        if (!AddOf(named, value, subjects))
        {
            Add(value, chinese, subjects);
        }
    }

    /// <returns>False: the value is none of the scheme.</returns>
    private static bool AddOf(SubjectScheme scheme, ReadOnlySpan<char> value, List<Subject> subjects) =>
        ClassTables.IsNotation(scheme) ? AddNumbers(value, scheme, subjects) : AddHeading(value.ToString(), scheme, subjects);

    /// <returns>The scheme that holds for the rest of a list.</returns>
    private static SubjectScheme? AddOne(string text, bool chinese, List<Subject> subjects, SubjectScheme? listed = null)
    {
        var value = text.AsSpan().Trim();
        if (TryLabel(value, out var named, out var rest))
        {
            if (AddOf(named, rest, subjects))
            {
                return named;
            }

            if (ClassTables.Names.Find(rest.ToString()) is not null)
            {
                // "LCC:Medicine (General)": the caption of a class instead of its number.
                text = rest.ToString();
            }
        }
        else if (listed is { } scheme && AddOf(scheme, value, subjects))
        {
            return scheme;
        }

        value = value.Trim(Brackets);
        if (chinese && ClassNumbers.IsPlainlyClc(value))
        {
            AddOnce(new Subject(SubjectScheme.Clc, value.ToString()), subjects);
        }
        else if (text.AsSpan().ContainsAnyExcept("-–—.,;:/ "))
        {
            AddOnce(new Subject(SubjectScheme.Keyword, SubjectHeading.Clean(text)), subjects);
        }

        return null;
    }

    /// <summary>One number, or several apart by semicolons, and commas where no number holds one; captions behind a number become keywords.</summary>
    private static bool AddNumbers(ReadOnlySpan<char> value, SubjectScheme scheme, List<Subject> subjects)
    {
        var found = false;
        foreach (var range in value.SplitAny(scheme is SubjectScheme.Lcc or SubjectScheme.Nlm or SubjectScheme.Udc ? ";；|" : ";；|,，、"))
        {
            var part = value[range].TrimStart(Brackets);
            // "I222.7]", but not "cs.AI Artificial Intelligence [cs.AI]".
            part = part.ContainsAny("[［【{") ? part.TrimEnd(' ') : part.TrimEnd(Brackets);
            if (scheme is SubjectScheme.Msc or SubjectScheme.Jel or SubjectScheme.Arxiv)
            {
                // "Primary 68T50 (secondary 91F20)", "cs.CL cs.AI".
                foreach (var word in part.SplitAny(" ()"))
                {
                    found |= TryAddNumber(part[word], scheme, subjects);
                }
            }
            else
            {
                found |= TryAddNumber(part, scheme, subjects);
            }
        }

        return found;
    }

    private static bool TryAddNumber(ReadOnlySpan<char> part, SubjectScheme scheme, List<Subject> subjects)
    {
        var length = ClassNumbers.LengthOf(part, scheme);
        if (length == 0)
        {
            return scheme is SubjectScheme.GbDiscipline or SubjectScheme.MoeDiscipline or SubjectScheme.Fos && TryAddDiscipline(part, scheme, subjects);
        }

        if (scheme is SubjectScheme.GbDiscipline or SubjectScheme.MoeDiscipline)
        {
            // Sources call both "discipline code"; the standard's have an odd number of digits, the ministry's an even one.
            var digits = length - part[..length].Count('.');
            scheme = digits % 2 == 1 ? SubjectScheme.GbDiscipline : SubjectScheme.MoeDiscipline;
        }

        AddOnce(new Subject(scheme, part[..length].ToString()), subjects);
        var caption = part[length..].Trim(" :：-–,，./");
        if (caption.Length > 2 && char.IsLetter(caption[0]))
        {
            AddOnce(new Subject(SubjectScheme.Keyword, SubjectHeading.Clean(caption.ToString())), subjects);
        }

        return true;
    }

    /// <summary>A discipline by its name.</summary>
    private static bool TryAddDiscipline(ReadOnlySpan<char> part, SubjectScheme scheme, List<Subject> subjects)
    {
        var name = part.ToString();
        if (ClassTables.Names.Find(name) is null)
        {
            return false;
        }

        AddOnce(new Subject(scheme, name), subjects);
        return true;
    }

    private static bool AddHeading(string value, SubjectScheme scheme, List<Subject> subjects)
    {
        var heading = SubjectHeading.Clean(value);
        if (!heading.AsSpan().ContainsAnyExcept("-–—.,;:/ "))
        {
            return true;
        }

        // DOAJ's records name their LCC classes as LCSH: "R5-920".
        var isClass = scheme == SubjectScheme.Lcsh && heading.Length <= 12 && heading.AsSpan().ContainsAnyInRange('0', '9') && ClassNumbers.IsLcc(heading);
        AddOnce(new Subject(isClass ? SubjectScheme.Lcc : scheme, heading), subjects);
        return true;
    }

    private static void AddOnce(Subject subject, List<Subject> subjects)
    {
        if (subjects.Count < MostSubjects && !subjects.Contains(subject))
        {
            subjects.Add(subject);
        }
    }

    /// <summary>The scheme that a text names before its value: "ddc:330", "LCC HD6951", "[中图分类号]G250.76", "[SHS.ECO] Economics", "info:eu-repo/classification/ddc/330".</summary>
    private static bool TryLabel(ReadOnlySpan<char> text, out SubjectScheme scheme, out ReadOnlySpan<char> rest)
    {
        scheme = default;
        rest = default;
        if (text.StartsWith(Classification, StringComparison.OrdinalIgnoreCase))
        {
            text = text[Classification.Length..];
        }
        else if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            return TryAddress(text, out scheme, out rest);
        }

        var bracket = text.Length > 0 && text[0] is '[' or '［' or '【';
        if (bracket)
        {
            text = text[1..];
            var close = text.IndexOfAny("]］】");
            if (close > 0 && ClassNumbers.LengthOf(text[..close], SubjectScheme.Hal) == close)
            {
                scheme = SubjectScheme.Hal;
                // "[SHS.ECO] Economics", and the bracket's end is a blank's worth.
                rest = text[close..].Length > 1 ? $"{text[..close]} {text[(close + 1)..]}" : text[..close];
                return true;
            }
        }

        var end = text.IndexOfAny(LabelEnds);
        if (end < 0 || end > LongestLabel)
        {
            return TryChineseLabel(text, out scheme, out rest);
        }

        if (text[end] == ' ' && text.IndexOfAny(":：=") is > 0 and <= LongestLabel and var colon && IsLabel(text[..colon], out scheme))
        {
            end = colon;
        }
        else if (text[end] == ' ' && !text.ContainsAnyInRange('0', '9'))
        {
            // Without a mark after it a label is one only before a number.
            return false;
        }
        else if (!IsLabel(text[..end], out scheme) || (text[end] == ' ' && !ClassTables.IsNotation(scheme)))
        {
            return TryChineseLabel(text, out scheme, out rest);
        }

        rest = text[end..].TrimStart(" :：/=]］】");
        return rest.Length > 0;
    }

    /// <summary>In free text only names that are no ordinary words and no numbers (of UNIMARC's fields) stand for schemes.</summary>
    private static bool IsLabel(ReadOnlySpan<char> name, out SubjectScheme scheme) =>
        SubjectSchemes.TryName(name, out scheme) && name.Length > 2 && !char.IsAsciiDigit(name[0])
        && (ClassTables.IsNotation(scheme) || scheme is SubjectScheme.Keyword or SubjectScheme.Lcsh or SubjectScheme.Mesh or SubjectScheme.Cct);

    /// <summary>A label in Chinese needs no mark after it: "中图分类号I222".</summary>
    private static bool TryChineseLabel(ReadOnlySpan<char> text, out SubjectScheme scheme, out ReadOnlySpan<char> rest)
    {
        rest = default;
        scheme = default;
        if (text.Length == 0 || text[0] is < '\u4E00' or > '\u9FFF')
        {
            return false;
        }

        var end = text.IndexOfAnyExceptInRange('\u4E00', '\u9FFF');
        if (end <= 0 || !IsLabel(text[..end], out scheme) || !ClassTables.IsNotation(scheme))
        {
            return false;
        }

        rest = text[end..].TrimStart(" :：/=]］】");
        return rest.Length > 0;
    }

    /// <summary>http://dewey.info/class/330/.</summary>
    private static bool TryAddress(ReadOnlySpan<char> address, out SubjectScheme scheme, out ReadOnlySpan<char> rest)
    {
        address = address.TrimEnd('/');
        var slash = address.LastIndexOf('/');
        rest = address[(slash + 1)..];
        scheme = default;
        return slash > 0 && SubjectSchemes.TryRead(address[..slash], out scheme) && ClassTables.IsNotation(scheme) && ClassNumbers.LengthOf(rest, scheme) == rest.Length;
    }
}
