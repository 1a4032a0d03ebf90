using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>
/// The end of a delivery whose last part is committed: what became of it is written down for the run's report, and only then is it taken away. A crash in
/// between finds it waiting and consumed, with its counts in the manifest, and repeats this.
/// </summary>
public sealed class LinkedDeliveries(SegmentBlobs segments, LinkedRunTable table, TimeProvider time)
{
    /// <summary>Whether any delivery was ever linked, as far as is remembered.</summary>
    public ValueTask<bool> AnyAsync(CancellationToken ct) => table.ListAsync(source: null, ct).AnyAsync(ct);

    /// <param name="linked">The manifest's counts. Without any the delivery was written down before, or linked by a hub that did not count.</param>
    public async Task CloseAsync(Delivery delivery, IReadOnlyList<LinkedRun> linked, CancellationToken ct)
    {
        if (linked.FirstOrDefault(run => run.Source == delivery.Source && run.Run == delivery.Run) is { } counted)
        {
            await table.WriteAsync(counted with { At = time.GetUtcNow() }, ct);
        }

        await segments.TakeAwayAsync(delivery, ct);
    }
}
