using System.Text;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>The linking room on an account: deliveries in, versions of the index out. <paramref name="transport"/> makes a process that can die or starve.</summary>
internal sealed class LinkingHub(string connection, LinkingOptions? options = null, HttpPipelineTransport? transport = null, ILoggerFactory? loggers = null)
{
    private readonly StorageAccount _account = new(new StorageOptions { ConnectionString = connection }, transport, transport is null ? null : TimeSpan.FromMilliseconds(5));
    private readonly IOptions<LinkingOptions> _options = Options.Create(options ?? new LinkingOptions { PartitionBytes = 1536, RecordsPerStep = 5 });

    /// <summary>Titles that no comparison takes for one another.</summary>
    public static readonly IReadOnlyList<string> Titles =
    [
        "A history of paper", "Stone bridges of Fujian", "Silk and its weavers", "Grammar of the Dai language", "Salt wells in Sichuan", "Tea and horse caravans",
        "Songs of the boat pullers", "Bronze casting under the Shang", "Drought, locusts and famine relief", "Temple murals at Yongle", "Printing with movable type",
        "Medicinal herbs from southern forests", "Letters to a young painter", "Railways before the war", "Kites and how to build them", "Winter wheat",
    ];

    public StorageAccount Account => _account;

    public SegmentBlobs Segments => new(_account);

    public IndexBlobs Index => new(_account);

    public LinkedRunTable Linked => new(_account);

    public DecisionTable Decisions => new(_account);

    public List<long> Announced { get; } = [];

    public IndexReader Reader => new(Index, TimeProvider.System, _options);

    public static BibliographicRecord Book(string title, string creator = "", string? isbn = null) => new()
    {
        Title = title,
        Creators = creator.Length == 0 ? [] : [creator],
        Type = WorkType.Book,
        Identifiers = isbn is null ? [] : [new Identifier(IdentifierScheme.Isbn, isbn)],
    };

    public async Task CreateAsync()
    {
        await Segments.CreateAsync(default);
        await Index.CreateAsync(default);
        await Linked.CreateAsync(default);
        await Decisions.CreateAsync(default);
        await new BlobLock(_account, TimeProvider.System).CreateAsync(default);
    }

    public async Task ClearAsync()
    {
        foreach (var folder in new[] { new BlobFolder(_account, SegmentBlobs.Container), new BlobFolder(_account, IndexBlobs.Container) })
        {
            await foreach (var name in folder.ListAsync("", default))
            {
                await folder.DeleteAsync(name, default);
            }
        }

        await foreach (var decision in Decisions.ListAsync(default))
        {
            await Decisions.TakeBackAsync(decision.Id, default);
        }

        await foreach (var run in Linked.ListAsync(null, default))
        {
            await Linked.ForgetAsync(run.Source, run.Run, default);
        }
    }

    /// <param name="records">Null stands for a deletion.</param>
    public async Task DeliverAsync(string source, int run, bool complete, params (string Id, BibliographicRecord? Record)[] records)
    {
        var id = SourceId.Parse(source);
        var names = new List<string>();
        foreach (var segment in records.Chunk(5))
        {
            var name = SegmentBlobs.NameOf(id, run, 0, names.Count);
            await Segments.WriteAsync(name, segment.Select(record => new HarvestedRecord
            {
                Id = record.Id,
                Datestamp = $"2024-01-{run:D2}",
                Deleted = record.Record is null,
                Record = record.Record,
                Fingerprint = record.Record is { } kept ? FingerprintOf(kept) : null,
            }), default);
            names.Add(name);
        }

        await Segments.DeliverAsync(new Delivery { Source = id, Run = run, Segments = names, Records = records.Length, Complete = complete }, default);
    }

    /// <summary>A curator's word on records, each in a group of its own where they are different.</summary>
    public Task DecideAsync(DecisionKind kind, params (string Source, string Id, BibliographicRecord Record)[] records)
    {
        var judged = records.Select(record => JudgedRecord.Of(new RecordId(SourceId.Parse(record.Source), record.Id), record.Record)).ToList();
        return Decisions.WriteAsync(new CuratorDecision
        {
            Id = CuratorDecision.IdOf(kind, judged.Select(record => record.RecordId)),
            Kind = kind,
            Groups = kind == DecisionKind.Different ? [.. judged.Select(record => new[] { record })] : [judged],
            By = "curator",
            At = DateTimeOffset.UnixEpoch,
        }, default);
    }

