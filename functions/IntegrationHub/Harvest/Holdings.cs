using IntegrationHub.Records;

namespace IntegrationHub.Harvest;

/// <param name="Held">Records of a source in the index, with what waits to be linked.</param>
/// <param name="Withdrawn">Of those, what a delivery would withdraw.</param>
public sealed record Holdings(long Held, long Withdrawn);

/// <summary>Foretells what handing <paramref name="delivery"/> over would do to the index. Its segments are written; it has not been announced.</summary>
public delegate Task<Holdings> HoldingsForecast(Delivery delivery, CancellationToken ct);
