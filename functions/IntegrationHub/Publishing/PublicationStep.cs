using IntegrationHub.Linking;

namespace IntegrationHub.Publishing;

/// <summary>What one publication says of the resources that it touches: their entries in the log and, with the same time, their places.</summary>
/// <param name="Entries">In order of id.</param>
/// <param name="Superseded">What the log said of them before.</param>
internal sealed record PublicationStep(IReadOnlyList<LogEntry> Entries, IReadOnlyList<LogKey> Superseded, IReadOnlyDictionary<ResourceId, ResourcePlaces?> Places)
{
    /// <param name="settled">Where the touched ones stand now; null: nowhere any more.</param>
    /// <param name="places">Where all stood before.</param>
    /// <param name="titles">Of those that leave.</param>
    /// <param name="isFirst">There is no log yet: whatever stands in the feed is written into it.</param>
    public static async Task<PublicationStep> PrepareAsync(
        IReadOnlyDictionary<ResourceId, ResourcePlaces?> settled, FeedPlaces places, bool isFirst, string at, long version,
        IReadOnlyDictionary<ResourceId, ResourceId> moved, IReadOnlyDictionary<ResourceId, string> titles, CancellationToken ct)
    {
        var touched = new SortedDictionary<ResourceId, ResourcePlaces?>(settled.ToDictionary());
        if (isFirst)
        {
            await foreach (var line in places.ReadAllAsync(ct))
            {
                touched.TryAdd(line.Id, line);
            }
        }

        var entries = new List<LogEntry>(touched.Count);
        var superseded = new List<LogKey>();
        var stamped = new Dictionary<ResourceId, ResourcePlaces?>(touched.Count);
        foreach (var (id, now) in touched)
        {
            var old = FeedPlaces.Find(await places.ReadAsync(places.PartitionOf(id), ct), id);
            if (now is not null && old is { At: not null } && old.IsAlike(now.Hash, [.. now.In.Select(place => place.Category)]))
            {
                // The feed is cut anew: it stands elsewhere, which is no news to whoever follows the log.
                stamped[id] = now with { At = old.At };
                continue;
            }

            var kind = now is null ? ChangeKind.Withdrawn : old is null or { IsWithdrawn: true } or { At: null } ? ChangeKind.Added : ChangeKind.Changed;
            var shown = now ?? old ?? throw new InvalidOperationException($"Resource {id} leaves the feed and was not in it.");
            IReadOnlyList<string> categories = [.. shown.In.Select(place => place.Category)];
            entries.Add(now is null
                ? new LogEntry(at, id, kind, version, categories, moved.TryGetValue(id, out var target) ? target : null, titles.GetValueOrDefault(id))
                : new LogEntry(at, id, kind, version, categories));
            stamped[id] = (now ?? ResourcePlaces.Withdrawn(id)) with { At = at };
            if (old?.At is { } before)
            {
                superseded.Add(new LogKey(before, id));
            }
        }

        return new PublicationStep(entries, superseded, stamped);
    }
}
