using System.Globalization;
using System.IO.Hashing;
using System.Text;
using IntegrationHub.Harvest;
using IntegrationHub.LocalHost.Progress;
using IntegrationHub.Operations;
using IntegrationHub.Probing;
using IntegrationHub.Publishing;
using IntegrationHub.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.LocalHost;

/// <summary>All that the local host asks of the hub: its services, its first sources, and how far it has come.</summary>
internal sealed class HubView(IServiceProvider services)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);
    private readonly DateTimeOffset _began = TimeProvider.System.GetUtcNow();

    /// <summary>Settings that suit this machine; local.settings.json and the environment overrule them.</summary>
    public static IEnumerable<KeyValuePair<string, string?>> LocalDefaults(string publicUrl) =>
    [
        new("Publishing:PublicUrl", publicUrl),
        // the samples are served from here, and a developer's own providers are near
        new("Harvest:AllowPrivateNetworks", "true"),
        // progress is told at checkpoints, and somebody is watching
        new("Harvest:CheckpointTime", "00:00:10"),
    ];

    public static void AddHub(IServiceCollection services, IConfiguration settings) => services.AddIntegrationHub(settings);

    /// <summary>Registers what the user asked for, takes up what an earlier process left, and starts what is due: with <c>--once</c>, every enabled source.</summary>
    public async Task BeginAsync(Wishes wishes, Workspace workspace, TextWriter output, CancellationToken ct)
    {
        var table = services.GetRequiredService<SourceTable>();
        if (wishes.Samples)
        {
            await new SamplePlatforms(workspace.SamplesFolder, table, services.GetRequiredService<CursorTable>(), services.GetRequiredService<StaticRepositoryBlobs>()).RegisterAsync(wishes.Port, ct);
        }

        if (wishes.Source is { } added)
        {
            await AddAsync(table, await LookAsync(added, output, ct), ct);
        }

        await services.GetRequiredService<PipelineReviver>().ReviveAllAsync(ct);
        if (!wishes.Once)
        {
            await services.GetRequiredService<HarvestScheduler>().ScheduleAsync(ct);
            return;
        }

        var starter = services.GetRequiredService<RunStarter>();
        await foreach (var row in table.ListAsync(ct).Where(row => row.Value.Enabled))
        {
            await starter.StartAsync(row.Value, RunReason.Manual, full: false, ct);
        }
    }

    /// <summary>Where the hub is found now.</summary>
    public async Task<Addresses> AddressesAsync(string publicUrl, FunctionKey key, CancellationToken ct) =>
        new(publicUrl, key.Value, await services.GetRequiredService<LookupExample>().FindAsync(ct));

    public async Task<HubSnapshot> ReadAsync(CancellationToken ct)
    {
        var status = await services.GetRequiredService<HubStatusReader>().ReadAsync(ct);
        return new HubSnapshot(
            [.. status.Sources.Where(source => source.Enabled).Select(ProgressOf)],
            status.IsPublished && !status.Sources.Any(source => source.IsHarvesting && !IsPutOff(source.LastRun)),
            status.Index.Members,
            status.Index.Resources,
            status.Index.LinkedMembers,
            status.Feed.Pages);
    }

    private SourceProgress ProgressOf(SourceStatus source) => source.LastRun is not { } run
        ? new SourceProgress(source.Name, SourceState.Waiting, 0, 0, TimeSpan.Zero)
        : new SourceProgress(
            source.Name,
            run.State switch { RunState.Harvesting => IsPutOff(run) ? SourceState.PutOff : SourceState.Harvesting, RunState.Harvested => SourceState.Ended, _ => SourceState.Failed },
            run.Counts.Pages,
            run.Counts.Records + run.Counts.Deleted,
            (run.Ended ?? TimeProvider.System.GetUtcNow()) - run.Started,
            run.WaitsUntil is { } until ? $"its provider is busy or out of order; it is asked again from {until:yyyy-MM-dd HH:mm} UTC on, by a hub that runs then." : run.Failure ?? (run.State == RunState.Held ? $"held until a person approves or discards it. {run.Objection}" : null),
            run.Ended < _began ? run.Ended : null);

    /// <summary>Probes a provider that was not looked at before, and tells what would come from it.</summary>
    /// <returns>What to add: with the base URL that answered, where it was another one.</returns>
    private async Task<AddedSource> LookAsync(AddedSource added, TextWriter output, CancellationToken ct)
    {
        var memory = services.GetRequiredService<ProbeMemory>();
        if (await memory.FindAsync(IdOf(added.BaseUrl), ct) is { Complete: true, BaseUrl: not null })
        {
            return added;
        }

        var source = new Source { Id = IdOf(added.BaseUrl), Name = "", BaseUrl = added.BaseUrl.AbsoluteUri, MetadataPrefix = added.Prefix, Sets = added.Sets };
        var report = await services.GetRequiredService<ProviderProbe>().ProbeAsync(source, ct);
        foreach (var line in ProbeLines.Of(report))
        {
            output.WriteLine(line);
        }

        var right = report.BaseUrl is null ? added : added with { BaseUrl = new Uri(report.BaseUrl), Report = report };
        await memory.KeepAsync(source with { Id = IdOf(right.BaseUrl) }, report, ct);
        return right;
    }

    // A provider may ask for a day of peace: nobody looks on for so long.
    private static bool IsPutOff(RunReport? run) => run?.WaitsUntil - TimeProvider.System.GetUtcNow() > LongestWait;

    /// <summary>Asks of a source that is known what is asked now; what its admin has said of it besides stays.</summary>
    internal static async Task AddAsync(SourceTable table, AddedSource added, CancellationToken ct)
    {
        var id = IdOf(added.BaseUrl);
        var name = added.BaseUrl.GetComponents(UriComponents.Host | UriComponents.Port | UriComponents.Path, UriFormat.Unescaped).TrimEnd('/');
        var known = (await table.FindAsync(id, ct))?.Value ?? new Source { Id = id, Name = name, BaseUrl = "" };
        var source = known with { BaseUrl = added.BaseUrl.AbsoluteUri, MetadataPrefix = added.Prefix, Sets = added.Sets, Enabled = true };
        if (added.Report is { Provider: { } provider })
        {
            source = source with { StaticRepository = provider.StaticRepository };
        }

        if (SourceValidator.Validate(source) is { Count: > 0 } mistakes)
        {
            throw new StartupException($"--source can't be added: {string.Join(' ', mistakes.SelectMany(mistake => mistake.Value))}");
        }

        await table.StoreAsync(source, ct);
    }

    /// <summary>The provider's address as a source id; asked for again, it is the same source.</summary>
    internal static SourceId IdOf(Uri baseUrl)
    {
        var place = $"{baseUrl.IdnHost}{(baseUrl.IsDefaultPort ? "" : $"-{baseUrl.Port.ToString(CultureInfo.InvariantCulture)}")}{baseUrl.PathAndQuery}".ToLowerInvariant();
        var words = string.Concat(place.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Split('-', StringSplitOptions.RemoveEmptyEntries);
        var id = string.Join('-', words);
        return SourceId.Parse(id.Length < 2 ? $"{id}-oai" : id.Length <= 40 ? id : $"{id[..31].TrimEnd('-')}-{XxHash32.HashToUInt32(Encoding.UTF8.GetBytes(id)):x8}");
    }
}
