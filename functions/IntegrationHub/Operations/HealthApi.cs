using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Operations;

/// <summary>Since when the feed has been behind the index; null while it is not.</summary>
public delegate Task<DateTimeOffset?> FeedBehindSince(CancellationToken ct);

public enum HealthState
{
    Ok,

    /// <summary>It works, and someone should have a look.</summary>
    Concern,
    Down,
}

/// <summary>What everyone may know.</summary>
/// <param name="FeedBehind">How long the index has been newer than the feed; null while it is not.</param>
/// <param name="Poison">Messages that were given up and wait for a person; null while nobody can know.</param>
public sealed record Health(HealthState Status, bool Storage, TimeSpan? FeedBehind, int? Poison);

/// <summary>The health check, for probes and load balancers: 503 when storage can't be reached, else 200.</summary>
public sealed partial class HealthApi(
    SourceTable sources, PoisonTable poison, FeedBehindSince behindSince, IOptions<OperationsOptions> options, TimeProvider time, ILogger<HealthApi> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Any id will do: the question is whether somebody answers.
    private static readonly SourceId Anyone = SourceId.Parse("health");

    public async Task<IResult> GetAsync(CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            await sources.FindAsync(Anyone, either.Token);
            var age = await behindSince(either.Token) is { } since ? time.GetUtcNow() - since : (TimeSpan?)null;
            var given = await poison.CountAsync(either.Token);
            var state = age > options.Value.FeedOldAfter || given > 0 ? HealthState.Concern : HealthState.Ok;
            return Answer(new Health(state, Storage: true, age, given), StatusCodes.Status200OK);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // The reason names accounts and addresses: it is for the log, not for everyone.
            Log.StorageUnreachable(logger, e);
            return Answer(new Health(HealthState.Down, Storage: false, FeedBehind: null, Poison: null), StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static IResult Answer(Health health, int status) => HttpAnswers.Json(health, OperationsJson.Default.Health, status);

    private static partial class Log
    {
        [LoggerMessage(EventId = 501, EventName = "StorageUnreachable", Level = LogLevel.Error, Message = "The storage account does not answer.")]
        public static partial void StorageUnreachable(ILogger logger, Exception reason);
    }
}
