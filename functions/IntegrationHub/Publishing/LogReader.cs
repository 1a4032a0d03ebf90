using System.Text;
using IntegrationHub.Linking;

namespace IntegrationHub.Publishing;

/// <summary>Reads the publication log of what is published now. A reader who holds a <see cref="LogKey"/> goes on from there in any later version.</summary>
public sealed class LogReader(FeedBlobs blobs, PublishedFeed feed)
{
    /// <param name="from">Only what was published at or after this; RFC 3339 in UTC, whole seconds. Null: from the beginning.</param>
    /// <param name="until">Only what was published at or before this.</param>
    /// <param name="after">Only what comes after this entry.</param>
    /// <param name="selects">What else is asked for.</param>
    internal Task<IReadOnlyList<LogEntry>> ReadAsync(string? from, string? until, LogKey? after, Func<LogEntry, bool> selects, int most, CancellationToken ct) =>
        AtOneVersionAsync(version => ReadAsync(version.Manifest.Log, from, until, after, selects, most, ct), ct);

    /// <returns>Null: it never stood in the feed.</returns>
    internal Task<LogEntry?> FindAsync(ResourceId id, CancellationToken ct) => AtOneVersionAsync(
        async version =>
        {
            var places = new FeedPlaces(blobs, version.Manifest.Places);
            if (FeedPlaces.Find(await places.ReadAsync(places.PartitionOf(id), ct), id) is not { At: { } at })
            {
                return null;
            }

            var key = new LogKey(at, id);
            var blob = version.Manifest.Log.First(blob => blob.Last.CompareTo(key) >= 0);
            return PublicationLog.Parse((await LinesAsync(blob, ct)).Find(LogEntry.Encode(key)));
        },
        ct);

    private async Task<IReadOnlyList<LogEntry>> ReadAsync(
        IReadOnlyList<LogBlob> log, string? from, string? until, LogKey? after, Func<LogEntry, bool> selects, int most, CancellationToken ct)
    {
        var bound = Bound(from, after);
        var found = new List<LogEntry>();
        foreach (var blob in log.Where(blob => LogEntry.Encode(blob.Last).AsSpan().SequenceCompareTo(bound) > 0))
        {
            var lines = await LinesAsync(blob, ct);
            for (var line = FirstAfter(lines, bound); line < lines.Count; line++)
            {
                var entry = PublicationLog.Parse(lines[line]);
                if (found.Count == most || (until is not null && string.CompareOrdinal(entry.At, until) > 0))
                {
                    return found;
                }

                if (selects(entry))
                {
                    found.Add(entry);
                }
            }
        }

        return found;
    }

    private static int FirstAfter(SortedLines lines, ReadOnlySpan<byte> bound)
    {
        var (low, high) = (0, lines.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = lines.KeyAt(middle).SequenceCompareTo(bound) > 0 ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>The entries in some categories: rare ones are found without reading the others again.</summary>
    /// <param name="from">As in <see cref="ReadAsync(string?, string?, LogKey?, Func{LogEntry, bool}, int, CancellationToken)"/>; so are the next two.</param>
    /// <param name="until">The same.</param>
    /// <param name="after">The same.</param>
    /// <param name="category">Which categories.</param>
    /// <param name="most">Entries.</param>
    internal Task<IReadOnlyList<LogEntry>> ReadInAsync(string? from, string? until, LogKey? after, Func<string, bool> category, int most, CancellationToken ct) =>
        AtOneVersionAsync(version => ReadInAsync(version.Manifest.Log, until, Bound(from, after), category, most, ct), ct);

    /// <summary>How many entries there are from a place to the end.</summary>
    internal Task<int> CountAsync(string? from, LogKey? after, CancellationToken ct) => AtOneVersionAsync(
        async version =>
        {
            var bound = Bound(from, after);
            var rest = version.Manifest.Log.Where(blob => LogEntry.Encode(blob.Last).AsSpan().SequenceCompareTo(bound) > 0).ToList();
            return rest.Count == 0 ? 0 : rest.Sum(blob => blob.Count) - FirstAfter(await LinesAsync(rest[0], ct), bound);
        },
        ct);

    private async Task<IReadOnlyList<LogEntry>> ReadInAsync(IReadOnlyList<LogBlob> log, string? until, byte[] bound, Func<string, bool> category, int most, CancellationToken ct)
    {
        var found = new List<LogEntry>();
        foreach (var blob in log.Where(blob => LogEntry.Encode(blob.Last).AsSpan().SequenceCompareTo(bound) > 0 && (until is null || string.CompareOrdinal(blob.First.At, until) <= 0)))
        {
            var chosen = (await feed.LogCategoriesAsync(blob.Name, ct) ?? throw Purged(blob)).LinesIn(category);
            if (chosen.Count == 0)
            {
                continue;
            }

            var lines = await LinesAsync(blob, ct);
            var first = FirstAfter(lines, bound);
            foreach (var line in chosen.Where(line => line >= first))
            {
                var entry = PublicationLog.Parse(lines[line]);
                if (found.Count == most || (until is not null && string.CompareOrdinal(entry.At, until) > 0))
                {
                    return found;
                }

                found.Add(entry);
            }
        }

        return found;
    }

    /// <summary>A time alone is less than every key of that time: both bounds are exclusive.</summary>
    private static byte[] Bound(string? from, LogKey? after) =>
        after is not null && (from is null || string.CompareOrdinal(after.At, from) >= 0) ? LogEntry.Encode(after) : Encoding.ASCII.GetBytes(from ?? "");

    private static FileNotFoundException Purged(LogBlob blob) => new($"Blob {blob.Name} of the publication log was purged.", blob.Name);

    private async Task<SortedLines> LinesAsync(LogBlob blob, CancellationToken ct) =>
        await feed.LogAsync(blob.Name, ct) ?? throw Purged(blob);

    /// <summary>A version that is purged between two reads is answered from the one that replaced it.</summary>
    private async Task<T> AtOneVersionAsync<T>(Func<FeedVersion, Task<T>> read, CancellationToken ct)
    {
        var version = await feed.CurrentAsync(ct);
        try
        {
            return await read(version);
        }
        catch (FileNotFoundException)
        {
            return await read(await feed.CurrentAsync(ct, than: version));
        }
    }
}
