using System.Buffers;
using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>
/// The type that a record shows where none is stated: a dynasty behind a creator's name, an extent in 卷 or literary Chinese makes an ancient text, an ISBN a book, pages or an issue an article. It weighs
/// evidence; that two types exclude each other only stated ones say.
/// </summary>
internal static class ImpliedType
{
    private static readonly SearchValues<char> Opening = SearchValues.Create("(（[［〔【");
    private static readonly SearchValues<string> Dynasties = SearchValues.Create(
        ["周", "秦", "漢", "汉", "魏", "蜀", "吳", "吴", "晉", "晋", "宋", "齊", "齐", "梁", "陳", "陈", "隋", "唐", "遼", "辽", "金", "元", "明", "清", "淸", "後漢", "东汉", "西汉", "東漢", "西漢", "三國", "三国", "東晉", "西晉", "南朝宋", "南齊", "北魏", "北齊", "北周", "南唐", "五代", "後唐", "後周", "北宋", "南宋", "西夏"],
        StringComparison.Ordinal);

    public static WorkType Of(BibliographicRecord record)
    {
        if (record.Type is not (WorkType.Other or WorkType.Book))
        {
            return record.Type;
        }

        if (record.Languages.Contains("lzh") || (record.Extent is { } extent && extent.AsSpan().ContainsAny('卷', '巻')) || HasDynasty(record.Creators) || HasDynasty(record.Contributors))
        {
            return WorkType.AncientText;
        }

        if (record.Type == WorkType.Book)
        {
            return WorkType.Book;
        }

        foreach (var identifier in record.Identifiers)
        {
            if (identifier is { Scheme: IdentifierScheme.Isbn, Invalid: false })
            {
                return WorkType.Book;
            }
        }

        return record.Container is { } container && (container.Pages ?? container.Volume ?? container.Issue ?? container.Issn) is not null ? WorkType.Article : WorkType.Other;
    }

    private static bool HasDynasty(IReadOnlyList<Agent> agents)
    {
        for (var i = 0; i < agents.Count; i++)
        {
            var name = agents[i].Name.AsSpan();
            var open = name.IndexOfAny(Opening);
            if (open >= 0 && name[(open + 1)..].IndexOfAny(")）]］〕】") is > 0 and <= 3 and var length && Dynasties.Contains(name.Slice(open + 1, length).ToString()))
            {
                return true;
            }
        }

        return false;
    }
}
