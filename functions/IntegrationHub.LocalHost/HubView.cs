#pragma warning disable IDE0060, CA1822, CS9113
using IntegrationHub.LocalHost.Progress;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.LocalHost;

/// <summary>All that the local host asks of the hub: its services, its first sources, and how far it has come.</summary>
internal sealed class HubView(IServiceProvider services)
{
    /// <summary>Settings that suit this machine; local.settings.json and the environment overrule them.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> LocalDefaults(string publicUrl) => [new("PublicUrl", publicUrl)];

    public static void AddHub(IServiceCollection services, IConfiguration settings)
    {
    }

    public Task BeginAsync(Wishes wishes, Workspace workspace, CancellationToken ct) => Task.CompletedTask;

    public Task<HubSnapshot> ReadAsync(CancellationToken ct) => Task.FromResult(new HubSnapshot([], true, 0, 0, 0, 0));
}
