using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using IntegrationHub.Linking;

namespace IntegrationHub.Publishing;

/// <summary>
/// What was published when, kept for good: who follows it by time loses nothing, since what changes again goes to its end. An append writes the last
/// blob and those that lose an entry to it; blobs that have become small are joined with their neighbours.
/// </summary>
/// <param name="last">Blobs of the published version, in order.</param>
internal sealed class PublicationLog(FeedBlobs blobs, IReadOnlyList<LogBlob> last)
{
    /// <summary>About half a megabyte of gzip.</summary>
    public const int EntriesPerBlob = 16_384;

    /// <summary>
    /// A publication's time: later than the last one's, and ahead of the clock by <paramref name="lead"/>, the longest that it may take until every reader
    /// sees it. A harvester that was answered before, and asks next from the time of that answer on, then gets it.
    /// </summary>
    /// <param name="last">The last one's; null: there was none.</param>
    public static string TimeOf(DateTimeOffset now, TimeSpan lead, string? last)
    {
        var time = now + lead;
        if (last is not null && DateTimeOffset.Parse(last, CultureInfo.InvariantCulture) is var before && time < before.AddSeconds(1))
        {
            time = before.AddSeconds(1);
        }

        return time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    /// <param name="entries">All of one time, later than any before, in order of id.</param>
    /// <param name="superseded">The entries that they take the place of.</param>
    public async Task<IReadOnlyList<LogBlob>> AppendAsync(IReadOnlyList<LogEntry> entries, IReadOnlyCollection<LogKey> superseded, int parallel, CancellationToken ct)
    {
        if (entries.Count == 0)
        {
            return last;
        }

        var gone = superseded.GroupBy(BlobOf).ToDictionary(group => group.Key, group => group.Select(LogEntry.Encode).ToList());
        var parts = last.Select(blob => new Part(blob, null)).ToArray();
        await Parallel.ForEachAsync(gone, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct }, async (loss, token) =>
            parts[loss.Key] = new Part(null, Without(await ReadAsync(last[loss.Key], token), loss.Value)));
        var next = await JoinAsync(parts, entries, ct);
        var written = new LogBlob[next.Count];
        await Parallel.ForAsync(0, next.Count, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct }, async (i, token) =>
            written[i] = next[i].Stored ?? await WriteAsync(next[i].Lines!, token));
        return written;
    }

    private int BlobOf(LogKey key)
    {
        var (low, high) = (0, last.Count - 1);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = last[middle].Last.CompareTo(key) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Small parts join the one before them, as far as one of both is written anyway; the new entries fill up the last.</summary>
    private async Task<List<Part>> JoinAsync(IEnumerable<Part> parts, IReadOnlyList<LogEntry> entries, CancellationToken ct)
    {
        var joined = new List<Part>();
        foreach (var part in parts.Where(part => part.Count > 0))
        {
            if (joined.Count > 0 && joined[^1] is var before && (before.Lines ?? part.Lines) is not null && before.Count + part.Count <= EntriesPerBlob / 2)
            {
                joined[^1] = new Part(null, [.. await LinesOfAsync(before, ct), .. await LinesOfAsync(part, ct)]);
            }
            else
            {
                joined.Add(part);
            }
        }

        var lines = entries.Select(entry => (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(entry, FeedManifestJson.Default.LogEntry)).ToList();
        if (joined.Count > 0 && joined[^1].Count < EntriesPerBlob)
        {
            lines.InsertRange(0, await LinesOfAsync(joined[^1], ct));
            joined.RemoveAt(joined.Count - 1);
        }

        joined.AddRange(lines.Chunk(EntriesPerBlob).Select(chunk => new Part(null, [.. chunk])));
        return joined;
    }

    private async Task<List<ReadOnlyMemory<byte>>> LinesOfAsync(Part part, CancellationToken ct) =>
        part.Lines ?? Without(await ReadAsync(part.Stored!, ct), []);

    private async Task<SortedLines> ReadAsync(LogBlob blob, CancellationToken ct) =>
        await blobs.ReadLogAsync(blob.Name, ct) ?? throw new FileNotFoundException($"Blob {FeedBlobs.Container}/{blob.Name} of the publication log is missing.", blob.Name);

    private async Task<LogBlob> WriteAsync(List<ReadOnlyMemory<byte>> lines, CancellationToken ct)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var line in lines)
            {
                gzip.Write(line.Span);
                gzip.Write("\n"u8);
            }
        }

        var (first, end) = (Parse(lines[0]), Parse(lines[^1]));
        return new LogBlob(await blobs.WriteLogAsync(end.Version, packed.ToArray(), ct), lines.Count, first.Key, end.Key, end.Version);
    }

    public static LogEntry Parse(ReadOnlyMemory<byte> line) =>
        JsonSerializer.Deserialize(line.Span, FeedManifestJson.Default.LogEntry) ?? throw new JsonException("An empty line of the publication log.");

    private static List<ReadOnlyMemory<byte>> Without(SortedLines lines, List<byte[]> gone)
    {
        var keys = gone.Select(Encoding.ASCII.GetString).ToHashSet(StringComparer.Ordinal);
        var kept = new List<ReadOnlyMemory<byte>>(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            if (keys.Count == 0 || !keys.Contains(Encoding.ASCII.GetString(lines.KeyAt(i))))
            {
                kept.Add(lines[i]);
            }
        }

        return kept;
    }

    /// <summary>A blob as it stands, or lines to be written.</summary>
    private sealed record Part(LogBlob? Stored, List<ReadOnlyMemory<byte>>? Lines)
    {
        public int Count => Stored?.Count ?? Lines!.Count;
    }
}
