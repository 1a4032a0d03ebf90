using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Sources;

public sealed class SourceValidatorTests
{
    private static readonly Source Fine = new() { Id = SourceId.Parse("fine"), Name = "馆藏", BaseUrl = "https://library.example/oai" };

    [Theory]
    [InlineData("https://library.example/oai")]
    [InlineData("http://library.example:8080/cgi/oai2")]
    [InlineData("https://library.example/oai.php?repo=a&lang=zh")]
    public void Accepts_A_Base_Url(string url) => Assert.Empty(SourceValidator.Validate(Fine with { BaseUrl = url }));

    [Theory]
    [InlineData("", "Give the provider's")]
    [InlineData("library.example/oai", "no web address")]
    [InlineData("ftp://library.example/oai", "no web address")]
    [InlineData("file:///etc/passwd", "no web address")]
    [InlineData("https://me:secret@library.example/oai", "user name")]
    [InlineData("https://library.example/oai?verb=Identify", "Remove 'verb=Identify'")]
    [InlineData("https://library.example/oai?repo=a&metadataPrefix=oai_dc", "Remove 'metadataPrefix=oai_dc'")]
    [InlineData("https://library.example/oai#top", "Remove '#top'")]
    public void Rejects_A_Base_Url(string url, string says) =>
        Assert.Contains(SourceValidator.Validate(Fine with { BaseUrl = url })["baseUrl"], sentence => sentence.Contains(says, StringComparison.Ordinal));

    [Theory]
    [InlineData("theses")]
    [InlineData("physics:hep")]
    [InlineData("com_10023/90")]
    public void Accepts_A_Set(string set) => Assert.Empty(SourceValidator.Validate(Fine with { Sets = [set] }));

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a&verb=Identify")]
    [InlineData("a\n")]
    public void Rejects_A_Set(string set) => Assert.Contains("sets", SourceValidator.Validate(Fine with { Sets = [set] }));

    [Fact]
    public void Rejects_A_Set_Named_Twice() => Assert.Contains("sets", SourceValidator.Validate(Fine with { Sets = ["a", "b", "a"] }));

    [Theory]
    [InlineData(AccessPolicy.BySet, "", "Name the sets whose records are free")]
    [InlineData(AccessPolicy.AllFree, "open", "Set access to BySet")]
    [InlineData(AccessPolicy.ByEvidence, "open", "Set access to BySet")]
    [InlineData(AccessPolicy.BySet, "two words", "no setSpec")]
    [InlineData(AccessPolicy.BySet, "a,a", "named 2 times")]
    public void Rejects_Free_Sets(AccessPolicy access, string sets, string says) => Assert.Contains(
        SourceValidator.Validate(Fine with { Access = access, FreeSets = sets.Split(',', StringSplitOptions.RemoveEmptyEntries) })["freeSets"],
        sentence => sentence.Contains(says, StringComparison.Ordinal));

    [Fact]
    public void Accepts_Free_Sets_Where_Access_Is_By_Set() => Assert.Empty(SourceValidator.Validate(Fine with { Access = AccessPolicy.BySet, FreeSets = ["open", "books:free"] }));

    [Theory]
    [InlineData("00:05:00", true)]
    [InlineData("00:04:59", false)]
    [InlineData("-1.00:00:00", false)]
    [InlineData("366.00:00:00", true)]
    [InlineData("366.00:00:01", false)]
    public void Knows_How_Often_Is_Too_Often(string every, bool fine) =>
        Assert.Equal(fine, !SourceValidator.Validate(Fine with { Every = TimeSpan.Parse(every, null) }).ContainsKey("every"));

    [Fact]
    public void Says_Every_Mistake_At_Once()
    {
        var mistakes = SourceValidator.Validate(new Source
        {
            Id = default,
            Name = " ",
            BaseUrl = "nowhere",
            MetadataPrefix = "oai dc",
            Sets = ["a b"],
            Every = TimeSpan.Zero,
            HomePage = "javascript:alert(1)",
            NameEnglish = new string('x', 201),
            Region = "a\nb",
        });

        Assert.Equal(["baseUrl", "every", "homePage", "id", "metadataPrefix", "name", "nameEnglish", "region", "sets"], mistakes.Keys.Order(StringComparer.Ordinal));
    }
}
