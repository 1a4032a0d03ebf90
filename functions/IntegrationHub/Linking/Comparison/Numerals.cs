namespace IntegrationHub.Linking;

/// <summary>Volume numbers as titles write them. Each reading is null where the text is no such number.</summary>
internal static class Numerals
{
    private const string HanDigits = "〇一二三四五六七八九";
    private const string HanNumber = "〇一二三四五六七八九十百上中下";

    private static readonly string[] Words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    private static readonly string[] Ordinals =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth"];

    public static int? Of(string text) => OfHan(text) ?? OfRoman(text) ?? OfWord(text);

    /// <summary>The number in a statement of part: "2" in "Vol. 2", "Bd. II" and "第二册"; 上 in 上册; the statement itself in capitals where there is none.</summary>
    public static string OfPart(string part)
    {
        var digits = part.AsSpan().IndexOfAnyInRange('0', '9');
        if (digits >= 0)
        {
            var rest = part.AsSpan(digits);
            var end = rest.IndexOfAnyExceptInRange('0', '9');
            return rest[..(end < 0 ? rest.Length : end)].TrimStart('0').ToString();
        }

        var first = part.AsSpan().IndexOfAny(HanNumber);
        if (first >= 0)
        {
            var rest = part.AsSpan(first);
            var end = rest.IndexOfAnyExcept(HanNumber);
            var number = rest[..(end < 0 ? rest.Length : end)].ToString();
            return OfHan(number)?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? number;
        }

        var last = part.TrimEnd(' ', '.', ')', ']');
        last = last[(last.LastIndexOf(' ') + 1)..];
        return (OfRoman(last) ?? OfWord(last))?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? last.ToUpperInvariant();
    }

    /// <summary>二, 十二, 二十三, 一百零五; 上, 中 and 下 are the first, the middle and the last, which need no number: 下 may be the second or the third.</summary>
    public static int? OfHan(string text)
    {
        var total = 0;
        var digit = 0;
        foreach (var c in text)
        {
            var value = c == '零' ? 0 : HanDigits.IndexOf(c, StringComparison.Ordinal);
            var unit = c switch { '十' => 10, '百' => 100, '千' => 1000, _ => 0 };
            if (value >= 0)
            {
                digit = (digit * 10) + value;
            }
            else if (unit > 0)
            {
                total += Math.Max(digit, 1) * unit;
                digit = 0;
            }
            else
            {
                return null;
            }
        }

        return total + digit;
    }

    public static int? OfRoman(string text)
    {
        var total = 0;
        var last = 0;
        for (var i = text.Length - 1; i >= 0; i--)
        {
            var value = char.ToUpperInvariant(text[i]) switch { 'I' => 1, 'V' => 5, 'X' => 10, 'L' => 50, 'C' => 100, _ => 0 };
            if (value == 0)
            {
                return null;
            }

            total += value < last ? -value : value;
            last = Math.Max(last, value);
        }

        return total;
    }

    public static int? OfWord(string text)
    {
        var index = Array.FindIndex(Words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : index + 1;
    }

    /// <param name="text">In lower case.</param>
    public static int? OfOrdinal(string text)
    {
        if (text.Length < 5 || !(text.EndsWith("th", StringComparison.Ordinal) || text is "first" or "second" or "third"))
        {
            return null;
        }

        var index = Array.IndexOf(Ordinals, text);
        return index < 0 ? null : index + 1;
    }
}
