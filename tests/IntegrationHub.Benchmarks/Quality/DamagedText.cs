using System.Text;
using IntegrationHub.Records;

namespace IntegrationHub.Quality;

/// <summary>Damage to characters.</summary>
internal static class DamagedText
{
    private const int LettersPerTypo = 40;

    private static readonly string[] Keys = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    private static readonly (string Right, string Read)[] LatinLookAlikes =
        [("rn", "m"), ("m", "rn"), ("cl", "d"), ("l", "1"), ("O", "0"), ("o", "0"), ("I", "l"), ("e", "c"), ("S", "5"), ("B", "8"), ("ii", "u"), ("vv", "w"), ("h", "b"), ("tt", "lt")];

    private static readonly string[] HanLookAlikes =
    [
        "己已巳", "未末", "日曰", "土士", "大太犬", "人入", "王玉", "戊戌戍", "干千", "刀力", "天夫", "白自", "田由甲申", "間問", "鳥烏", "徒徙", "侯候", "史吏", "右石", "見貝", "今令", "水永",
        "木本", "壬王", "茶荼", "析折", "傅傳", "祇衹", "拔拨", "徽微", "辨辩", "籍藉", "晴睛", "候侯", "崇祟", "冶治", "洗冼",
    ];

    private static readonly Dictionary<char, char> ToSimplified = HanVariants.Read();

    private static readonly Dictionary<char, char> ToTraditional = ToSimplified.Where(pair => pair.Key is >= '\u4E00' and <= '\u9FFF').GroupBy(pair => pair.Value, pair => pair.Key)
        .ToDictionary(group => group.Key, group => group.First());

    private static readonly Encoding Gbk = ReadGbk();

    public static bool IsHan(string text) => text.Any(IsHan);

    public static string WithTypos(string text, Random random)
    {
        for (var left = 1 + (text.Length / LettersPerTypo); left > 0; left--)
        {
            // The first letter is seldom wrong, and seen when it is.
            var at = random.Next(1, Math.Max(2, text.Length - 1));
            if (at + 1 >= text.Length)
            {
                return text;
            }

            text = random.Next(4) switch
            {
                0 => string.Concat(text.AsSpan(0, at), text.AsSpan(at + 1, 1), text.AsSpan(at, 1), text.AsSpan(at + 2)),
                1 => text.Remove(at, 1),
                2 => text.Insert(at, text[at].ToString()),
                _ => string.Concat(text.AsSpan(0, at), Neighbour(text[at], random).ToString(), text.AsSpan(at + 1)),
            };
        }

        return text;
    }

    public static string Misread(string text, Random random)
    {
        if (IsHan(text))
        {
            var alike = text.Index().Select(c => (c.Index, Set: Array.Find(HanLookAlikes, set => set.Contains(c.Item, StringComparison.Ordinal)))).Where(c => c.Set is not null).ToList();
            var (at, read) = (random.Next(text.Length), '□');
            if (alike.Count > 0)
            {
                var (place, set) = alike[random.Next(alike.Count)];
                (at, read) = (place, set![(set.IndexOf(text[place], StringComparison.Ordinal) + 1) % set.Length]);
            }

            return string.Concat(text.AsSpan(0, at), read.ToString(), text.AsSpan(at + 1));
        }

        for (var left = 1 + (text.Length / LettersPerTypo); left > 0; left--)
        {
            var found = LatinLookAlikes.Where(pair => text.Contains(pair.Right, StringComparison.Ordinal)).ToList();
            if (found.Count > 0)
            {
                var (right, read) = found[random.Next(found.Count)];
                var at = text.IndexOf(right, random.Next(text.LastIndexOf(right, StringComparison.Ordinal) + 1), StringComparison.Ordinal);
                text = string.Concat(text.AsSpan(0, at), read, text.AsSpan(at + right.Length));
            }
        }

        return text;
    }

    public static string Simplified(string text) => Mapped(text, ToSimplified);

    public static string Traditional(string text) => Mapped(text, ToTraditional);

    public static string FullWidth(string text) => string.Create(text.Length, text, static (wide, text) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            wide[i] = text[i] switch { ' ' => '\u3000', > ' ' and <= '~' => (char)(text[i] + 0xFEE0), _ => text[i] };
        }
    });

    public static string ThroughGbk(string text, Random random)
    {
        if (random.Next(2) == 0)
        {
            return Gbk.GetString(Encoding.UTF8.GetBytes(text));
        }

        var places = text.Index().Where(c => c.Item > '\u007f').Select(c => c.Index).ToArray();
        random.Shuffle(places);
        var lost = random.Next(2) == 0 ? "锟斤拷" : "?";
        foreach (var at in places.Take(2).OrderDescending())
        {
            text = string.Concat(text.AsSpan(0, at), lost, text.AsSpan(at + 1));
        }

        return text;
    }

    private static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF';

    private static char Neighbour(char c, Random random)
    {
        var row = Array.Find(Keys, keys => keys.Contains(char.ToLowerInvariant(c), StringComparison.Ordinal));
        if (row is null)
        {
            return c;
        }

        var at = row.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal);
        return row[at == 0 ? 1 : at == row.Length - 1 ? at - 1 : at + (random.Next(2) == 0 ? 1 : -1)];
    }

    private static string Mapped(string text, Dictionary<char, char> map) => string.Create(text.Length, (text, map), static (mapped, state) =>
    {
        for (var i = 0; i < mapped.Length; i++)
        {
            mapped[i] = state.map.GetValueOrDefault(state.text[i], state.text[i]);
        }
    });

    private static Encoding ReadGbk()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        return Encoding.GetEncoding("GBK", EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("?"));
    }
}
