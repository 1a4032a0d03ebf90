using IntegrationHub.Records;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Linking;

/// <summary>
/// Foretells what linking a delivery would take away. What is delivered and not linked yet counts as linked, so that the answer does not depend on
/// how busy linking is.
/// </summary>
public sealed class SourceHoldings(IndexBlobs blobs, SegmentBlobs segments, IOptions<LinkingOptions> options)
{
    private const int MostTries = 5;

    /// <param name="delivery">Its segments are there; it itself need not be.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>How many records the index holds of the delivery's source, and how many of them the delivery withdraws.</returns>
    public async Task<(long Held, long Withdrawn)> ForetellAsync(Delivery delivery, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await ForetellAsync((await blobs.ReadManifestAsync(null, ct)).Manifest, delivery, ct);
            }
            catch (FileNotFoundException) when (tries < MostTries)
            {
                // The version was purged, or a delivery linked, while they were read.
            }
        }
    }

    private async Task<(long Held, long Withdrawn)> ForetellAsync(IndexManifest manifest, Delivery delivery, CancellationToken ct)
    {
        var source = delivery.Source;
        var waiting = await segments.WaitingAsync(source, ct)
            .Where(other => other.Run < delivery.Run && IsToCome(other, manifest.Consumed.GetValueOrDefault(source))).ToListAsync(ct);
        if (waiting.Count == 0 && manifest.Holdings?.ContainsKey(source) == false)
        {
            return (0, 0);
        }

        var lookup = new IndexLookup(blobs, manifest, options.Value.Parallel, ct);
        var named = await NamedAsync(delivery, ct);
        if (waiting.Count == 0 && !delivery.Complete && manifest.Holdings is { } holdings)
        {
            return (holdings[source], await MembersAmongAsync(named.Deleted, lookup));
        }

        var held = (await lookup.MembersOfAsync(source, _ => true)).Select(HashOf).ToHashSet();
        foreach (var other in waiting)
        {
            Apply(other, await NamedAsync(other, ct), held);
        }

        return (held.Count, held.Count(id => named.Stays.TryGetValue(id, out var stays) ? !stays : delivery.Complete));
    }

    private static bool IsToCome(Delivery delivery, ConsumedRun? consumed) =>
        consumed is null || delivery.Run > consumed.Run || (delivery.Run == consumed.Run && consumed.Segments is not null);

    private static UInt128 HashOf(RecordId id) => ResourceId.Of(id).Hash;

    /// <summary>How many of <paramref name="ids"/> are members of a resource: a founder's bears its id, the others' are found by their key.</summary>
    private static async Task<long> MembersAmongAsync(HashSet<RecordId> ids, IndexLookup lookup)
    {
        var founded = await lookup.ResourcesAsync(ids.Select(ResourceId.Of));
        var joined = await lookup.KeysAsync(ids.Where(id => !founded.ContainsKey(ResourceId.Of(id))).Select(id => MatchKey.Of(ResourceId.Of(id))));
        var others = await lookup.ResourcesAsync(joined.Values.SelectMany(holders => holders).Where(id => !founded.ContainsKey(id)));
        return founded.Values.Concat(others.Values).SelectMany(resource => resource.Members).Count(member => ids.Contains(member.RecordId));
    }

    private static void Apply(Delivery delivery, Named named, HashSet<UInt128> held)
    {
        if (delivery.Complete)
        {
            held.IntersectWith(named.Stays.Keys);
        }

        foreach (var (id, stays) in named.Stays)
        {
            _ = stays ? held.Add(id) : held.Remove(id);
        }
    }

    private async Task<Named> NamedAsync(Delivery delivery, CancellationToken ct)
    {
        var named = new Named([], []);
        foreach (var segment in delivery.Segments)
        {
            foreach (var record in await segments.ReadAsync(segment, ct))
            {
                var id = new RecordId(delivery.Source, record.Id);
                named.Stays[HashOf(id)] = !record.Deleted;
                _ = record.Deleted ? named.Deleted.Add(id) : named.Deleted.Remove(id);
            }
        }

        return named;
    }

    /// <param name="Stays">What a delivery says of each record that it names.</param>
    /// <param name="Deleted">Those that do not stay.</param>
    private sealed record Named(Dictionary<UInt128, bool> Stays, HashSet<RecordId> Deleted);
}
