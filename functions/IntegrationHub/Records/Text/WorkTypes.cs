using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>Kinds of work as sources name them, by the terms of <c>WorkTypes.txt</c>. Of several the most specific wins: a "text" that is also a "doctoral thesis" is a thesis.</summary>
internal static class WorkTypes
{
    private const int LongestTerm = 60;

    private static readonly (FrozenDictionary<string, WorkType> Terms, WorkType[] Order) Table = ReadTable();

    // Inside longer terms, the telling ones first.
    private static readonly (string Part, WorkType Type)[] Parts =
    [
        ("学位论文", WorkType.Thesis), ("硕士论文", WorkType.Thesis), ("博士论文", WorkType.Thesis), ("dissertation", WorkType.Thesis), ("thesis", WorkType.Thesis),
        ("古籍", WorkType.AncientText), ("善本", WorkType.AncientText), ("专利", WorkType.Patent), ("patent", WorkType.Patent), ("数据集", WorkType.Dataset), ("dataset", WorkType.Dataset),
        ("报告", WorkType.Report), ("technicalreport", WorkType.Report),
        ("论文", WorkType.Article), ("article", WorkType.Article), ("bookchapter", WorkType.Article), ("乐谱", WorkType.Score), ("地图", WorkType.Map), ("图书", WorkType.Book), ("期刊", WorkType.Serial), ("journal", WorkType.Serial),
        ("视频", WorkType.AudioVisual), ("音频", WorkType.AudioVisual), ("movingimage", WorkType.AudioVisual), ("图片", WorkType.Image), ("图像", WorkType.Image), ("photograph", WorkType.Image),
    ];

    public static WorkType Read(string text)
    {
        var whole = Key(text);
        if (Table.Terms.TryGetValue(whole, out var type))
        {
            return type;
        }

        var cut = text.AsSpan().TrimEnd("/ ;").LastIndexOfAny("/:#");
        if (cut >= 0 && Table.Terms.TryGetValue(Key(text[(cut + 1)..]), out type))
        {
            return type;
        }

        if (text.AsSpan().ContainsAny(";；"))
        {
            var best = WorkType.Other;
            foreach (var part in text.Split([';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                best = MoreSpecific(best, Read(part));
            }

            return best;
        }

        if (whole.Length <= LongestTerm)
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

    public static WorkType MoreSpecific(WorkType one, WorkType other) => Array.IndexOf(Table.Order, other) < Array.IndexOf(Table.Order, one) ? other : one;

    private static string Key(string text) => TextFolding.Fold(text).Replace(" ", string.Empty, StringComparison.Ordinal);

    private static (FrozenDictionary<string, WorkType> Terms, WorkType[] Order) ReadTable()
    {
        var terms = new Dictionary<string, WorkType>(StringComparer.Ordinal);
        var order = new List<WorkType>();
        foreach (var cells in EmbeddedTable.Read("WorkTypes.txt"))
        {
            var type = Enum.Parse<WorkType>(cells[0].Trim());
            if (!order.Contains(type))
            {
                order.Add(type);
            }

            foreach (var term in cells[2].Split(',', StringSplitOptions.TrimEntries))
            {
                terms.TryAdd(Key(term), type);
            }
        }

        return (terms.ToFrozenDictionary(StringComparer.Ordinal), [.. order]);
    }
}
