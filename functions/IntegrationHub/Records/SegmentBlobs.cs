using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Records;

/// <summary>
/// Container <c>segments</c>: normalised records between harvest and linking. Segments are <c>{source}/{run:D8}/{window:D4}-{checkpoint:D6}.jsonl.gz</c>,
/// one <see cref="HarvestedRecord"/> a line; deliveries are beside them under <c>deliveries/</c>.
/// </summary>
public sealed class SegmentBlobs(StorageAccount account)
{
    public const string Container = "segments";

    private const string DeliveryPrefix = "deliveries/";
    private const string DeliveryEnd = ".json";

    private readonly BlobFolder _folder = new(account, Container);

    public Task CreateAsync(CancellationToken ct) => _folder.CreateAsync(ct);

    public static string NameOf(SourceId source, int run, int window, int checkpoint) => $"{source}/{run:D8}/{window:D4}-{checkpoint:D6}.jsonl.gz";

    /// <summary>Writes a segment; the same step done twice writes the same name.</summary>
    public Task WriteAsync(string name, IEnumerable<HarvestedRecord> records, CancellationToken ct) =>
        WriteAsync(name, JsonLines.Write(records, RecordsJson.Default.HarvestedRecord), ct);

    /// <param name="name">As above.</param>
    /// <param name="packed">Lines of <see cref="RecordLine"/>, in gzip.</param>
    /// <param name="ct">Ends it.</param>
    public Task WriteAsync(string name, ReadOnlyMemory<byte> packed, CancellationToken ct) => _folder.WriteAsync(name, packed, ct, "application/gzip");

    /// <exception cref="FileNotFoundException">A delivery names a segment that is not there.</exception>
    public async Task<IEnumerable<HarvestedRecord>> ReadAsync(string name, CancellationToken ct)
    {
        var blob = await _folder.ReadAsync(name, ct)
            ?? throw new FileNotFoundException($"Segment {Container}/{name} is missing: harvest its source again.", name);
        return JsonLines.Lines(blob.Bytes).Select(RecordLine.Read);
    }

    /// <summary>Deletes what a run has left here, also what does not count any more. Its delivery must have been taken away.</summary>
    public async Task PurgeAsync(SourceId source, int run, CancellationToken ct)
    {
        await foreach (var name in _folder.ListAsync($"{source}/{run:D8}/", ct))
        {
            await _folder.DeleteAsync(name, ct);
        }
    }

    public Task DeliverAsync(Delivery delivery, CancellationToken ct) =>
        _folder.WriteAsync(
            DeliveryNameOf(delivery.Source, delivery.Run), JsonSerializer.SerializeToUtf8Bytes(delivery, RecordsJson.Default.Delivery), ct, "application/json");

    /// <summary>Deliveries not yet taken away, by source and run.</summary>
    public IAsyncEnumerable<Delivery> WaitingAsync(CancellationToken ct) => ReadDeliveriesAsync(DeliveryPrefix, ct);

    /// <summary>One source's, by run.</summary>
    public IAsyncEnumerable<Delivery> WaitingAsync(SourceId source, CancellationToken ct) => ReadDeliveriesAsync($"{DeliveryPrefix}{source}/", ct);

    private async IAsyncEnumerable<Delivery> ReadDeliveriesAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var name in _folder.ListAsync(prefix, ct))
        {
            if (await _folder.ReadAsync(name, ct) is { } blob)
            {
                yield return JsonSerializer.Deserialize(blob.Bytes, RecordsJson.Default.Delivery)
                    ?? throw new JsonException($"Delivery {Container}/{name} is empty.");
            }
        }
    }

    /// <summary>Whose deliveries they are, without reading them.</summary>
    public async IAsyncEnumerable<(SourceId Source, int Run)> WaitingRunsAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var name in _folder.ListAsync(DeliveryPrefix, ct))
        {
            if (name[DeliveryPrefix.Length..^DeliveryEnd.Length].Split('/') is [var source, var run])
            {
                yield return (SourceId.Parse(source), int.Parse(run, CultureInfo.InvariantCulture));
            }
        }
    }

    public async Task<bool> IsWaitingAsync(SourceId source, int run, CancellationToken ct) => await _folder.ReadETagAsync(DeliveryNameOf(source, run), ct) is not null;

    /// <summary>Takes a delivery off the list once the index has committed it. Its segments stay until housekeeping purges them.</summary>
    public Task TakeAwayAsync(Delivery delivery, CancellationToken ct) => _folder.DeleteAsync(DeliveryNameOf(delivery.Source, delivery.Run), ct);

    private static string DeliveryNameOf(SourceId source, int run) => $"{DeliveryPrefix}{source}/{run:D8}{DeliveryEnd}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(HarvestedRecord))]
[JsonSerializable(typeof(BibliographicRecord))]
[JsonSerializable(typeof(Delivery))]
public sealed partial class RecordsJson : JsonSerializerContext;
