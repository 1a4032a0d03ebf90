using System.Collections.Concurrent;
using IntegrationHub.Oai;
using IntegrationHub.Probing;
using IntegrationHub.Sources;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Harvest;

/// <summary>Where every request of a harvest goes through: it keeps the pace of the host, across sources and instances, and shows the source's credential.</summary>
public sealed class HostGate(OaiClient client, HostTable hosts, SourceCredentials credentials, StaticRepositoryBlobs repositories, IOptions<HarvestOptions> options, TimeProvider time)
{
    // What this process has heard of hosts that want to be left alone: its other windows need not read it in the table.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _leftAlone = new(StringComparer.Ordinal);

    internal OaiClient Client => client;

    internal HostTable Hosts => hosts;

    internal StaticRepositoryBlobs Repositories => repositories;

    internal TimeProvider Time => time;

    /// <summary>What nobody has moved for so long is stuck: its place is free.</summary>
    internal TimeSpan LeaseTime => options.Value.StuckAfter;

    /// <summary>A pass for one step of one window. It takes a place at the host with the first request, and gives it back at its end.</summary>
    internal HostPass PassFor(Window window, Source source) => new(this, window, source, credentials.Of(source));

    internal DateTimeOffset? LeftAloneUntil(string host) => _leftAlone.TryGetValue(host, out var until) ? until : null;

    /// <summary>What one window was told holds for all of them.</summary>
    internal async Task LeaveAloneAsync(string host, DateTimeOffset until, CancellationToken ct)
    {
        _leftAlone.AddOrUpdate(host, until, (_, known) => known > until ? known : until);
        await hosts.ChangeAsync(host, known => known.NotBefore >= until ? known : known with { NotBefore = until }, ct);
    }
}
