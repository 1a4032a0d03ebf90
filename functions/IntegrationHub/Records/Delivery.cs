using IntegrationHub.Sources;

namespace IntegrationHub.Records;

/// <summary>
/// What one finished run hands to linking: written once, when every window of the run is complete, as <c>deliveries/{source}/{run:D8}.json</c>
/// in container <c>segments</c>. A source's deliveries are linked in the order of their run numbers.
/// </summary>
public sealed record Delivery
{
    public required SourceId Source { get; init; }

    /// <summary>Run number, 1, 2, 3… within the source.</summary>
    public required int Run { get; init; }

    /// <summary>Segment blob names, in the order in which their records count: a later record of the same id wins.</summary>
    public IReadOnlyList<string> Segments { get; set; } = [];

    /// <summary>Lines in all segments.</summary>
    public int Records { get; init; }

    /// <summary>
    /// True when the run saw everything the source has: what the index holds of the source and this delivery does not name is withdrawn.
    /// A delivery without segments that is complete withdraws the whole source.
    /// </summary>
    public bool Complete { get; init; }
}

/// <summary>Tells whoever links that <paramref name="delivery"/> waits. May be called twice for one delivery.</summary>
public delegate Task DeliveryAnnouncement(Delivery delivery, CancellationToken ct);
