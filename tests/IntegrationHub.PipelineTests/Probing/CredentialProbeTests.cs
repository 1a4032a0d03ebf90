using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Probing;
using IntegrationHub.Sources;

namespace IntegrationHub.PipelineTests.Probing;

public sealed class CredentialProbeTests
{
    private const string Secret = "s3cr3t-of-the-example-library";

    [Theory]
    [InlineData(Secret, true)]
    [InlineData("", false)]
    public async Task Shows_The_Sources_Credential_Or_Says_Which_Setting_Is_Missing(string secret, bool harvestable)
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        provider.Script = request => request.Authorization == "Bearer " + Secret ? null : new TestAnswer("Who are you?", 401);
        var setting = new CredentialSetting { Secret = secret, Hosts = new Uri(provider.BaseUrl).GetLeftPart(UriPartial.Authority) };

        var report = await ProbeRig.ProbeAsync(
            provider.BaseUrl,
            source => source with { Credential = new SourceCredential(CredentialScheme.Bearer, "Example") },
            credentials: new CredentialOptions { Credentials = { ["Example"] = setting } });

        Assert.Equal(harvestable, report.Harvestable);
        Assert.Equal(!harvestable, report.Problems.Any(problem => problem.Contains("Harvest__Credentials__Example__Secret", StringComparison.Ordinal)));
    }
}
