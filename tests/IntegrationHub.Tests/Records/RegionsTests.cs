using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public sealed class RegionsTests
{
    [Theory]
    [InlineData(SubjectScheme.Place, "北京", "CN-BJ")]
    [InlineData(SubjectScheme.Place, "北京市海淀区", "CN-BJ")]
    [InlineData(SubjectScheme.Place, "中国湖南省长沙市", "CN-HN")]
    [InlineData(SubjectScheme.Place, "中国--云南", "CN CN-YN")]
    [InlineData(SubjectScheme.Place, "中国西部", "CN")]
    [InlineData(SubjectScheme.Place, "海南藏族自治州", "CN-QH")]
    [InlineData(SubjectScheme.Place, "臺灣", "CN-TW")]
    [InlineData(SubjectScheme.Place, "Beijing (China)", "CN-BJ")]
    [InlineData(SubjectScheme.Place, "Guilin (China)", "CN")]
    [InlineData(SubjectScheme.Place, "Paris (France)", "FR")]
    [InlineData(SubjectScheme.Place, "Hunan Sheng (China)", "CN-HN")]
    [InlineData(SubjectScheme.Place, "Shanghai, China", "CN-SH CN")]
    [InlineData(SubjectScheme.Place, "Venezuela, Guyana, Suriname, French Guiana", "VE GY SR GF")]
    [InlineData(SubjectScheme.Place, "United States--History--Civil War, 1861-1865", "US")]
    [InlineData(SubjectScheme.Place, "Deutschland", "DE")]
    [InlineData(SubjectScheme.Place, "Chad", "TD")]
    [InlineData(SubjectScheme.Place, "Georgia (Republic)", "GE")]
    [InlineData(SubjectScheme.Lcsh, "Education--China--History", "CN")]
    [InlineData(SubjectScheme.Fast, "Japan", "JP")]
    [InlineData(SubjectScheme.Cct, "经济史--浙江", "CN-ZJ")]
    [InlineData(SubjectScheme.Keyword, "china", "CN")]
    [InlineData(SubjectScheme.Keyword, "Railroads--China--Shanghai--History", "CN CN-SH")]
    [InlineData(SubjectScheme.Keyword, "日本", "JP")]
    public void Finds_The_Regions_That_A_Subject_Names(SubjectScheme scheme, string value, string codes) => Assert.Equal(codes, CodesOf(scheme, value));

    [Theory]
    [InlineData(SubjectScheme.Place, "Georgia")] // The state or the country.
    [InlineData(SubjectScheme.Place, "印度洋")] // Begins like a country.
    [InlineData(SubjectScheme.Place, "日本海")]
    [InlineData(SubjectScheme.Place, "北宋")]
    [InlineData(SubjectScheme.Place, "Ontario")]
    [InlineData(SubjectScheme.Keyword, "chad")] // A common word.
    [InlineData(SubjectScheme.Keyword, "turkey")]
    [InlineData(SubjectScheme.Keyword, "中国文学")]
    [InlineData(SubjectScheme.Keyword, "Maurice")]
    [InlineData(SubjectScheme.Person, "France")] // Anatole.
    [InlineData(SubjectScheme.Work, "China")]
    [InlineData(SubjectScheme.Clc, "K2")]
    [InlineData(SubjectScheme.Place, "")]
    [InlineData(SubjectScheme.Place, "()")]
    [InlineData(SubjectScheme.Place, "-- , （")]
    public void Takes_Nothing_Else_For_A_Region(SubjectScheme scheme, string value) => Assert.Equal("", CodesOf(scheme, value));

    [Fact]
    public void The_Table_Has_All_Provinces_In_The_Order_Of_The_National_Standard_And_Names_Nothing_Twice()
    {
        var provinces = Regions.All.Where(region => region.Whole is not null).ToList();

        Assert.Equal(34, provinces.Count);
        Assert.Equal(provinces.OrderBy(region => region.Number), provinces);
        Assert.All(provinces, province => Assert.StartsWith("CN-", province.Code, StringComparison.Ordinal));
        // ISO 3166-1 has 249; three of them are provinces here.
        Assert.Equal(249 - 3, Regions.All.Count - provinces.Count);
        Assert.Equal(Regions.All.Count, Regions.All.Select(region => region.Code).Distinct().Count());
        Assert.Equal(Regions.All.Count, Regions.All.Select(region => region.Chinese).Distinct().Count());
        Assert.Equal(Regions.All.Count, Regions.All.Select(region => region.English).Distinct().Count());
    }

    private static string CodesOf(SubjectScheme scheme, string value) =>
        string.Join(' ', Regions.Of(new BibliographicRecord { Title = "?", Subjects = [new Subject(scheme, value)] }).Select(region => region.Code));
}
