using System.Globalization;
using System.Text;

namespace IntegrationHub.Benchmarks;

/// <summary>
/// Generated oai_dc records of about 1.3 KB, the same at every start. One record in ten is the same work as an earlier one, told differently; one in three has others like it. A page
/// lacks its resumption token and its end, which depend on the list that it is asked for in.
/// </summary>
internal static class GeneratedPages
{
    public const int Sets = 8;

    /// <summary>The first record's datestamp.</summary>
    public static readonly DateTime First = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>When it is at the provider: its pages are the same on every day.</summary>
    public static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private const int Families = 100_000;

    private static readonly string[] Subjects = ["Information retrieval", "图书馆学", "Digital libraries", "数字人文", "Metadata", "古籍整理", "Open access", "知识组织"];

    private static readonly string[] Prefixes = ["", "inter", "trans", "sub", "micro", "macro", "neo", "post", "pre", "poly", "geo", "bio", "hydro", "electro", "anthropo", "socio", "psycho", "theo", "archaeo", "thermo"];

    private static readonly string[] Stems =
    [
        "harvest", "archiv", "metadat", "catalog", "index", "librar", "consorti", "reposit", "classif", "author", "digit", "nation", "region", "shar", "platform", "resourc", "navigat", "link", "record", "hold",
        "govern", "market", "climat", "sediment", "enzym", "polymer", "magnet", "quant", "liter", "poet", "histor", "manuscr", "religi", "monast", "dynast", "agrar", "irrig", "urban", "migrat", "labour",
    ];

    private static readonly string[] Endings = ["", "s", "al", "ing", "ist", "ment", "ology", "ic", "ware", "ability", "ation", "ism", "ics", "er", "ive", "ance"];

    private const string Characters =
        "中国经济社会文化历史研究教育科学技术管理发展政治法律语言文学艺术哲学宗教民族地理环境农业工业水利交通医药生物化学物理数学天文地质海洋气象计算机网络信息图书馆档案资源共享平台目录数字分类索引" +
        "古代近代现代当代世界亚洲欧洲城市乡村土地人口家庭妇女儿童青年健康心理伦理道德思想制度改革开放市场金融贸易投资企业公司财政税收会计统计审计工程建筑设计材料机械电子自动控制能源动力矿冶金属";

    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗"];

    /// <summary>Latin words, and Chinese words of two characters: as many as the titles of a large library are made of, some much more frequent than others.</summary>
    private static readonly string[] Latin = [.. Prefixes.SelectMany(prefix => Stems.SelectMany(stem => Endings.Select(ending => prefix + stem + ending))).OrderBy(word => Mix((ulong)word.Sum(letter => letter * (letter + word.Length))))];

    private static readonly string[] Han = [.. Characters.Distinct().SelectMany(first => Characters.Distinct().Select(second => $"{first}{second}")).OrderBy(word => Mix(((ulong)word[0] << 16) + word[1]))];

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
        // A third of the works are one of several by the same people whose titles begin alike: they are compared, and are not the same.
        var family = work % 3 == 1 ? (1UL << 40) + (Mix((ulong)work) % Families) : (ulong)work;
        var han = Mix(family) % 3 == 0;
        var words = han ? Han : Latin;
        double Chance(int seed) => (Mix(((seed is 1 or 2 or 3 or >= 60 ? family : (ulong)work) << 8) + (ulong)seed) >> 11) / (double)(1UL << 53);
        // Few words are in many titles, most in few.
        string Word(int seed) => words[(int)(words.Length * Math.Pow(Chance(seed), 4))];
        string Name(int seed) => han ? Surnames[(int)(Surnames.Length * Chance(seed))] + Characters[(int)(Characters.Length * Chance(seed + 1))] + Characters[(int)(Characters.Length * Chance(seed + 2))]
            : $"{Stems[(int)(Stems.Length * Chance(seed))]}{Endings[(int)(Endings.Length * Chance(seed + 1))]}son, {(char)('A' + (int)(26 * Chance(seed + 2)))}.";
        var title = han ? $"{Word(1)}{Word(2)}{Word(3)}与{Word(4)}{Word(5)}" : $"{Word(1)} {Word(2)} {Word(3)} {Word(4)} of the {Word(5)}";
        var stamp = First.AddSeconds(i * secondsApart).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        text.Append(CultureInfo.InvariantCulture, $"<record><header><identifier>oai:generated.example.org:{i:D9}</identifier><datestamp>{stamp}</datestamp><setSpec>s{i % Sets}</setSpec></header><metadata>")
            .Append("<oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd\">")
            .Append(CultureInfo.InvariantCulture, $"<dc:title>{(i % 10 == 9 ? title.ToUpperInvariant() + "." : title)}</dc:title>")
            .Append(CultureInfo.InvariantCulture, $"<dc:creator>{Name(60)}</dc:creator><dc:creator>{Name(63)}</dc:creator>")
            .Append(CultureInfo.InvariantCulture, $"<dc:subject>{Subjects[work % Subjects.Length]}</dc:subject><dc:subject>TP39{work % 10}</dc:subject>")
            .Append("<dc:description>").Append(Word(7)).Append(' ', 1).AppendJoin(' ', Enumerable.Range(8, 45).Select(Word)).Append("</dc:description>")
            .Append(CultureInfo.InvariantCulture, $"<dc:publisher>Press {work % 300}</dc:publisher><dc:date>{1950 + (work % 75)}</dc:date><dc:type>info:eu-repo/semantics/article</dc:type>")
            .Append(CultureInfo.InvariantCulture, $"<dc:identifier>https://generated.example.org/item/{i}</dc:identifier>");
        if (work % 3 != 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"<dc:identifier>https://doi.org/10.5555/generated.{work}</dc:identifier>");
        }

        text.Append(CultureInfo.InvariantCulture, $"<dc:language>{(han ? "zho" : "eng")}</dc:language><dc:rights>{(work % 4 == 0 ? "All rights reserved" : "https://creativecommons.org/licenses/by/4.0/")}</dc:rights>")
            .Append("</oai_dc:dc></metadata></record>");
    }
}
