using System.Collections.Concurrent;
using IntegrationHub.Linking;

namespace IntegrationHub.Publishing;

/// <summary>What left the feed last, beside the publication log, where it would be far apart: for portals that keep copies.</summary>
/// <param name="last">What is published.</param>
internal sealed class WithdrawnResources(FeedBlobs blobs, FeedManifest last)
{
    /// <summary>What the feed calls those that leave it, from the listing where each of them stands.</summary>
    public async Task<IReadOnlyDictionary<ResourceId, string>> TitlesAsync(IReadOnlyList<ResourcePlaces> withdrawn, int parallel, CancellationToken ct)
    {
        var titles = new ConcurrentDictionary<ResourceId, string>();
        var listed = withdrawn.SelectMany(places => places.In.Where(place => place.Category == FeedTree.All).Select(place => (places.Id, place.Position)))
            .GroupBy(entry => entry.Position / last.ListingEntries);
        await Parallel.ForEachAsync(listed, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = ct }, async (blob, token) =>
        {
            if (last.Categories[FeedTree.All].Blobs[blob.Key].Name is { } name && await blobs.ReadListingAsync(name, token) is { } lines)
            {
                foreach (var (id, position) in blob)
                {
                    if (lines[position % last.ListingEntries] is { IsEmpty: false } line)
                    {
                        titles[id] = FeedEntry.Parse(line.Span).Title;
                    }
                }
            }
        });
        return titles;
    }

    /// <param name="entries">Of the log, by this publication: whoever is among them without having left is back.</param>
    /// <param name="most">The newest so many are listed.</param>
    public async Task<WithdrawnList> NextAsync(IReadOnlyList<LogEntry> entries, int most, CancellationToken ct)
    {
        if (last.Withdrawn is { } known && known.Count <= most && entries.Count == 0)
        {
            return known;
        }

        var news = entries.Select(entry => entry.Id).ToHashSet();
        var before = await (last.Withdrawn is null ? FromLogAsync(most, ct) : ReadAsync(last.Withdrawn, ct));
        var kept = before.Where(entry => !news.Contains(entry.Id)).ToList();
        List<LogEntry> next = [.. kept.Concat(entries.Where(entry => entry.Kind == ChangeKind.Withdrawn)).OrderBy(entry => entry.Key).TakeLast(most)];
        if (last.Withdrawn is not null && next.SequenceEqual(before))
        {
            return last.Withdrawn;
        }

        return next.Count == 0 ? WithdrawnList.Empty : new WithdrawnList(await blobs.WriteWithdrawnAsync(next, ct), next.Count, next[^1].At);
    }

    private async Task<IReadOnlyList<LogEntry>> ReadAsync(WithdrawnList list, CancellationToken ct) =>
        list.Name is { } name ? EntriesOf(await blobs.ReadLogAsync(name, ct) ?? throw new FileNotFoundException($"Blob {FeedBlobs.Container}/{name} is missing.", name)) : [];

    /// <summary>Once, when the hub begins to keep the list: from the newest blob back until there are enough.</summary>
    private async Task<IReadOnlyList<LogEntry>> FromLogAsync(int most, CancellationToken ct)
    {
        var found = new List<LogEntry>();
        foreach (var blob in last.Log.Reverse())
        {
            var lines = await blobs.ReadLogAsync(blob.Name, ct) ?? throw new FileNotFoundException($"Blob {FeedBlobs.Container}/{blob.Name} of the publication log is missing.", blob.Name);
            found.AddRange(EntriesOf(lines).Where(entry => entry.Kind == ChangeKind.Withdrawn));
            if (found.Count >= most)
            {
                break;
            }
        }

        return found;
    }

    /// <summary>In order of the log.</summary>
    public static IReadOnlyList<LogEntry> EntriesOf(SortedLines lines) => [.. Enumerable.Range(0, lines.Count).Select(line => PublicationLog.Parse(lines[line]))];
}
