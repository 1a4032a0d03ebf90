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
        var waiting = await segments.WaitingAsync(ct)
            .Where(other => other.Source == delivery.Source && other.Run < delivery.Run && IsToCome(other, manifest.Consumed.GetValueOrDefault(other.Source)))
            .OrderBy(other => other.Run).ToListAsync(ct);
        if (waiting.Count == 0 && !manifest.Consumed.ContainsKey(delivery.Source))
        {
            return (0, 0);
        }

        var all = await new IndexLookup(blobs, manifest, options.Value.Parallel, ct).MembersOfAsync(delivery.Source, _ => true);
        var held = all.Select(id => ResourceId.Of(id).Hash).ToHashSet();
        foreach (var other in waiting)
        {
            Apply(other, await NamedAsync(other, ct), held);
        }

        var before = held.Count;
        var named = await NamedAsync(delivery, ct);
        return (before, held.Count(id => named.TryGetValue(id, out var stays) ? !stays : delivery.Complete));
    }

    private static bool IsToCome(Delivery delivery, ConsumedRun? consumed) =>
        consumed is null || delivery.Run > consumed.Run || (delivery.Run == consumed.Run && consumed.Segments is not null);

    private static void Apply(Delivery delivery, Dictionary<UInt128, bool> named, HashSet<UInt128> held)
    {
        if (delivery.Complete)
        {
            held.IntersectWith(named.Keys);
        }

        foreach (var (id, stays) in named)
        {
            _ = stays ? held.Add(id) : held.Remove(id);
        }
    }

    /// <summary>What a delivery says of each record that it names: whether it stays.</summary>
    private async Task<Dictionary<UInt128, bool>> NamedAsync(Delivery delivery, CancellationToken ct)
    {
        var named = new Dictionary<UInt128, bool>();
        foreach (var segment in delivery.Segments)
        {
            foreach (var record in await segments.ReadAsync(segment, ct))
            {
                named[ResourceId.Of(new RecordId(delivery.Source, record.Id)).Hash] = !record.Deleted;
            }
        }

        return named;
    }
}
