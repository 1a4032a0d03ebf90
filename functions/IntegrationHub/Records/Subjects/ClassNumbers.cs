namespace IntegrationHub.Records;

/// <summary>What class numbers look like, scheme by scheme.</summary>
internal static class ClassNumbers
{
    private const int LongestNumber = 30;

    /// <summary>How many characters at the beginning of <paramref name="text"/> are a number of the scheme; 0: it begins with none.</summary>
    public static int LengthOf(ReadOnlySpan<char> text, SubjectScheme scheme)
    {
        if (scheme is SubjectScheme.Lcc or SubjectScheme.Nlm)
        {
            return IsLcc(text) ? text.Length : 0;
        }

        var length = text.IndexOfAny(" \t　");
        var number = length < 0 ? text : text[..length];
        number = number.IndexOf("--") is > 0 and var dashes ? number[..dashes] : number;
        if (scheme is SubjectScheme.GbDiscipline or SubjectScheme.MoeDiscipline or SubjectScheme.Fos && number.IndexOfAnyExceptInRange('.', '9') is > 0 and var caption && number[caption] > '\u2E80')
        {
            // "081203计算机应用技术".
            number = number[..caption];
        }

        number = number.TrimEnd(",:");
        return number.Length is > 0 and <= LongestNumber && Is(number, scheme) ? number.Length : 0;
    }

    private static bool Is(ReadOnlySpan<char> number, SubjectScheme scheme) => scheme switch
    {
        SubjectScheme.Clc => IsClc(number),
        SubjectScheme.Ddc => char.IsAsciiDigit(number[0]) && !number.ContainsAnyExcept("0123456789.'/-"),
        SubjectScheme.Udc => char.IsAsciiDigit(number[0]) && !number.ContainsAnyExcept("0123456789.'/-:+()\"=*[],ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        SubjectScheme.GbDiscipline or SubjectScheme.MoeDiscipline => number.Length >= 2 && char.IsAsciiDigit(number[0]) && char.IsAsciiDigit(number[1]) && !number.ContainsAnyExcept("0123456789.ZJ"),
        SubjectScheme.Las or SubjectScheme.Ruc or SubjectScheme.Ncsclt => char.IsAsciiDigit(number[0]) && !number.ContainsAnyExcept("0123456789.·-/()="),
        SubjectScheme.Msc => IsMsc(number),
        SubjectScheme.Jel => char.IsAsciiLetterUpper(number[0]) && number.Length <= 3 && !number[1..].ContainsAnyExceptInRange('0', '9'),
        SubjectScheme.Arxiv => !number.ContainsAnyExceptInRange('!', 'z') && ClassTables.Arxiv.Find(number) is not null,
        SubjectScheme.Hal => IsHal(number),
        SubjectScheme.Fos => char.IsAsciiDigit(number[0]) && ClassTables.Fos.Find(number) is not null,
        _ => false,
    };

    /// <summary>A main class of the CLC (no L, M, W, Y; T and its letter; the second law classes DF), then digits, dots and the marks of the auxiliary tables.</summary>
    public static bool IsClc(ReadOnlySpan<char> value)
    {
        if (value.Length is 0 or > LongestNumber || !char.IsAsciiLetterUpper(value[0]) || value[0] is 'L' or 'M' or 'W' or 'Y')
        {
            return false;
        }

        // "H319.4:I561": two classes set in relation.
        if (value.IndexOfAny(':', '+') is > 0 and var mark && mark + 1 < value.Length && char.IsAsciiLetterUpper(value[mark + 1]))
        {
            return IsClc(value[..mark]) && IsClc(value[(mark + 1)..]);
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
        else if (value.StartsWith("DF"))
        {
            rest = rest[1..];
        }

        return !rest.ContainsAnyExcept("0123456789.-=/+()\":[]<>a") && (rest.Length == 0 || char.IsAsciiDigit(rest[0]) || rest[0] is '-' or '/');
    }

    /// <summary>Enough digits to be nothing else in a Chinese record: "TP391", "I222.7", "R318".</summary>
    public static bool IsPlainlyClc(ReadOnlySpan<char> value)
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

    /// <summary>One to three capitals, then a number, then what a call number adds; or the letters of a subclass alone.</summary>
    public static bool IsLcc(ReadOnlySpan<char> value)
    {
        if (value.Length is 0 or > LongestNumber)
        {
            return false;
        }

        var letters = value.IndexOfAnyExceptInRange('A', 'Z');
        if (letters < 0)
        {
            return value.Length <= 3 && ClassTables.Lcc.Find(value) is not null;
        }

        var rest = value[letters..].TrimStart(' ');
        return letters is >= 1 and <= 3 && rest.Length > 0 && char.IsAsciiDigit(rest[0]);
    }

    /// <summary>68, 68T50, 68Txx, 68-XX.</summary>
    private static bool IsMsc(ReadOnlySpan<char> number) =>
        number.Length is 2 or 3 or 5 && char.IsAsciiDigit(number[0]) && char.IsAsciiDigit(number[1])
        && (number.Length == 2 || char.IsAsciiLetterUpper(number[2]) || (number[2] == '-' && number.Length == 5))
        && (number.Length < 5 || !number[3..].ContainsAnyExcept("0123456789Xx"));

    /// <summary>SHS.ECO, in capitals as HAL writes them.</summary>
    private static bool IsHal(ReadOnlySpan<char> number) =>
        !number.ContainsAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZ.-") && number.Length >= 3 && ClassTables.Hal.Find(number[..(number.IndexOf('.') is > 0 and var dot ? dot : number.Length)]) is { } rule
        && (number.Contains('.') || rule.Code.Length == number.Length);
}