    public Task<StepOutcome> LinkAsync() =>
        new RecordLinker(Index, Segments, new LinkedDeliveries(Segments, Linked, TimeProvider.System), Decisions, new BlobLock(_account, TimeProvider.System), Announce, _options, loggers ?? NullLoggerFactory.Instance).LinkAsync(new LinkRecords("test"), default);

    /// <summary>What Azure does a minute after a process died.</summary>
    public static async Task ForgetLeaseAsync(string connection)
    {
        var blob = new BlobServiceClient(connection, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2024_11_04)).GetBlobContainerClient(BlobLock.Container).GetBlobClient(RecordLinker.LockName);
        if (await blob.ExistsAsync())
        {
            try
            {
                await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
            }
            catch (Azure.RequestFailedException e) when (e.Status == 409)
            {
                // No lease was held.
            }
        }
    }

    /// <summary>Everything that the current version says, without versions and blob names.</summary>
    public async Task<string> DescribeAsync()
    {
        var manifest = (await Index.ReadManifestAsync(null, default)).Manifest;
        var text = new StringBuilder();
        var holdings = new Dictionary<SourceId, long>();
        await foreach (var resource in Reader.ReadAllAsync(manifest, default))
        {
            resource.Members.ToList().ForEach(member => holdings[member.Source] = holdings.GetValueOrDefault(member.Source) + 1);
            text.AppendLine($"{resource.Id} [{string.Join(' ', resource.Formerly)}] apart [{string.Join(' ', resource.Apart)}] {string.Join(' ', resource.Members.Select(member => $"{member.RecordId}@{member.Since}={member.Fingerprint}"))}");
        }

        var keys = new List<string>();
        foreach (var blob in manifest.Keys.Blobs.OfType<string>())
        {
            keys.AddRange(Encoding.UTF8.GetString(JsonLines.Unpack(await Index.ReadAsync(blob, default))).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        Assert.Equal(keys.Count, manifest.Counters.Keys);
        Assert.Equal(holdings, manifest.Holdings);
        text.AppendJoin('\n', keys.Order(StringComparer.Ordinal)).AppendLine().Append(manifest.Counters).AppendLine();
        foreach (var decision in (await Index.ReadDecisionsAsync(manifest, default)).All)
        {
            text.AppendLine($"{decision.Kind} {string.Join(' ', decision.Records.Select(record => record.RecordId))}");
        }

        await foreach (var run in Linked.ListAsync(null, default))
        {
            text.AppendLine($"{run.Source} {run.Run}: {run.New} new, {run.Changed} changed, {run.Unchanged} unchanged, {run.Withdrawn} withdrawn");
        }

        return text.ToString();
    }

    /// <summary>The doubts of the current version: they depend on the order in which records came.</summary>
    public async Task<string> DescribeDoubtsAsync()
    {
        var text = new StringBuilder();
        foreach (var blob in (await Index.ReadManifestAsync(null, default)).Manifest.Doubts.Blobs.OfType<string>())
        {
            text.Append(Encoding.UTF8.GetString(JsonLines.Unpack(await Index.ReadAsync(blob, default))));
        }

        return text.ToString();
    }

    /// <summary>The members of each resource.</summary>
    public async Task<IReadOnlyList<string>> MembersAsync()
    {
        var members = new List<string>();
        await foreach (var resource in Reader.ReadAllAsync((await Index.ReadManifestAsync(null, default)).Manifest, default))
        {
            members.Add(string.Join(' ', resource.Members.Select(member => member.Id).Order(StringComparer.Ordinal)));
        }

        return [.. members.Order(StringComparer.Ordinal)];
    }

    private static string FingerprintOf(BibliographicRecord record) => $"{record.Title}|{string.Join(';', record.Creators)}|{record.Identifiers.FirstOrDefault()?.Value}";

    private Task Announce(long version, CancellationToken ct)
    {
        Announced.Add(version);
        return Task.CompletedTask;
    }
}
