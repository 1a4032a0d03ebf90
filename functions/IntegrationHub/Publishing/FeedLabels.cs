using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>How work types are called, in addresses, by readers and by schema.org.</summary>
internal static class TypeLabels
{
    private static readonly (WorkType Type, string Slug, Label Label, string Schema)[] Types =
    [
        (WorkType.Book, "book", new Label("图书", "Books"), "http://schema.org/Book"),
        (WorkType.Article, "article", new Label("论文、文章", "Articles"), "http://schema.org/ScholarlyArticle"),
        (WorkType.Thesis, "thesis", new Label("学位论文", "Theses"), "http://schema.org/Thesis"),
        (WorkType.Report, "report", new Label("研究报告", "Reports"), "http://schema.org/Report"),
        (WorkType.Dataset, "dataset", new Label("数据集", "Data sets"), "http://schema.org/Dataset"),
        (WorkType.Serial, "serial", new Label("期刊", "Serials"), "http://schema.org/Periodical"),
        (WorkType.AudioVisual, "audio-visual", new Label("音视频", "Audio and video"), "http://schema.org/MediaObject"),
        (WorkType.Image, "image", new Label("图片", "Images"), "http://schema.org/ImageObject"),
        (WorkType.AncientText, "ancient-text", new Label("古籍", "Ancient texts"), "http://schema.org/Book"),
        (WorkType.Map, "map", new Label("地图", "Maps"), "http://schema.org/Map"),
        (WorkType.Score, "score", new Label("乐谱", "Scores"), "http://schema.org/SheetMusic"),
        (WorkType.Standard, "standard", new Label("标准", "Standards"), "http://schema.org/CreativeWork"),
        (WorkType.Patent, "patent", new Label("专利", "Patents"), "http://schema.org/CreativeWork"),
        (WorkType.Software, "software", new Label("软件", "Software"), "http://schema.org/SoftwareSourceCode"),
        (WorkType.Other, "other", new Label("其他", "Other"), "http://schema.org/CreativeWork"),
    ];

    public static IEnumerable<string> Slugs => Types.Select(known => known.Slug);

    public static string Slug(WorkType type) => Find(type).Slug;

    /// <summary>The schema.org type that OPDS 2.0 wants in <c>@type</c>.</summary>
    public static string Schema(WorkType type) => Find(type).Schema;

    public static Label Label(string slug) => Types.FirstOrDefault(known => known.Slug == slug).Label ?? new Label(slug);

    /// <summary>Where a type stands among its siblings.</summary>
    public static int Order(string slug) => Array.FindIndex(Types, known => known.Slug == slug);

    private static (WorkType Type, string Slug, Label Label, string Schema) Find(WorkType type) =>
        Types.FirstOrDefault(known => known.Type == type) is { Slug: not null } found ? found : Types[^1];
}

/// <summary>How classes of the CLC are called.</summary>
internal static class SubjectLabels
{
    /// <param name="code">Of a class; what is none stands for itself.</param>
    public static Label Label(string code) => ClcClasses.ByCode(code) is { } known ? new Label($"{code} {known.Chinese}", known.English) : new Label(code);

    public static Label Label(ClcClass known) => new(known.Chinese, known.English);

    /// <summary>A main class with all of its divisions.</summary>
    public static Label WholeOf(string main) => ClcClasses.ByCode(main) is { } known ? new Label($"{known.Chinese}（全部）", $"{known.English} (all)") : new Label(main);
}

/// <summary>Names of the languages that Chinese consortia hold; ours, since those of the machine's ICU change with its version.</summary>
internal static class LanguageLabels
{
    /// <summary>ISO 639: nobody has said.</summary>
    public const string Undetermined = "und";

    private static readonly Dictionary<string, Label> Names = new(StringComparer.Ordinal)
    {
        [Undetermined] = new("语种不详", "Language not given"),
        ["ar"] = new("阿拉伯语", "Arabic"),
        ["bo"] = new("藏语", "Tibetan"),
        ["cs"] = new("捷克语", "Czech"),
        ["de"] = new("德语", "German"),
        ["el"] = new("希腊语", "Greek"),
        ["en"] = new("英语", "English"),
        ["eo"] = new("世界语", "Esperanto"),
        ["es"] = new("西班牙语", "Spanish"),
        ["fa"] = new("波斯语", "Persian"),
        ["fr"] = new("法语", "French"),
        ["he"] = new("希伯来语", "Hebrew"),
        ["hi"] = new("印地语", "Hindi"),
        ["id"] = new("印度尼西亚语", "Indonesian"),
        ["ii"] = new("彝语", "Yi"),
        ["it"] = new("意大利语", "Italian"),
        ["ja"] = new("日语", "Japanese"),
        ["kk"] = new("哈萨克语", "Kazakh"),
        ["ko"] = new("朝鲜语", "Korean"),
        ["la"] = new("拉丁语", "Latin"),
        ["lzh"] = new("文言文", "Literary Chinese"),
        ["mn"] = new("蒙古语", "Mongolian"),
        ["mnc"] = new("满语", "Manchu"),
        ["ms"] = new("马来语", "Malay"),
        ["nan"] = new("闽南语", "Min Nan Chinese"),
        ["mul"] = new("多语种", "Several languages"),
        ["nl"] = new("荷兰语", "Dutch"),
        ["pl"] = new("波兰语", "Polish"),
        ["pt"] = new("葡萄牙语", "Portuguese"),
        ["ru"] = new("俄语", "Russian"),
        ["sa"] = new("梵语", "Sanskrit"),
        ["sv"] = new("瑞典语", "Swedish"),
        ["th"] = new("泰语", "Thai"),
        ["tr"] = new("土耳其语", "Turkish"),
        ["ug"] = new("维吾尔语", "Uyghur"),
        ["uk"] = new("乌克兰语", "Ukrainian"),
        ["vi"] = new("越南语", "Vietnamese"),
        ["za"] = new("壮语", "Zhuang"),
        ["zh"] = new("中文", "Chinese"),
        ["zh-Hans"] = new("简体中文", "Chinese, simplified"),
        ["zh-Hant"] = new("繁体中文", "Chinese, traditional"),
        ["zxx"] = new("无语言内容", "No linguistic content"),
    };

    public static Label Label(string tag) => Names.GetValueOrDefault(tag) ?? new Label(tag);
}
