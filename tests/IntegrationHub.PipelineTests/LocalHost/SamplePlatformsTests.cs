using IntegrationHub.Harvest;
using IntegrationHub.LocalHost;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.LocalHost;

public sealed class SamplePlatformsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly SourceId Nstl = SourceId.Parse("sample-nstl");

    [Fact]
    public async Task Registers_Again_What_A_Crash_Left_Only_Uploaded()
    {
        var (samples, sources, _) = await NewAsync();
        await samples.RegisterAsync(7071, default);
        await sources.TryRemoveAsync((await sources.FindAsync(Nstl, default))!, default);

        await samples.RegisterAsync(7071, default);

        Assert.NotNull(await sources.FindAsync(Nstl, default));
    }

    [Fact]
    public async Task Does_Not_Bring_Back_What_Its_User_Has_Removed()
    {
        var (samples, sources, cursors) = await NewAsync();
        await samples.RegisterAsync(7071, default);
        await sources.TryRemoveAsync((await sources.FindAsync(Nstl, default))!, default);
        await cursors.TryAdvanceAsync(null, new Cursor { Source = Nstl, LastRun = 1 }, default);

        await samples.RegisterAsync(7071, default);

        Assert.Null(await sources.FindAsync(Nstl, default));
    }

    [Fact]
    public async Task Follows_Another_Port_And_Keeps_What_Its_User_Has_Changed()
    {
        var (samples, sources, _) = await NewAsync();
        await samples.RegisterAsync(7071, default);
        var stored = (await sources.FindAsync(Nstl, default))!;
        await sources.TryReplaceAsync(stored, stored.Value with { Enabled = false }, default);

        await samples.RegisterAsync(7072, default);

        var now = (await sources.FindAsync(Nstl, default))!.Value;
        Assert.Equal((false, "http://localhost:7072/oai/static/sample-nstl"), (now.Enabled, now.BaseUrl));
    }

    private async Task<(SamplePlatforms Samples, SourceTable Sources, CursorTable Cursors)> NewAsync()
    {
        var account = new StorageAccount(new StorageOptions { ConnectionString = azurite.NewAccount() });
        var (sources, cursors, repositories) = (new SourceTable(account), new CursorTable(account), new StaticRepositoryBlobs(account));
        await sources.CreateAsync(default);
        await cursors.CreateAsync(default);
        await repositories.CreateAsync(default);
        return (new SamplePlatforms(Workspace.Find().SamplesFolder, sources, cursors, repositories), sources, cursors);
    }
}
