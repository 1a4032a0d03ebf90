using IntegrationHub.LocalHost;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Probing;

namespace IntegrationHub.PipelineTests.Probing;

public sealed class ProviderSearchTests
{
    [Theory]
    [InlineData("?verb=Identify")]
    [InlineData("?Verb=listrecords&metadataprefix=oai_dc")]
    [InlineData("#top")]
    [InlineData("”")]
    public async Task Recognises_What_Was_Pasted_With_The_Address(string more)
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(1);

        var report = await ProbeRig.ProbeAsync(provider.BaseUrl + more);

        Assert.Equal((provider.BaseUrl, true), (report.BaseUrl, report.Harvestable));
        Assert.Contains(report.Problems, problem => problem.Contains($"use {provider.BaseUrl}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("")]
    [InlineData("/about/us")]
    public async Task Finds_The_Missing_Path(string path)
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(1);
        var root = provider.BaseUrl[..^"/oai".Length];

        var report = await ProbeRig.ProbeAsync(root + path);

        Assert.Equal((provider.BaseUrl, provider.BaseUrl), (report.BaseUrl, report.Proposal!.BaseUrl));
        Assert.Contains(report.Problems, problem => problem.Contains($"{provider.BaseUrl} answers as one", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Follows_A_Landing_Page_To_Its_Provider()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(1);
        await using var landing = await TestProvider.StartAsync();
        landing.Script = _ => TestAnswer.Html with { Body = $"<html><body><a href=\"{provider.BaseUrl}?verb=Identify\">OAI-PMH</a></body></html>" };

        var report = await ProbeRig.ProbeAsync(landing);

        Assert.Equal(provider.BaseUrl, report.BaseUrl);
        Assert.Single(landing.Requests);
    }

    [Fact]
    public async Task Asks_Where_A_Redirect_Leads()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(1);
        await using var old = await TestProvider.StartAsync();
        old.Script = _ => new TestAnswer("", 301) { Location = $"{provider.BaseUrl}?verb=Identify" };

        var report = await ProbeRig.ProbeAsync(old);

        Assert.Equal(provider.BaseUrl, report.BaseUrl);
        Assert.Single(old.Requests);
        Assert.Contains(report.Problems, problem => problem.Contains("sends on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reads_A_Static_Repository_As_A_Gateway_Would()
    {
        await using var provider = await TestProvider.StartAsync();
        var file = await File.ReadAllTextAsync(Path.Combine(Workspace.Find().SamplesFolder, "sample-member.xml"));
        provider.Script = _ => new TestAnswer(file);

        var report = await ProbeRig.ProbeAsync(provider);

        Assert.Equal((true, true, 576 + 10L), (report.Harvestable, report.Provider!.StaticRepository, report.Harvest!.Records));
        Assert.Single(provider.Requests);
    }

    [Fact]
    public async Task Proposes_Nothing_That_Has_Not_Answered_And_Asks_Little()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Script = _ => TestAnswer.Html;

        var report = await ProbeRig.ProbeAsync(provider);

        Assert.Null(report.BaseUrl);
        Assert.Null(report.Proposal);
        Assert.Contains("Maintenance", Assert.Single(report.Problems), StringComparison.Ordinal);
        Assert.InRange(report.Requests, 2, BaseUrlGuesses.Most + 2);
    }

    [Fact]
    public async Task Says_The_Same_Of_Every_Private_Address_Whatever_Is_There()
    {
        await using var provider = await TestProvider.StartAsync();
        string[] addresses = [provider.BaseUrl, $"http://127.0.0.1:{FreePorts.Next()}/oai", "http://10.1.2.3/oai", "http://169.254.169.254/latest", "http://[::1]:22/", "http://localhost/"];

        var reports = await Task.WhenAll(addresses.Select(address => ProbeRig.ProbeAsync(address, allowPrivate: false)));

        Assert.Single(reports.Select(report => (string.Join('\n', report.Problems), report.Requests)).Distinct());
        Assert.Contains("public address", reports[0].Problems[0], StringComparison.Ordinal);
        Assert.Empty(provider.Requests);
    }
}
