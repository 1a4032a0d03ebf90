using CsCheck;
using IntegrationHub.Publishing;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class WorkTypesTests
{
    [Theory]
    [InlineData("http://purl.org/coar/resource_type/c_2f33", WorkType.Book)]
    [InlineData("http://purl.org/coar/resource_type/c_2df8fbb1", WorkType.Article)]
    [InlineData("http://purl.org/coar/resource_type/R60J-J5BD", WorkType.Article)]
    [InlineData("http://purl.org/coar/resource_type/c_db06", WorkType.Thesis)]
    [InlineData("http://purl.org/coar/resource_type/ACF7-8YT9/", WorkType.Dataset)]
    [InlineData("http://purl.org/coar/resource_type/QH80-2R4E", WorkType.Software)]
    [InlineData("http://purl.org/coar/resource_type/c_15cd", WorkType.Patent)]
    [InlineData("http://purl.org/coar/resource_type/c_12cd", WorkType.Map)]
    [InlineData("http://purl.org/coar/resource_type/c_18cw", WorkType.Score)]
    [InlineData("http://purl.org/coar/resource_type/c_18cf", WorkType.Other)]
    [InlineData("http://purl.org/dc/dcmitype/Sound", WorkType.AudioVisual)]
    [InlineData("http://purl.org/dc/dcmitype/Collection", WorkType.Other)]
    [InlineData("http://purl.org/ontology/bibo/AcademicArticle", WorkType.Article)]
    [InlineData("http://schema.org/SheetMusic", WorkType.Score)]
    [InlineData("info:eu-repo/semantics/conferenceObject", WorkType.Article)]
    [InlineData("info:eu-repo/semantics/patent", WorkType.Patent)]
    [InlineData("info:eu-repo/semantics/technicalDocumentation", WorkType.Report)]
    [InlineData("ComputationalNotebook", WorkType.Software)]
    [InlineData("JournalArticle", WorkType.Article)]
    [InlineData("Dissertation", WorkType.Thesis)]
    [InlineData("Standard", WorkType.Standard)]
    [InlineData("OutputManagementPlan", WorkType.Report)]
    [InlineData("sound recording-musical", WorkType.AudioVisual)]
    [InlineData("notated music", WorkType.Score)]
    [InlineData("cartographic", WorkType.Map)]
    [InlineData("software, multimedia", WorkType.Software)]
    [InlineData("still image", WorkType.Image)]
    [InlineData("standard or specification", WorkType.Standard)]
    [InlineData("technical report", WorkType.Report)]
    [InlineData("research-article", WorkType.Article)]
    [InlineData("case-report", WorkType.Article)]
    [InlineData("book-review", WorkType.Article)]
    [InlineData("inproceedings", WorkType.Article)]
    [InlineData("phdthesis", WorkType.Thesis)]
    [InlineData("国家标准", WorkType.Standard)]
    [InlineData("發明專利", WorkType.Patent)]
    [InlineData("实用新型专利说明书", WorkType.Patent)]
    [InlineData("地圖集", WorkType.Map)]
    [InlineData("连续出版物", WorkType.Serial)]
    [InlineData("家谱", WorkType.AncientText)]
    [InlineData("中国戏曲视频", WorkType.AudioVisual)]
    [InlineData("text; doctoral thesis", WorkType.Thesis)]
    [InlineData("", WorkType.Other)]
    public void A_Term_Of_The_Usual_Vocabularies_Is_Known(string text, WorkType type) => Assert.Equal(type, WorkTypes.Read(text));

    [Fact]
    public void Of_Several_The_Most_Specific_Wins()
    {
        Assert.Equal(WorkType.Thesis, WorkTypes.MoreSpecific(WorkType.Book, WorkType.Thesis));
        Assert.Equal(WorkType.Thesis, WorkTypes.MoreSpecific(WorkType.Thesis, WorkType.Book));
        Assert.Equal(WorkType.Image, WorkTypes.MoreSpecific(WorkType.Other, WorkType.Image));
    }

    [Fact]
    public void Every_Type_Has_Terms_And_A_Name_In_The_Feed()
    {
        var rows = File.ReadLines(Path.Combine(Repository.PathOf("functions", "IntegrationHub", "Records", "Text"), "WorkTypes.txt")).Where(static line => !line.StartsWith('#')).Select(static line => line.Split('|')).ToList();
        Assert.Equal(Enum.GetNames<WorkType>().Order(), rows.Select(static row => row[0].Trim()).Distinct().Order());
        foreach (var type in Enum.GetValues<WorkType>())
        {
            Assert.Equal(type == WorkType.Other, TypeLabels.Slug(type) == "other");
            Assert.StartsWith("http://schema.org/", TypeLabels.Schema(type), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_Text_Breaks_It() => Gen.String[0, 80].Sample(text => Assert.True(Enum.IsDefined(WorkTypes.Read(text))), iter: 20_000);
}
