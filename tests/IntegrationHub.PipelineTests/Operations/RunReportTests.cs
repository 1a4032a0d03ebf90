using System.Text.Json;
using IntegrationHub.Harvest;
using IntegrationHub.Operations;
using IntegrationHub.PipelineTests.Harvest;
using IntegrationHub.PipelineTests.Linking;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Probing;
using IntegrationHub.Sources;

namespace IntegrationHub.PipelineTests.Operations;

/// <summary>A run's report says what the provider did and what became of its records, after the run has ended too.</summary>
public sealed class RunReportTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Secret = "s3cr3t-of-the-example-library";

    [Fact]
    public async Task Says_What_Was_New_Changed_Unchanged_And_Withdrawn_Once_It_Is_Linked()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(12);
        var connection = azurite.NewAccount();
        var rig = await HarvestRig.CreateAsync(connection);
        var linking = new LinkingHub(connection);
        await linking.CreateAsync();
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);

        await rig.HarvestAsync();
        var waiting = await ReportAsync(rig, source, 1);
        Assert.Equal((null, "It waits to be linked."), (waiting.Linked, waiting.NotLinked));
        Assert.Equal("It waits to be linked.", (await rig.History.NewestAsync(source.Id, 10, default))[0].NotLinked);
        await linking.LinkAsync();
        AssertLinked(await ReportAsync(rig, source, 1), 12, 0, 0, 0);

        // The provider's clock stood at noon: what follows is new to it.
        const string Later = "2026-03-01T12:30:00Z";
        provider.Records[0] = provider.Records[0] with { Datestamp = Later, Title = "Another title" };
        provider.Records[1] = provider.Records[1] with { Datestamp = Later };
        provider.Records[2] = provider.Records[2] with { Datestamp = Later, Deleted = true };
        provider.Fill(2, Later, prefix: "oai:later:");
        provider.Now = "2026-03-01T13:00:00Z";
        rig.Time.Advance(TimeSpan.FromDays(2));
        await rig.HarvestAsync();
        await linking.LinkAsync();
        AssertLinked(await ReportAsync(rig, source, 2), 2, 1, 1, 1);

        provider.Records.RemoveAt(5);
        await rig.Starter.StartAsync(source, RunReason.Manual, full: true, default);
        await rig.ServeAsync();
        await linking.LinkAsync();
        AssertLinked(await ReportAsync(rig, source, 3), 0, 0, 12, 1);

        var newest = await rig.History.NewestAsync(source.Id, 2, default);
        Assert.Equal([3, 2], newest.Select(report => report.Number));
        AssertLinked(newest[1], 2, 1, 1, 1);
        AssertLinked((await rig.History.FindAsync(source.Id, 1, default))!, 12, 0, 0, 0);
    }

    [Fact]
    public async Task Keeps_Faults_Reasons_And_The_Slowest_Page_And_Shows_No_Secret()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(7);
        provider.Records.Add(new TestRecord("oai:test:untitled1", "2026-02-01T00:00:00Z", ""));
        provider.Records.Add(new TestRecord("oai:test:untitled2", "2026-02-01T00:00:00Z", ""));
        var answers = 0;
        provider.Script = request => request.Verb != "ListRecords" ? null : ++answers switch
        {
            2 => new TestAnswer($"<html>Maintenance {new string('.', 1000)}</html>", 500, ContentType: "text/html"),
            4 => new TestAnswer($"<html>You sent {request.Authorization}</html>", 500, ContentType: "text/html"),
            6 => TestAnswer.Busy("90"),
            _ => null,
        };
        var setting = new CredentialSetting { Secret = Secret, Hosts = new Uri(provider.BaseUrl).GetLeftPart(UriPartial.Authority) };
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount(), credentials: new CredentialOptions { Credentials = { ["Example"] = setting } });
        var source = HarvestRig.SourceOf("test", provider.BaseUrl) with { Credential = new SourceCredential(CredentialScheme.Bearer, "Example") };
        await rig.Sources.TryAddAsync(source, default);
        provider.Before = request =>
        {
            rig.Time.Advance(TimeSpan.FromMilliseconds(request.Token is null ? 50 : 700));
            return Task.CompletedTask;
        };

        await rig.HarvestAsync();

        var report = await ReportAsync(rig, source, 1);
        Assert.Equal(RunState.Harvested, report.State);
        Assert.Equal((7, 2, 2, 1), (report.Counts.Records, report.Counts.Rejected, report.Counts.Faults, report.Counts.Waits));
        Assert.Equal(TimeSpan.FromSeconds(90), report.Counts.Waited);
        Assert.Equal(2, Assert.Single(report.Counts.Reasons).Value);
        Assert.Equal(new KeyValuePair<string, long>("dc", 7), Assert.Single(report.Counts.Formats));
        Assert.StartsWith(provider.BaseUrl, report.Counts.Slowest!.Url, StringComparison.Ordinal);
        Assert.Contains("resumptionToken=", report.Counts.Slowest.Url, StringComparison.Ordinal);
        Assert.True(report.Counts.Slowest.Milliseconds >= 700);
        Assert.Equal(2, report.Faults!.Count);
        var fault = report.Faults[0];
        Assert.Equal((1, 500), (fault.Window, fault.Status));
        Assert.Contains("verb=ListRecords", fault.Url, StringComparison.Ordinal);
        Assert.StartsWith("<html>Maintenance ..", fault.FirstBytes, StringComparison.Ordinal);
        Assert.InRange(fault.FirstBytes!.Length, 100, 400);
        Assert.Equal(report.Counts.Slowest, Assert.Single(await rig.History.NewestAsync(source.Id, 10, default)).Counts.Slowest);
        Assert.DoesNotContain(Secret, JsonSerializer.Serialize(report, OperationsJson.Default.RunReport), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_List_Begun_Again_Keeps_Its_Faults_And_Waits()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(9);
        var answers = 0;
        provider.Script = request => request.Verb != "ListRecords" ? null : ++answers switch
        {
            2 => TestAnswer.Busy("30"),
            3 => TestAnswer.Error("badResumptionToken", "Expired."),
            _ => null,
        };
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);

        await rig.HarvestAsync();

        var counts = (await ReportAsync(rig, source, 1)).Counts;
        Assert.Equal((9, 1, 1), (counts.Records, counts.Waits, counts.Faults));
    }

    private static async Task<RunReport> ReportAsync(HarvestRig rig, Source source, int run) => (await rig.History.FindAsync(source.Id, run, new WindowChoice(), default))!;

    private static void AssertLinked(RunReport report, int isNew, int changed, int unchanged, int withdrawn)
    {
        Assert.Null(report.NotLinked);
        Assert.NotNull(report.Linked);
        Assert.Equal((isNew, changed, unchanged, withdrawn), (report.Linked.New, report.Linked.Changed, report.Linked.Unchanged, report.Linked.Withdrawn));
    }
}
