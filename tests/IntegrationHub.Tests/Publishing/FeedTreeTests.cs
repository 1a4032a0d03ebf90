using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Publishing;

public sealed class FeedTreeTests
{
    [Fact]
    public void Places_A_Resource_By_Every_Dimension_Once()
    {
        var resource = Sketches.Resource(
            Sketches.Member(Sketches.Platform, "oai:1", Sketches.Record()),
            Sketches.Member(Sketches.Library, "oai:2", Sketches.Record()));

        Assert.Equal(
            ["all", "platform/cashl", "member/city-library", "subject/I/all", "subject/I/I2", "type/book", "language/zh", "period/1980-1989"],
            CategoriesOf(resource));
    }

    [Theory]
    [InlineData(1899, "period/1800-1899")]
    [InlineData(1900, "period/1900-1909")]
    [InlineData(2024, "period/2020-2029")]
    [InlineData(868, "period/0800-0899")]
    [InlineData(9999, "period/undated")]
    [InlineData(-300, "period/undated")]
    [InlineData(null, "period/undated")]
    public void Puts_Years_Into_Decades_And_Older_Ones_Into_Centuries(int? year, string category) =>
        Assert.Contains(category, CategoriesOf(ResourceWith(record => record with { Year = year })));

    [Fact]
    public void What_Says_Nothing_Of_Itself_Is_Found_Under_Not_Given() =>
        Assert.Equal(
            ["all", "platform/cashl", "subject/unclassified", "type/other", "language/und", "period/undated"],
            CategoriesOf(ResourceWith(_ => new BibliographicRecord { Title = "?" })));

    [Theory]
    [InlineData(SubjectScheme.Clc, "K825.6=76", "subject/K/all subject/K/K81")]
    [InlineData(SubjectScheme.Clc, "T-0", "subject/T/all")]
    [InlineData(SubjectScheme.Ddc, "004.6", "subject/T/all subject/T/TP")]
    [InlineData(SubjectScheme.MoeDiscipline, "1302", "subject/J/all subject/J/J6 subject/J/J7")]
    [InlineData(SubjectScheme.Keyword, "snow in August", "subject/unclassified")]
    public void Stands_Where_Its_Subjects_Lead(SubjectScheme scheme, string value, string categories) => Assert.Equal(
        categories.Split(' '),
        CategoriesOf(ResourceWith(record => record with { Subjects = [new Subject(scheme, value)] })).Where(category => category.StartsWith("subject/", StringComparison.Ordinal)));

    [Theory]
    [InlineData("subject/unclassified", "未分类 Unclassified")]
    [InlineData("subject/I/I2", "I2 中国文学 Chinese literature")]
    [InlineData("subject/I", "I 文学 Literature")]
    [InlineData("platform/cashl", "中国高校人文社会科学文献中心 CASHL")]
    [InlineData("platform/unknown", "unknown")]
    [InlineData("period/1980-1989", "1980–1989")]
    [InlineData("type/audio-visual", "音视频 Audio and video")]
    [InlineData("language/zh", "中文 Chinese")]
    public void Labels_Come_In_Both_Languages(string path, string text) =>
        Assert.Equal(text, FeedTree.LabelOf(path, Sketches.Sources.LabelOf).Text);

    private static Resource ResourceWith(Func<BibliographicRecord, BibliographicRecord> change) =>
        Sketches.Resource(Sketches.Member(Sketches.Platform, "oai:1", change(Sketches.Record())));

    private static IReadOnlyList<string> CategoriesOf(Resource resource) =>
        FeedTree.CategoriesOf(resource, MergedView.Of(resource), Sketches.Sources.IsMember, CollectionRules.None);
}
