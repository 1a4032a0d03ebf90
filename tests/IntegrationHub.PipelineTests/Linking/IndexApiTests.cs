using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Operations;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntegrationHub.PipelineTests.Linking;

public sealed class IndexApiTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Goes_Back_To_A_Listed_Version_And_Says_What_Is_Lost()
    {
        var (hub, api) = await TwoVersionsAsync();
        Assert.Equal([2, 1], await VersionsAsync(api));

        var (status, json) = await BackAsync(api, "?version=1");

        Assert.Equal(200, status);
        Assert.Equal((3, 1), (json.GetProperty("version").GetInt32(), json.GetProperty("of").GetInt32()));
        Assert.Equal("/api/admin/sources/one/runs/2/replay", json.GetProperty("lost")[0].GetProperty("replay").GetString());
        Assert.Equal([3, 2, 1], await VersionsAsync(api));
        Assert.Equal(["a"], await hub.MembersAsync());
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("?version=last", 400)]
    [InlineData("?version=-1", 400)]
    [InlineData("?version=2", 409)]
    [InlineData("?version=9", 409)]
    public async Task Refuses_What_Is_No_Version_To_Go_Back_To(string query, int expected)
    {
        var (hub, api) = await TwoVersionsAsync();

        Assert.Equal(expected, (await BackAsync(api, query)).Status);
        Assert.Equal(2, (await hub.Index.ReadManifestAsync(null, default)).Manifest.Version);
    }

    [Fact]
    public async Task Shows_A_Rebuild_That_Has_Begun_On_The_Current_Version_Only()
    {
        var (hub, api) = await TwoVersionsAsync();
        var current = (await hub.Index.ReadManifestAsync(null, default)).Manifest;
        Assert.False((await GetAsync(api)).TryGetProperty("rebuild", out _));

        await hub.Index.WriteRebuildAsync(new RebuildProgress(2, 0, current), default);
        Assert.Equal(2, (await GetAsync(api)).GetProperty("rebuild").GetProperty("of").GetInt32());

        await hub.Index.WriteRebuildAsync(new RebuildProgress(1, 0, current), default);
        Assert.False((await GetAsync(api)).TryGetProperty("rebuild", out _));
    }

    private static Task<(int Status, JsonElement Json)> BackAsync(IndexApi api, string query) => CurationRig.AskAsync(request => api.RollBackAsync(request, default), query: query);

    private static async Task<JsonElement> GetAsync(IndexApi api) => (await CurationRig.AskAsync(_ => api.GetAsync(default))).Json;

    private static async Task<IEnumerable<int>> VersionsAsync(IndexApi api) =>
        (await GetAsync(api)).GetProperty("versions").EnumerateArray().Select(version => version.GetProperty("version").GetInt32());

    private async Task<(LinkingHub Hub, IndexApi Api)> TwoVersionsAsync()
    {
        var hub = new LinkingHub(azurite.NewAccount());
        await hub.CreateAsync();
        await hub.DeliverAsync("one", 1, false, ("a", LinkingHub.Book("A history of paper", "Hua, Ming")));
        await hub.LinkAsync();
        await hub.DeliverAsync("one", 2, false, ("b", LinkingHub.Book("A mistake", "Nobody")));
        await hub.LinkAsync();
        return (hub, new IndexApi(
            hub.Index, new IndexRollback(hub.Index, hub.Segments, new BlobLock(hub.Account, TimeProvider.System), (_, _) => Task.CompletedTask, NullLogger<IndexRollback>.Instance)));
    }
}
