using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>
/// Kinds of work as sources name them: DCMI types, info:eu-repo terms, COAR resource types (labels and URIs), Chinese terms. Of several the most
/// specific wins: a "text" that is also a "doctoral thesis" is a thesis.
/// </summary>
internal static class WorkTypes
{
    // Terms are folded, without spaces, after the last / : or #.
    private static readonly FrozenDictionary<string, WorkType> Terms = Table(
        (WorkType.Book, "book monograph ebook editedcollection conferenceproceedings conferenceproceeding proceedings proceeding textbook c2f33 cf744 图书 电子图书 专著 书籍 普通图书 会议录 论文集 教材 年鉴 工具书"),
        (WorkType.Article, "article journalarticle researcharticle contributiontoperiodical preprint conferencepaper conferenceobject conferencecontribution conferenceitem conferenceposter bookpart bookchapter chapter bookitem review reviewarticle bookreview editorial letter letters newspaperarticle datapaper commentary c6501 c2df8fbb1 c816b c5794 cc94f c6670 c3248 cefa0 cba08 cb239 cbeb9 c998f c3e5a cdcae04bc c18cp c18co 期刊论文 学术论文 期刊文章 论文 文章 会议论文 会议文献 期刊文献 书评 综述 预印本 图书章节 报纸文章"),
        (WorkType.Thesis, "thesis theses dissertation bachelorthesis masterthesis mastersthesis doctoralthesis phdthesis phddissertation doctoraldissertation electronicthesisordissertation etd habilitationthesis c46ec c7a1f cbdcc cdb06 学位论文 硕士论文 博士论文 硕士学位论文 博士学位论文 学士学位论文 博士后报告"),
        (WorkType.Report, "report technicalreport researchreport workingpaper annualreport projectdeliverable researchproposal whitepaper discussionpaper reportpart c93fc c18gh c18ws c8042 c18op c186u c18hj c18ww cba1f c18wz c18wq 报告 科技报告 研究报告 技术报告 科研报告 工作论文 研究成果"),
        (WorkType.Dataset, "dataset datasets data researchdata surveydata database cddb1 数据 数据集 科学数据 数据库 统计数据"),
        (WorkType.Serial, "journal serial periodical newspaper magazine serialpublication bookseries monographicseries c0640 c2659 c2fe3 期刊 连续出版物 报纸 杂志 学术期刊 电子期刊 刊物"),
        (WorkType.AudioVisual, "movingimage sound video audio film musicalrecording recording soundrecording videorecording lecture podcast music musicrecording c12ce c18cc c8a7e 视频 音频 音视频 录音 录像 电影 讲座 音乐 影视 动画 多媒体 戏曲"),
        (WorkType.Image, "image stillimage picture photograph photo map maps drawing painting postcard poster cartographicmaterial cecc8 cc513 c12cd c12cc 图片 图像 照片 图像资源 地图 老照片 绘画 书画 年画"),
        (WorkType.AncientText, "ancienttext rarebook rarebooks ancientbook ancientbooks manuscript 古籍 善本 善本古籍 古籍善本 线装书 中文古籍 家谱 族谱 地方志古籍 拓片 敦煌文献 甲骨 碑帖 抄本 刻本"));

    // Inside longer terms, the telling ones first.
    private static readonly (string Part, WorkType Type)[] Parts =
    [
        ("学位论文", WorkType.Thesis), ("硕士论文", WorkType.Thesis), ("博士论文", WorkType.Thesis), ("dissertation", WorkType.Thesis), ("thesis", WorkType.Thesis),
        ("古籍", WorkType.AncientText), ("善本", WorkType.AncientText), ("数据集", WorkType.Dataset), ("dataset", WorkType.Dataset), ("报告", WorkType.Report), ("technicalreport", WorkType.Report),
        ("论文", WorkType.Article), ("article", WorkType.Article), ("bookchapter", WorkType.Article), ("图书", WorkType.Book), ("期刊", WorkType.Serial), ("journal", WorkType.Serial),
        ("视频", WorkType.AudioVisual), ("音频", WorkType.AudioVisual), ("movingimage", WorkType.AudioVisual), ("图片", WorkType.Image), ("图像", WorkType.Image), ("photograph", WorkType.Image),
    ];

    public static WorkType Read(string text)
    {
        if (Terms.TryGetValue(text, out var type))
        {
            return type;
        }

        var whole = Key(text);
        var cut = text.AsSpan().TrimEnd("/ ;").LastIndexOfAny("/:#");
        var term = cut < 0 ? whole : Key(text[(cut + 1)..]);
        if (Terms.TryGetValue(term, out type) || Terms.TryGetValue(whole, out type))
        {
            return type;
        }

        if (text.Contains(';') || text.Contains('；'))
        {
            var best = WorkType.Other;
            foreach (var part in text.Split([';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                best = MoreSpecific(best, Read(part));
            }

            return best;
        }

        if (whole.Length <= 60)
        {
            foreach (var (part, found) in Parts)
            {
                if (whole.Contains(part, StringComparison.Ordinal))
                {
                    return found;
                }
            }
        }

        return WorkType.Other;
    }

    public static WorkType MoreSpecific(WorkType one, WorkType other) => Specificity(other) > Specificity(one) ? other : one;

    private static int Specificity(WorkType type) => type switch
    {
        WorkType.AncientText => 9,
        WorkType.Thesis => 8,
        WorkType.Dataset => 7,
        WorkType.Report => 6,
        WorkType.Article => 5,
        WorkType.Serial => 4,
        WorkType.Book => 3,
        WorkType.AudioVisual => 2,
        WorkType.Image => 1,
        _ => 0,
    };

    private static string Key(string text) => TextFolding.Fold(text).Replace(" ", string.Empty, StringComparison.Ordinal);

    private static FrozenDictionary<string, WorkType> Table(params ReadOnlySpan<(WorkType Type, string Terms)> rows)
    {
        var table = new Dictionary<string, WorkType>(StringComparer.OrdinalIgnoreCase);
        foreach (var (type, terms) in rows)
        {
            foreach (var term in terms.Split(' '))
            {
                table.TryAdd(term, type);
            }
        }

        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
