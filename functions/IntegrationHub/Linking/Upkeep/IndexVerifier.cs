using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Linking;

/// <summary>
/// Checks every invariant of the committed index, beside whoever links and reads. It holds a few partitions at a time, 24 bytes for each key partition
/// and 16 for each id that leads on: pairs of key and resource are compared as sums first, and only where they differ line by line.
/// </summary>
public sealed partial class IndexVerifier(IndexBlobs blobs, IOptions<LinkingOptions> options, ILogger<IndexVerifier> logger)
{
    /// <summary>Faults of one kind that are told in full.</summary>
    public const int MostExamples = 20;

    private const int MostTries = 5;

    public async Task<IndexVerification> VerifyAsync(CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            StoredManifest stored;
            try
            {
                stored = await blobs.ReadManifestAsync(null, ct);
            }
            catch (JsonException e)
            {
                var broken = new IndexFindings(MostExamples);
                broken.Fault(IndexInvariant.Blobs, $"Blob {IndexBlobs.Container}/{IndexBlobs.ManifestName} can't be read. {e.Message}");
                return broken.At(0);
            }

            var findings = new IndexFindings(MostExamples);
            await VerifyAsync(stored.Manifest, findings, ct);
            // What is gone may have been purged, since another version is the current one by now.
            if (tries < MostTries && findings.HasFault(IndexInvariant.Blobs) && (await blobs.ReadManifestAsync(stored, ct)).ETag != stored.ETag)
            {
                continue;
            }

            var verification = findings.At(stored.Manifest.Version);
            if (verification.Holds)
            {
                Log.Holds(logger, verification.Version, stored.Manifest.Counters.Resources, stored.Manifest.Counters.Members);
            }
            else
            {
                Log.Faulty(logger, verification.Version, string.Join(' ', verification.Checks.SelectMany(check => check.Examples).Take(5)));
            }

            return verification;
        }
    }

    private async Task VerifyAsync(IndexManifest manifest, IndexFindings findings, CancellationToken ct)
    {
        var keys = new KeySide(manifest, findings);
        var keyBytes = await Scan().ScanAsync(manifest.Keys, KeyLine.KeyOf, KeyLine.HashOf, keys.Take, ct);
        var resources = new ResourceSide(manifest, findings, keys);
        var resourceBytes = await Scan().ScanAsync(manifest.Resources, ResourceLine.KeyOf, ResourceLine.HashOf, resources.Take, ct);
        if (findings.HasFault(IndexInvariant.Blobs) || findings.HasFault(IndexInvariant.Lines))
        {
            findings.Fault(IndexInvariant.Keys, "Keys are not compared while blobs or lines can't be read.");
        }
        else
        {
            await new KeyFaults(blobs, manifest, findings, keys.Pairs, options.Value.Parallel).LookAsync(ct);
        }

        resources.CheckCounters(keys, resourceBytes, keyBytes);
        resources.CheckHoldings();
        await new ChangeListCheck(blobs, findings).CheckAsync(manifest, ct);
        await Scan().ScanAsync(manifest.Doubts, ResourceLine.KeyOf, ResourceLine.HashOf, line => JsonSerializer.Deserialize(line.Bytes.Span, IndexJson.Default.DoubtLine), ct);
        if (manifest.Decisions is { } decisions)
        {
            findings.Count(IndexInvariant.Blobs, 1);
            await PartitionScan.ReadAsync(blobs, findings, decisions, ct);
        }

        PartitionScan Scan() => new(blobs, findings, options.Value.Parallel);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Version {Version} of the index holds every invariant: {Resources} resources, {Members} members")]
        public static partial void Holds(ILogger logger, long version, long resources, long members);

        [LoggerMessage(EventId = 2, EventName = "IndexFaulty", Level = LogLevel.Error, Message = "Version {Version} of the index is faulty. {Faults}")]
        public static partial void Faulty(ILogger logger, long version, string faults);
    }
}
