namespace IntegrationHub.Records;

/// <summary>Reads one segment of a delivery: its records, in order.</summary>
/// <param name="segment">Its name, as the delivery gives it.</param>
/// <param name="ct">Ends it.</param>
/// <exception cref="FileNotFoundException">It is not there.</exception>
public delegate Task<IEnumerable<HarvestedRecord>> SegmentReader(string segment, CancellationToken ct);

/// <summary>What was ever delivered, as far as it can be read again: an index that is lost is built from it.</summary>
/// <param name="Steps">
/// Deliveries in the order in which they came. Those of one entry may be linked in one step; none of them but the first withdraws anything, so that what is
/// withdrawn has been there before, and its id goes on leading where its records went.
/// </param>
/// <param name="ReadAsync">Reads their segments.</param>
public sealed record DeliveryArchive(IReadOnlyList<IReadOnlyList<Delivery>> Steps, SegmentReader ReadAsync);
