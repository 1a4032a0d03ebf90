using System.Globalization;
using System.Text;

namespace IntegrationHub.Benchmarks;

/// <summary>
/// Generated oai_dc records of about 1.3 KB, the same at every start. One record in ten is the same work as an earlier one, told differently. A page
/// lacks its resumption token and its end, which depend on the list that it is asked for in.
/// </summary>
internal static class GeneratedPages
{
    public const int Sets = 8;

    /// <summary>The first record's datestamp.</summary>
    public static readonly DateTime First = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>When it is at the provider: its pages are the same on every day.</summary>
    public static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Subjects = ["Information retrieval", "图书馆学", "Digital libraries", "数字人文", "Metadata", "古籍整理", "Open access", "知识组织"];

    private static readonly string[] Stems =
    [
        "harvest", "archive", "metadata", "catalogue", "index", "library", "consortium", "repository", "classification", "authority",
        "digital", "national", "regional", "sharing", "platform", "resource", "navigation", "linking", "record", "holding",
        "图书", "资源", "共享", "平台", "文献", "目录", "数字", "研究", "分类", "索引",
    ];

    private static readonly string[] Endings = ["", "s", "al", "ing", "ist", "ment", "ology", "ic", "ware", "ability", "学", "史", "论", "法", "集", "志"];

    /// <summary>Enough for titles and abstracts to differ as real ones do: linking and gzip would notice.</summary>
    private static readonly string[] Words = [.. Stems.SelectMany(stem => Endings.Select(ending => stem + ending))];

    public static string Head(string verb) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2026-01-01T00:00:00Z</responseDate><request verb=\"{verb}\">http://127.0.0.1/oai</request>";

    /// <param name="token">Empty: the list ends here.</param>
    /// <param name="size">Of the list, where it is told.</param>
    public static byte[] End(string token, int? size = null) =>
        Encoding.UTF8.GetBytes($"<resumptionToken{(size is { } told ? $" completeListSize=\"{told}\"" : "")}>{token}</resumptionToken></ListRecords></OAI-PMH>");

    /// <summary>Page after page; with <paramref name="setAfterSet"/> each of the <see cref="Sets"/> has the same number of them.</summary>
    public static byte[][] Make(int records, int pageSize, bool setAfterSet = false)
    {
        var sets = setAfterSet ? Sets : 1;
        var perSet = records / sets;
        var pagesPerSet = (perSet + pageSize - 1) / pageSize;
        var pages = new byte[sets * pagesPerSet][];
        Parallel.For(0, pages.Length, number =>
        {
            var (set, page) = (number / pagesPerSet, number % pagesPerSet);
            pages[number] = Page(Enumerable.Range(page * pageSize, Math.Min(pageSize, perSet - (page * pageSize))).Select(i => (i * sets) + set));
        });
        return pages;
    }

    /// <param name="records">Their numbers.</param>
    /// <param name="secondsApart">From one datestamp to the next.</param>
    public static byte[] Page(IEnumerable<int> records, long secondsApart = 37)
    {
        var text = new StringBuilder(Head("ListRecords")).Append("<ListRecords>");
        foreach (var i in records)
        {
            AppendRecord(text, i, secondsApart);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>SplitMix64: https://prng.di.unimi.it/splitmix64.c</summary>
    private static ulong Mix(ulong number)
    {
        var mixed = number * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    private static void AppendRecord(StringBuilder text, int i, long secondsApart)
    {
        var work = i % 10 == 9 ? i - 5 : i;
        string Word(int seed) => Words[(int)(Mix(((ulong)work << 8) + (ulong)seed) % (ulong)Words.Length)];
        var title = $"{Word(1)} {Word(2)} {Word(3)} {Word(4)} of the {Word(5)} {work}";
        var stamp = First.AddSeconds(i * secondsApart).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $"<record><header><identifier>oai:generated.example.org:{i:D9}</identifier><datestamp>{stamp}</datestamp><setSpec>s{i % Sets}</setSpec></header><metadata>")
            .Append("<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd\">")
            .Append(CultureInfo.InvariantCulture, $"<dc:title>{(i % 10 == 9 ? title.ToUpperInvariant() + "." : title)}</dc:title>")
            .Append(CultureInfo.InvariantCulture, $"<dc:creator>{Word(6)}son, {(char)('A' + (work % 26))}.</dc:creator><dc:creator>Wang, {(char)('A' + (work / 26 % 26))}.</dc:creator>")
            .Append(CultureInfo.InvariantCulture, $"<dc:subject>{Subjects[work % Subjects.Length]}</dc:subject><dc:subject>TP39{work % 10}</dc:subject>")
            .Append("<dc:description>").Append(Word(7)).Append(' ', 1).AppendJoin(' ', Enumerable.Range(8, 45).Select(Word)).Append("</dc:description>")
            .Append(CultureInfo.InvariantCulture, $"<dc:publisher>Press {work % 300}</dc:publisher><dc:date>{1950 + (work % 75)}</dc:date><dc:type>info:eu-repo/semantics/article</dc:type>")
            .Append(CultureInfo.InvariantCulture, $"<dc:identifier>https://generated.example.org/item/{i}</dc:identifier>");
        if (work % 3 != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"<dc:identifier>https://doi.org/10.5555/generated.{work}</dc:identifier>");
        }

        text.Append(CultureInfo.InvariantCulture, $"<dc:language>{(work % 3 == 0 ? "zho" : "eng")}</dc:language><dc:rights>{(work % 4 == 0 ? "All rights reserved" : "https://creativecommons.org/licenses/by/4.0/")}</dc:rights>")
            .Append("</oai_dc:dc></metadata></record>");
    }
}
