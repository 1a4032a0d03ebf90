using IntegrationHub.LocalHost;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.LocalHost;

public sealed class AddedSourceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData("http://x/", "x-oai")]
    [InlineData("https://Library.example/oai", "library-example-oai")]
    [InlineData("http://localhost:8080/oai.php?repo=a", "localhost-8080-oai-php-repo-a")]
    public void Two_Addresses_Are_Two_Sources(string baseUrl, string id) => Assert.Equal(id, HubView.IdOf(new Uri(baseUrl)).Value);

    [Fact]
    public async Task Added_Again_It_Keeps_What_Its_Admin_Has_Said_Of_It()
    {
        var sources = new SourceTable(new StorageAccount(new StorageOptions { ConnectionString = azurite.NewAccount() }));
        await sources.CreateAsync(default);
        var added = new AddedSource(new Uri("http://library.example/oai"), "oai_dc", []);
        await HubView.AddAsync(sources, added, default);
        var stored = (await sources.FindAsync(SourceId.Parse("library-example-oai"), default))!;
        await sources.TryReplaceAsync(stored, stored.Value with { Name = "某图书馆", Kind = SourceKind.Member }, default);

        await HubView.AddAsync(sources, added with { Prefix = "marc21" }, default);

        var now = (await sources.FindAsync(stored.Value.Id, default))!.Value;
        Assert.Equal(("某图书馆", SourceKind.Member, "marc21"), (now.Name, now.Kind, now.MetadataPrefix));
    }
}
