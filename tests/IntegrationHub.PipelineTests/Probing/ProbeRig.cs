using IntegrationHub.Oai;
using IntegrationHub.PipelineTests.Harvest;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Probing;
using IntegrationHub.Sources;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.PipelineTests.Probing;

/// <summary>Probes, without storage.</summary>
internal static class ProbeRig
{
    public static Task<ProbeReport> ProbeAsync(TestProvider provider, Func<Source, Source>? change = null, FakeTimeProvider? time = null) =>
        ProbeAsync(provider.BaseUrl, change, time);

    public static Task<ProbeReport> ProbeAsync(string typed, Func<Source, Source>? change = null, FakeTimeProvider? time = null, bool allowPrivate = true, CredentialOptions? credentials = null)
    {
        var options = new OaiClientOptions { AllowPrivateNetworks = allowPrivate, Retries = 0 };
        time ??= new FakeTimeProvider(HarvestRig.Start);
        var source = HarvestRig.SourceOf("test", typed) with { Name = "" };
        var shown = new SourceCredentials(Options.Create(credentials ?? new CredentialOptions()));
        return new ProviderProbe(new OaiClient(OaiHttp.Create(options), options, time), shown, time, ProbeLimits.Default)
            .ProbeAsync(change?.Invoke(source) ?? source, default);
    }
}
