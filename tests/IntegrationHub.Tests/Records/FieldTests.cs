using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class FieldTests
{
    [Theory]
    [InlineData("2000-04", 2000)]
    [InlineData("[1999]", 1999)]
    [InlineData("c1998", 1998)]
    [InlineData("1998-2001", 1998)]
    [InlineData("1941 to 1942", 1941)]
    [InlineData("20040216", 2004)]
    [InlineData("2004-02-16T12:15:34Z", 2004)]
    [InlineData("12/05/1998", 1998)]
    [InlineData("１９９８年3月", 1998)]
    [InlineData("民國85年", 1996)]
    [InlineData("民国85年", 1996)]
    [InlineData("中華民國七十四年", 1985)]
    [InlineData("民国一百零二年", 2013)]
    [InlineData("民国元年", 1912)]
    [InlineData("民国八五年", 1996)]
    [InlineData("民国25年[1936]", 1936)]
    [InlineData("光緒三年", 1877)]
    [InlineData("98", null)]
    [InlineData("May 98", null)]
    [InlineData("[19--]", null)]
    [InlineData("199-?", null)]
    [InlineData("ZA853512", null)]
    [InlineData("n.d.", null)]
    [InlineData("公元前1046年", null)]
    [InlineData("1046 B.C.", null)]
    public void A_Year_Is_Read_Only_Where_It_Is_Written_In_Full(string text, int? year) => Assert.Equal(year, DateText.YearOf(text));

    [Theory]
    [InlineData("2027-01-15", "2027-01-15")]
    [InlineData("2028-02", "2028-02-29")]
    [InlineData("until 2027", "2027-12-31")]
    [InlineData("2027年3月5日", "2027-03-05")]
    [InlineData("some day", null)]
    public void An_Embargo_Never_Ends_Early(string text, string? day) => Assert.Equal(day, DateText.LastDayOf(text)?.ToString("yyyy-MM-dd"));

    [Theory]
    [InlineData("chi", "zh")]
    [InlineData("zho", "zh")]
    [InlineData("zh-CN", "zh")]
    [InlineData("zh_Hant_TW", "zh-Hant")]
    [InlineData("中文", "zh")]
    [InlineData("漢語", "zh")]
    [InlineData("Chinese", "zh")]
    [InlineData("lzh", "lzh")]
    [InlineData("文言文", "lzh")]
    [InlineData("en_US", "en")]
    [InlineData("ENG", "en")]
    [InlineData("English;", "en")]
    [InlineData("英文", "en")]
    [InlineData("ga", "ga")]
    [InlineData("藏文", "bo")]
    [InlineData("dut", "nl")]
    [InlineData("http://id.loc.gov/vocabulary/iso639-2/ger", "de")]
    [InlineData("English; Czech", "en cs")]
    [InlineData("中文；英文", "zh en")]
    [InlineData("other", "")]
    [InlineData("xx", "")]
    public void Languages_Become_Bcp_47(string text, string tags)
    {
        var languages = new List<string>();
        LanguageTags.Add(text, languages);
        Assert.Equal(tags, string.Join(' ', languages));
    }

    [Theory]
    [InlineData("info:eu-repo/semantics/article", WorkType.Article)]
    [InlineData("info:eu-repo/semantics/doctoralThesis", WorkType.Thesis)]
    [InlineData("http://purl.org/coar/resource_type/c_ddb1", WorkType.Dataset)]
    [InlineData("http://purl.org/dc/dcmitype/StillImage", WorkType.Image)]
    [InlineData("doc-type:article", WorkType.Article)]
    [InlineData("doc-type:ResearchData", WorkType.Dataset)]
    [InlineData("Working Paper", WorkType.Report)]
    [InlineData("Technical Report", WorkType.Report)]
    [InlineData("Book chapter", WorkType.Article)]
    [InlineData("survey data", WorkType.Dataset)]
    [InlineData("Sound ; Text", WorkType.AudioVisual)]
    [InlineData("Image;", WorkType.Image)]
    [InlineData("Postcard", WorkType.Image)]
    [InlineData("图书", WorkType.Book)]
    [InlineData("圖書", WorkType.Book)]
    [InlineData("期刊论文", WorkType.Article)]
    [InlineData("学位论文", WorkType.Thesis)]
    [InlineData("清华大学博士学位论文", WorkType.Thesis)]
    [InlineData("古籍", WorkType.AncientText)]
    [InlineData("数据集", WorkType.Dataset)]
    [InlineData("科技报告", WorkType.Report)]
    [InlineData("期刊", WorkType.Serial)]
    [InlineData("text", WorkType.Other)]
    [InlineData("info:eu-repo/semantics/publishedVersion", WorkType.Other)]
    [InlineData("Inaugural Address", WorkType.Other)]
    public void Types_Become_The_Small_Vocabulary(string text, WorkType type) => Assert.Equal(type, WorkTypes.Read(text));

    [Theory]
    [InlineData("中图分类号: I222", true, "Clc I222")]
    [InlineData("CLC:TP391", false, "Clc TP391")]
    [InlineData("[中图分类号]G250.76", true, "Clc G250.76")]
    [InlineData("中图分类号：I222；I207.22", true, "Clc I222|Clc I207.22")]
    [InlineData("TP391.1", true, "Clc TP391.1")]
    [InlineData("R318", true, "Clc R318")]
    [InlineData("R318", false, "Keyword R318")]
    [InlineData("TP391.1", false, "Keyword TP391.1")]
    [InlineData("D 21; D 43", false, "Keyword D 21|Keyword D 43")]
    [InlineData("D21", true, "Keyword D21")]
    [InlineData("COVID", true, "Keyword COVID")]
    [InlineData("CLC nebula", false, "Keyword CLC nebula")]
    [InlineData("info:eu-repo/classification/ddc/330.1", false, "Ddc 330.1")]
    [InlineData("DDC: 025.04", false, "Ddc 025.04")]
    [InlineData("LCC HD6951", false, "Lcc HD6951")]
    [InlineData("图书馆学;情报学；档案学", true, "Keyword 图书馆学|Keyword 情报学|Keyword 档案学")]
    [InlineData("Brown, Anthony G., 1961-; Governors--Maryland;", false, "Keyword Brown, Anthony G., 1961-|Keyword Governors--Maryland")]
    [InlineData("A long sentence that goes on and on about its matter for more than sixty; then stops", false, "Keyword A long sentence that goes on and on about its matter for more than sixty; then stops")]
    [InlineData("--", false, "")]
    public void Subjects_Are_Classes_Where_They_Say_So_Or_Can_Be_Nothing_Else(string text, bool chinese, string expected)
    {
        var subjects = new List<Subject>();
        SubjectText.Add(text, chinese, subjects);
        Assert.Equal(expected, string.Join('|', subjects.Select(subject => $"{subject.Scheme} {subject.Value}")));
    }
}
