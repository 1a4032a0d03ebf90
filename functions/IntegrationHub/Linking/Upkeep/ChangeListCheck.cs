using System.Text.Json;

namespace IntegrationHub.Linking;

/// <summary>Whether the change lists of a version are all there, blob by blob.</summary>
internal sealed class ChangeListCheck(IndexBlobs blobs, IndexFindings findings)
{
    private const int IdStart = 7; // {"id":"
    private const int IdLength = 26;

    public async Task CheckAsync(IndexManifest manifest, CancellationToken ct)
    {
        var expected = manifest.Version - manifest.Changes.Count;
        foreach (var list in manifest.Changes)
        {
            if (list.Version != ++expected)
            {
                findings.Fault(IndexInvariant.Changes, FormattableString.Invariant($"The manifest lists the changes of version {list.Version} where version {expected} follows."));
                expected = list.Version;
            }

            await CheckAsync(list, ct);
        }
    }

    private async Task CheckAsync(VersionChanges list, CancellationToken ct)
    {
        var count = 0;
        byte[] last = [];
        foreach (var name in list.Blobs)
        {
            findings.Count(IndexInvariant.Blobs, 1);
            if (await PartitionScan.ReadAsync(blobs, findings, name, ct) is not { } blob)
            {
                return;
            }

            try
            {
                var lines = new SortedLines(blob.Plain, line => line.Slice(IdStart, IdLength));
                for (var i = 0; i < lines.Count; i++)
                {
                    if (lines.KeyAt(i).SequenceCompareTo(last) <= 0)
                    {
                        findings.Fault(IndexInvariant.Changes, FormattableString.Invariant($"Line {i + 1} of blob {IndexBlobs.Container}/{name} does not come after the one before it in the order of ids."));
                    }

                    _ = JsonSerializer.Deserialize(lines[i].Span, IndexJson.Default.ResourceChange);
                    last = lines.KeyAt(i).ToArray();
                }

                count += lines.Count;
            }
            catch (Exception e) when (e is JsonException or ArgumentException)
            {
                findings.Fault(IndexInvariant.Changes, $"Blob {IndexBlobs.Container}/{name} holds a line that is no change. {e.Message}");
                return;
            }
        }

        findings.Count(IndexInvariant.Changes, count);
        if (count != list.Count)
        {
            findings.Fault(IndexInvariant.Changes, FormattableString.Invariant($"The manifest says that version {list.Version} changed {list.Count} resources, and its list has {count}."));
        }
    }
}
