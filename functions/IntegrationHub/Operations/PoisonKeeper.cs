using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Notifying;
using IntegrationHub.Publishing;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.Operations;

/// <summary>Keeps the messages that the host has given up, for a person to look at; and fails a window whose message is one of them.</summary>
public sealed partial class PoisonKeeper(
    PoisonTable poison, WindowHarvester harvester, HarvestWindowsQueue windows, LinkRequestsQueue links, PublishRequestsQueue publications, NotificationsQueue notifications, TimeProvider time, ILogger<PoisonKeeper> logger)
{
    private const string NothingNoted = "No exception was noted: its worker died, or was stopped, each time.";

    public async Task GiveUpWindowAsync(string body, CancellationToken ct)
    {
        var given = await KeepAsync(PoisonMessage.Of(windows.Name, body, windows.CanDecode(body)), ct);
        await harvester.GiveUpAsync(body, ct, given.Why ?? NothingNoted);
    }

    /// <summary>Nothing is lost with it: deliveries wait, and the next message takes them.</summary>
    public Task KeepLinkRequestAsync(string body, CancellationToken ct) => KeepAsync(PoisonMessage.Of(links.Name, body, links.CanDecode(body)), ct);

    /// <summary>Nothing is lost with it: the next message publishes what this one would have.</summary>
    public Task KeepPublishRequestAsync(string body, CancellationToken ct) => KeepAsync(PoisonMessage.Of(publications.Name, body, publications.CanDecode(body)), ct);

    /// <summary>Nothing is lost with it: a delivery that waits is taken up again.</summary>
    public Task KeepNotificationAsync(string body, CancellationToken ct) => KeepAsync(PoisonMessage.Of(notifications.Name, body, notifications.CanDecode(body)), ct);

    private async Task<PoisonMessage> KeepAsync(PoisonMessage message, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var given = await poison.ChangeAsync(
            message,
            known => known with { GivenUp = now, Why = known.Why ?? NothingNoted, FailedAt = known.Failures == 0 ? now : known.FailedAt },
            ct);
        Log.PoisonMessage(logger, given.Queue, Text.Cut(given.Body, 500), given.Id, given.Why);
        return given;
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 503, EventName = "PoisonMessage", Level = LogLevel.Error, Message = "A message of queue {Queue} was given up: {Message} It is kept as {Id}. {Why}")]
        public static partial void PoisonMessage(ILogger logger, string queue, string message, string id, string? why);
    }
}
