using System.Text.Json;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Probing;

/// <summary>Container <c>probes</c>: each source's last report, <c>{source}.json</c>.</summary>
public sealed class ProbeBlobs(StorageAccount account)
{
    public const string Container = "probes";

    private readonly BlobFolder _folder = new(account, Container);

    public Task CreateAsync(CancellationToken ct) => _folder.CreateAsync(ct);

    public static string NameOf(SourceId source) => $"{source}.json";

    /// <returns>Null where the source was never probed.</returns>
    public async Task<ProbeReport?> FindAsync(SourceId source, CancellationToken ct) =>
        await _folder.ReadAsync(NameOf(source), ct) is { } blob ? JsonSerializer.Deserialize(blob.Bytes, ProbingJson.Default.ProbeReport) : null;

    public Task KeepAsync(SourceId source, ProbeReport report, CancellationToken ct) =>
        _folder.WriteAsync(NameOf(source), ReadableJson.Write(report, ProbingJson.Default.ProbeReport), ct, "application/json");

    public Task ForgetAsync(SourceId source, CancellationToken ct) => _folder.DeleteAsync(NameOf(source), ct);
}
