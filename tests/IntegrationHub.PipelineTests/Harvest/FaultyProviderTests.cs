using IntegrationHub.Harvest;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Harvest;

public sealed class FaultyProviderTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Theory]
    [InlineData(503, "86400")]
    [InlineData(429, "86400")]
    [InlineData(503, "Wed, 06 May 2026 05:05:05 GMT")]
    public async Task Rule2_Never_Sleeps_For_A_Busy_Provider_But_Comes_Back_When_Told(int status, string retryAfter)
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(7);
        var (rig, source) = await SetUpAsync(provider);
        var refusals = 1;
        provider.Script = request => request.Token is not null && refusals-- > 0 ? TestAnswer.Busy(retryAfter) with { Status = status } : null;
        await rig.Scheduler.ScheduleAsync(default);
        var message = new HarvestWindow(source.Id, 1, 1);

        var wait = Assert.IsType<StepOutcome.Later>(await rig.Harvester.StepAsync(message, default));
        Assert.Equal(TimeSpan.FromDays(1), wait.Delay);
        Assert.Equal(1, (await rig.WindowAsync(source, 1)).Counts.Pages);

        // Asked too early, by a second message, it does not bother the provider.
        var asked = provider.Requests.Count;
        Assert.IsType<StepOutcome.Later>(await rig.Harvester.StepAsync(message, default));
        Assert.Equal(asked, provider.Requests.Count);

        rig.Time.Advance(TimeSpan.FromDays(1));
        await rig.ServeAsync();
        Assert.Equal(7, (await rig.RecordsAsync(source, 1)).Count);
        Assert.Equal(1, (await rig.WindowAsync(source, 1)).Counts.Waits);
    }

    [Fact]
    public async Task Rule1_Begins_A_Window_Again_That_Is_Not_To_Be_Cut_When_Its_Token_Dies_And_Keeps_Nothing_Twice()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(10);
        var (rig, source) = await SetUpAsync(provider, SlicedBy.Nothing);
        var deaths = 1;
        provider.Script = request => request.Token?.EndsWith("|6", StringComparison.Ordinal) == true && deaths-- > 0 ? TestAnswer.Error("badResumptionToken", "Expired.") : null;

        await rig.HarvestAsync();

        Assert.Equal(provider.Records.Select(record => record.Id), (await rig.RecordsAsync(source, 1)).Select(record => record.Id));
        var window = await rig.WindowAsync(source, 1);
        Assert.Equal(2, window.Attempt);
        Assert.Contains("badResumptionToken", Assert.Single(window.Faults).Reason, StringComparison.Ordinal);
        Assert.Equal(10, window.Counts.Records);
    }

    [Fact]
    public async Task Fails_In_The_Open_When_The_Token_Dies_Each_Time()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(10);
        var (rig, source) = await SetUpAsync(provider, SlicedBy.Nothing);
        provider.Script = request => request.Token is null ? null : TestAnswer.Error("badResumptionToken", "Expired.");

        await rig.HarvestAsync();

        var run = await rig.RunAsync(source, 1);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("Expired.", run.Failure, StringComparison.Ordinal);
        Assert.Equal(3, (await rig.WindowAsync(source, 1)).Attempt);
        // The first page is as true as if the second one had come.
        Assert.Equal((3, false), Assert.Single(await rig.DeliveriesAsync(source)) is var delivery ? (delivery.Records, delivery.Complete) : default);
    }

    [Fact]
    public async Task Rule8_Does_Not_Turn_In_Circles_With_A_Repeated_Token()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(10);
        var (rig, source) = await SetUpAsync(provider, SlicedBy.Nothing);
        provider.Script = request => request.Token is null ? null : new TestAnswer(
            "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2026-03-01T12:00:00Z</responseDate><ListRecords>"
            + $"<record><header status=\"deleted\"><identifier>x</identifier><datestamp>2026-01-01</datestamp></header></record><resumptionToken>{request.Token}</resumptionToken></ListRecords></OAI-PMH>");

        await rig.HarvestAsync();

        Assert.Contains("same resumption token", (await rig.RunAsync(source, 1)).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follows_The_Token_Of_An_Empty_List()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        var (rig, source) = await SetUpAsync(provider);
        provider.Script = request => request.Verb == "ListRecords" && request.Token is null ? new TestAnswer(
            "<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\"><responseDate>2026-03-01T12:00:00Z</responseDate><ListRecords>"
            + "<resumptionToken>|||0</resumptionToken></ListRecords></OAI-PMH>") : null;

        await rig.HarvestAsync();

        Assert.Equal(4, (await rig.RecordsAsync(source, 1)).Count);
    }

    [Fact]
    public async Task Waits_Longer_And_Longer_For_An_Html_Page_To_Go_Away_Then_Goes_On()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(10);
        var (rig, source) = await SetUpAsync(provider);
        var broken = 3;
        provider.Script = request => request.Token?.EndsWith("|6", StringComparison.Ordinal) == true && broken-- > 0 ? TestAnswer.Html : null;

        await rig.HarvestAsync();

        Assert.Equal([15, 30, 60], rig.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal(10, (await rig.RecordsAsync(source, 1)).Count);
        var fault = (await rig.WindowAsync(source, 1)).Faults[0];
        Assert.Contains("HTML page", fault.Reason, StringComparison.Ordinal);
        Assert.Contains("verb=ListRecords&resumptionToken=", fault.Url, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", fault.FirstBytes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_At_Once_That_An_Address_Is_No_Provider()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Script = _ => TestAnswer.Html;
        var (rig, source) = await SetUpAsync(provider);

        await rig.HarvestAsync();

        Assert.Empty(rig.Waits);
        var failure = (await rig.RunAsync(source, 1)).Failure;
        Assert.Contains("HTML page", failure, StringComparison.Ordinal);
        Assert.EndsWith($"Check the source's baseUrl: {source.BaseUrl}", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_Who_Is_To_Ask_When_The_Hub_Is_Not_Let_In()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Script = _ => new TestAnswer("Log in", 403);
        var (rig, source) = await SetUpAsync(provider);

        await rig.HarvestAsync();

        Assert.Equal($"The server answers 403 Forbidden. Ask the provider to let the hub in: {source.BaseUrl}", (await rig.RunAsync(source, 1)).Failure);
    }

    [Fact]
    public async Task Tries_A_Failed_Run_Again_Before_It_Is_Due()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        provider.Script = _ => new TestAnswer("Gone fishing", 404);
        var (rig, source) = await SetUpAsync(provider);
        await rig.HarvestAsync();
        provider.Script = _ => null;

        await rig.HarvestAsync();
        Assert.Null(await rig.Runs.FindAsync(source.Id, 2, default));
        rig.Time.Advance(TimeSpan.FromHours(1));
        await rig.HarvestAsync();

        Assert.Equal(RunState.Harvested, (await rig.RunAsync(source, 2)).State);
    }

    private async Task<(HarvestRig Rig, Source Source)> SetUpAsync(TestProvider provider, SlicedBy? slicedBy = null)
    {
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl) with { SlicedBy = slicedBy };
        await rig.Sources.TryAddAsync(source, default);
        return (rig, source);
    }
}
