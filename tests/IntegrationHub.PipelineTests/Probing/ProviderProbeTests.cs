using IntegrationHub.Oai;
using IntegrationHub.PipelineTests.Harvest;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Probing;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.PipelineTests.Probing;

public sealed class ProviderProbeTests
{
    private const string FreeLink = "<dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights><dc:identifier>https://library.example/1</dc:identifier>";

    [Fact]
    public async Task Tells_What_Would_Be_Harvested_Before_The_Source_Is_Live()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(9);
        provider.Records[0] = provider.Records[0] with { Extra = $"<dc:creator>王选</dc:creator><dc:date>1998</dc:date>{FreeLink}" };
        provider.Records[1] = provider.Records[1] with { Deleted = true };
        provider.Records[2] = provider.Records[2] with { Title = "" };
        provider.Sets.Add(("theses", "Theses"));
        provider.Formats.Add(("marc21", "http://www.loc.gov/MARC21/slim"));

        var report = await ProbeRig.ProbeAsync(provider);

        Assert.True(report is { Harvestable: true, Complete: true }, string.Join('\n', report.Problems));
        Assert.Equal(provider.BaseUrl, report.BaseUrl);
        Assert.Equal((9, CountedBy.Provider), (report.Harvest!.Records, report.Harvest.By));
        Assert.NotNull(report.Harvest.FirstHarvest);
        Assert.Equal((6, 1, 1, 4, 1, 0.25), (report.Sample!.Seen, report.Sample.Deleted, report.Sample.Rejected, report.Sample.Read, report.Sample.Free, report.Sample.FreeShare));
        var first = report.Sample.Records[0].Record;
        Assert.Equal(("王选", 1998, "https://library.example/1", AccessStatus.Open), (first.Creators[0], first.Year, first.Links[0], first.Access.Status));
        Assert.Equal("oai:test:0003", report.Sample.Rejects[0].Identifier);
        Assert.Equal([new OaiSet("theses", "Theses")], report.Sets!.First);
        Assert.Equal(["marc21", "oai_dc"], report.Formats.Select(format => format.Prefix));
        Assert.Contains("marc21", Assert.Single(report.Remarks), StringComparison.Ordinal);
        Assert.Equal(("Test", provider.BaseUrl, "oai_dc"), (report.Proposal!.Name, report.Proposal.BaseUrl, report.Proposal.MetadataPrefix));
        Assert.Equal((3, TokenStyle.Offset, true), (report.Pages!.RecordsPerPage, report.Pages.Tokens!.Style, report.Pages.Tokens.TellsSize));
        Assert.Contains("1 of 6 records seen can't be read", Assert.Single(report.Problems), StringComparison.Ordinal);
        Assert.Equal(provider.Requests.Count, report.Requests);
        Assert.InRange(report.Requests, 5, 10);
    }

    [Fact]
    public async Task Finds_That_The_Dates_Of_An_Honest_Provider_Work()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(9);

        Assert.Equal(new ProbedDates(OaiGranularity.Second, true, true, OaiDates.Parse(provider.Earliest)), (await ProbeRig.ProbeAsync(provider)).Dates);
    }

    [Fact]
    public async Task Asks_A_Provider_Of_Days_For_Days_And_Works()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Days = true;
        provider.Fill(9);

        var report = await ProbeRig.ProbeAsync(provider);

        Assert.Equal((OaiGranularity.Day, true, true), (report.Dates!.Granularity, report.Dates.FromWorks, report.Dates.UntilWorks));
        Assert.DoesNotContain(provider.Lists, request => $"{request.From}{request.Until}".Contains('T', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finds_Days_Where_Seconds_Are_Claimed_And_Refused()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(9);
        provider.Script = request => $"{request.From}{request.Until}".Contains('T', StringComparison.Ordinal) ? TestAnswer.Error("badArgument", "No.") : null;

        var report = await ProbeRig.ProbeAsync(provider);

        Assert.Equal((OaiGranularity.Day, true, true), (report.Dates!.Granularity, report.Dates.FromWorks, report.Dates.UntilWorks));
        Assert.Contains(report.Problems, problem => problem.Contains("only days work", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, false, "'from'")]
    [InlineData(false, true, "'until'")]
    public async Task Finds_That_A_Date_Argument_Is_Ignored(bool from, bool until, string says)
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(9);
        (provider.IgnoresFrom, provider.IgnoresUntil) = (from, until);

        var report = await ProbeRig.ProbeAsync(provider);

        Assert.Equal((!from, !until), (report.Dates!.FromWorks, report.Dates.UntilWorks));
        Assert.Contains(report.Problems, problem => problem.Contains($"ignores {says}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finds_The_Way_Around_A_Broken_ListRecords()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(9);
        provider.Script = request => request.Verb == "ListRecords" ? new TestAnswer("Out of memory", 500) : null;

        var report = await ProbeRig.ProbeAsync(provider);

        Assert.Equal((ListVerb.ListIdentifiers, true, true), (report.Pages!.ListBy, report.Harvestable, report.Dates!.FromWorks));
        Assert.Equal((3, 9), (report.Sample!.Read, report.Harvest!.Records));
        Assert.Contains(report.Problems, problem => problem.Contains("listBy ListIdentifiers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Finds_The_Way_Around_Resumption_Tokens_That_Fail_For_ListRecords_Alone()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(9);
        provider.Script = request => request is { Verb: "ListRecords", Token: not null } ? TestAnswer.Error("badResumptionToken") : null;

        Assert.Equal(ListVerb.ListIdentifiers, (await ProbeRig.ProbeAsync(provider)).Pages!.ListBy);
    }

    [Fact]
    public async Task Says_What_Is_Wrong_Where_Nothing_Can_Be_Listed()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Script = request => request.Verb.StartsWith("List", StringComparison.Ordinal) && request.Verb != "ListMetadataFormats" ? TestAnswer.Html : null;

        var report = await ProbeRig.ProbeAsync(provider);

        Assert.False(report.Harvestable);
        Assert.Equal("Test", report.Provider!.Name);
        Assert.Contains(report.Problems, problem => problem.Contains("nor do ListIdentifiers", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tells_A_Set_And_A_Format_That_The_Provider_Does_Not_Have()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(2, set: "theses");
        provider.Fill(3, set: "books", prefix: "oai:books:");
        provider.Sets.AddRange([("theses", "Theses"), ("books", "Books")]);

        var report = await ProbeRig.ProbeAsync(provider, source => source with { Sets = ["theses", "maps", "books"], MetadataPrefix = "marc21" });

        Assert.Contains(report.Problems, problem => problem.Contains("'maps'", StringComparison.Ordinal));
        Assert.Contains(report.Problems, problem => problem.Contains("harvest 'oai_dc'", StringComparison.Ordinal));
        Assert.Equal(5, report.Harvest!.Records);
        Assert.Equal("oai_dc", report.Proposal!.MetadataPrefix);
    }

    [Fact]
    public async Task Ends_In_Time_And_Tells_What_It_Knows()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(9);
        var time = new FakeTimeProvider(HarvestRig.Start);
        provider.Before = _ =>
        {
            time.Advance(TimeSpan.FromSeconds(14));
            return Task.CompletedTask;
        };

        var report = await ProbeRig.ProbeAsync(provider, time: time);

        Assert.Equal((false, 5, "Test", true), (report.Complete, report.Requests, report.Provider!.Name, report.Harvestable));
        Assert.Null(report.Dates!.FromWorks);
        Assert.Contains(report.Problems, problem => problem.Contains("ended after 60 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leaves_A_Busy_Provider_Alone()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(9);
        provider.Script = request => request.Verb == "ListSets" ? TestAnswer.Busy("3600") : null;

        var report = await ProbeRig.ProbeAsync(provider);

        Assert.Equal(3, provider.Requests.Count);
        Assert.False(report.Complete);
        Assert.Contains(report.Problems, problem => problem.Contains("01:00:00", StringComparison.Ordinal));
    }
}
