namespace IntegrationHub.Records;

/// <summary>Numbers as Chinese texts write them: "85", "八十五", "八五", "廿三", "一百零二"; 元 is the first.</summary>
internal static class ChineseNumber
{
    private const int MostCharacters = 6;

    /// <returns>1 to 9,999, and how many characters it took; 0 where <paramref name="text"/> begins with no number.</returns>
    public static int Read(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        if (text.StartsWith("元"))
        {
            length = 1;
            return 1;
        }

        int total = 0, current = 0, plain = 0;
        foreach (var c in text)
        {
            if (DigitOf(c) is >= 0 and var digit)
            {
                current = digit;
                plain = (plain * 10) + digit;
            }
            else if (c is '十' or '百' or '廿' or '卅')
            {
                total += c switch { '廿' => 20, '卅' => 30, '十' => Math.Max(current, 1) * 10, _ => Math.Max(current, 1) * 100 };
                current = 0;
            }
            else
            {
                break;
            }

            if (++length > MostCharacters)
            {
                return 0;
            }
        }

        var number = total > 0 ? total + current : plain;
        return number <= 9999 ? number : 0;
    }

    /// <summary>A digit in ASCII, full width or Chinese; -1 for anything else.</summary>
    public static int DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= '０' and <= '９' => c - '０',
        '零' or '○' => 0,
        _ => "〇一二三四五六七八九".IndexOf(c, StringComparison.Ordinal),
    };
}
