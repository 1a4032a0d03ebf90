using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.LocalHost;
using IntegrationHub.Notifying;
using IntegrationHub.PipelineTests.Harvest;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Publishing;
using IntegrationHub.Search;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>
/// A hub with three sources that has lived for three days, from pages to feed: records that are one work, changes, deletions, one that has silently gone and
/// a full harvest that names everything anew.
/// </summary>
internal sealed class LostIndexRig : IAsyncDisposable
{
    public static readonly LinkingOptions Small = new() { PartitionBytes = 1536, RecordsPerStep = 5, KeptVersions = 3 };

    private readonly Dictionary<string, TestProvider> _providers = [];
    private readonly ServiceProvider _services;
    private readonly IConfiguration _settings;

    private LostIndexRig(string connection, HarvestRig harvests)
    {
        Connection = connection;
        Harvests = harvests;
        Hub = new LinkingHub(connection, Small);
        // Its steps are as large as they may be: where one must end, it is not by chance.
        _settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connection,
            [$"{LinkingOptions.Section}:{nameof(LinkingOptions.PartitionBytes)}"] = $"{Small.PartitionBytes}",
        }).Build();
        _services = new ServiceCollection().AddLogging().AddIntegrationHub(_settings).BuildServiceProvider();
    }

    public string Connection { get; }

    public HarvestRig Harvests { get; }

    public LinkingHub Hub { get; }

    public TestProvider One => _providers["one"];

    public static async Task<LostIndexRig> LivedInAsync(string connection)
    {
        var rig = new LostIndexRig(connection, await HarvestRig.CreateAsync(connection));
        await rig.Hub.CreateAsync();
        await new FeedBlobs(rig.Hub.Account).CreateAsync(default);
        await new SearchBlobs(rig.Hub.Account).CreateAsync(default);
        await new NavigationTable(rig.Hub.Account).CreateAsync(default);
        await new NotificationsQueue(rig.Hub.Account).CreateAsync(default);
        await rig.AddAsync("one", source => source);
        await rig.AddAsync("two", source => source);
        await rig.AddAsync("three", source => source with { ReconcileEvery = TimeSpan.FromDays(1) });
        rig.FirstDay();
        await rig.DayAsync();

        // The founder of "lake" goes, so its id leads on; that of "paper" comes anew and stays what it is; "only" leaves a tombstone.
        rig.Change("one", "a1", record => record with { Deleted = true });
        rig.Change("one", "a2", record => record with { Extra = record.Extra + "<dc:description>With a new preface.</dc:description>" });
        rig.Change("one", "a3", record => record with { Deleted = true });
        rig.Change("two", "b4", record => record with { Title = "Bronze casting under the Shang" });
        rig._providers["three"].Records.RemoveAll(record => record.Id == "c2");
        await rig.Hub.DecideAsync(DecisionKind.Different, await rig.SaidOfAsync("one", "a4"), await rig.SaidOfAsync("two", "b3"));
        await rig.Hub.DecideAsync(DecisionKind.Same, await rig.SaidOfAsync("one", "a5"), await rig.SaidOfAsync("two", "b5"));
        await rig.DayAsync();

        // All that "one" has, once more: by these pages alone its "paper" would be younger than that of "two".
        rig.Change("two", "b6", record => record with { Deleted = true });
        await rig.Harvests.Starter.StartAsync((await rig.Harvests.Sources.FindAsync(SourceId.Parse("one"), default))!.Value, RunReason.Manual, full: true, default);
        await rig.DayAsync();
        return rig;
    }

    /// <summary>A day later: whatever is due is harvested, linked and published.</summary>
    public async Task DayAsync()
    {
        await HarvestAsync();
        await Hub.LinkAsync();
        await PublishAsync();
    }

    public async Task HarvestAsync()
    {
        await Harvests.HarvestAsync();
        Harvests.Time.Advance(TimeSpan.FromDays(1));
        foreach (var provider in _providers.Values)
        {
            provider.Now = DateTimeOffset.Parse(provider.Now, null).AddDays(1).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        }
    }

    public Task<StepOutcome> PublishAsync() => _services.GetRequiredService<FeedPublisher>().PublishAsync(new PublishFeed(0), default);

    public async Task<PublicationFigures> FeedAsync() => await new PublicationState(new FeedBlobs(Hub.Account)).ReadAsync(default);

    public async Task<StoredManifest> ManifestAsync() => await Hub.Index.ReadManifestAsync(null, default);

    public async Task LoseIndexAsync()
    {
        var folder = new BlobFolder(Hub.Account, IndexBlobs.Container);
        await foreach (var name in folder.ListAsync("", default))
        {
            await folder.DeleteAsync(name, default);
        }
    }

    public async Task<(int ExitCode, string Output)> RebuildAsync(bool incomplete = false)
    {
        using var output = new StringWriter();
        var exitCode = await new IndexCommand(new IndexWish(IndexAct.Rebuild, Incomplete: incomplete), output).RunAsync(_settings, default);
        return (exitCode, output.ToString());
    }

    /// <summary>Deletes the pages of a run, as housekeeping does.</summary>
    public async Task PurgeAsync(string source, int run)
    {
        var stored = (await Harvests.Runs.FindAsync(SourceId.Parse(source), run, default))!;
        await Harvests.Pages.PurgeAsync(stored.Value.Source.Id, run, default);
        await Harvests.Runs.TryAdvanceAsync(stored, stored.Value with { PagesPurged = true }, default);
    }

    public void Change(string source, string id, Func<TestRecord, TestRecord> change)
    {
        var provider = _providers[source];
        var at = provider.Records.FindIndex(record => record.Id == id);
        provider.Records[at] = change(provider.Records[at]) with { Datestamp = provider.Now };
    }

    public static TestRecord Book(string id, string title, string creator, string datestamp, string? isbn = null) => new(id, datestamp, title)
    {
        Extra = $"<dc:creator>{creator}</dc:creator><dc:type>Book</dc:type>{(isbn is null ? "" : $"<dc:identifier>ISBN {isbn}</dc:identifier>")}",
    };

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        foreach (var provider in _providers.Values)
        {
            await provider.DisposeAsync();
        }
    }

    private async Task AddAsync(string id, Func<Source, Source> change)
    {
        var provider = await TestProvider.StartAsync();
        _providers[id] = provider;
        await Harvests.Sources.TryAddAsync(change(HarvestRig.SourceOf(id, provider.BaseUrl)), default);
    }

    private void FirstDay()
    {
        _providers["one"].Records.AddRange(
        [
            Book("a1", "Notes from the northern lake", "Su, Shi", "2026-01-01T00:00:00Z", "9780306406157"),
            Book("a2", "A history of paper making", "Lun, Cai", "2026-01-02T00:00:00Z"),
            Book("a3", "Only here", "Wang, Wei", "2026-01-03T00:00:00Z"),
            Book("a4", "The dream of the stone", "Cao, Xueqin", "2026-01-04T00:00:00Z"),
            Book("a5", "Letters to a young painter", "Qi, Baishi", "2026-01-05T00:00:00Z"),
            .. Enumerable.Range(0, 4).Select(i => Book($"a1{i}", LinkingHub.Titles[i], "Li, Si", $"2026-01-06T00:00:0{i}Z")),
        ]);
        _providers["two"].Records.AddRange(
        [
            Book("b1", "Notes from the northern lake", "Su, Shi", "2026-02-01T00:00:00Z", "9780306406157"),
            Book("b2", "A history of paper making", "Lun, Cai", "2026-02-02T00:00:00Z"),
            Book("b3", "The dream of the stone", "Cao, Xueqin", "2026-02-03T00:00:00Z"),
            Book("b4", "Kites and how to build them", "Cao, Xueqin", "2026-02-04T00:00:00Z"),
            Book("b5", "Railways before the war", "Zhan, Tianyou", "2026-02-05T00:00:00Z"),
            Book("b6", "Winter wheat", "Li, Si", "2026-02-06T00:00:00Z"),
        ]);
        _providers["three"].Records.AddRange(
        [
            Book("c1", "Notes from the northern lake", "Su, Shi", "2026-02-11T00:00:00Z", "9780306406157"),
            Book("c2", "Silk and its weavers", "Li, Si", "2025-12-01T00:00:00Z"),
            Book("c3", "Stone bridges of Fujian", "Li, Si", "2026-02-13T00:00:00Z"),
        ]);
        _providers["three"].DeletedRecord = "no";
    }

    private async Task<(string Source, string Id, Records.BibliographicRecord Record)> SaidOfAsync(string source, string id)
    {
        await foreach (var resource in Hub.Reader.ReadAllAsync((await ManifestAsync()).Manifest, default))
        {
            if (resource.Members.FirstOrDefault(member => member.Source.Value == source && member.Id == id) is { } member)
            {
                return (source, id, member.Record);
            }
        }

        throw new InvalidOperationException($"There is no record {id} of {source}.");
    }
}
