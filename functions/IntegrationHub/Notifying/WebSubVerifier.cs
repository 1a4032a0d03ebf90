using System.Globalization;
using IntegrationHub.Publishing;
using IntegrationHub.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Notifying;

/// <summary>
/// Asks a WebSub subscriber whether it meant what was asked for in its name (WebSub, section 5.3). Whoever does not repeat the challenge has not: everything
/// stays as it was, and nobody is asked twice.
/// </summary>
public sealed class WebSubVerifier(SubscriptionTable subscriptions, DeliveryTable deliveries, NotificationSender sender, FeedNewsReader news, IOptions<NotifyingOptions> options, TimeProvider time)
{
    public async Task<StepOutcome> VerifyAsync(string id, string challenge, CancellationToken ct)
    {
        if (await subscriptions.FindAsync(id, ct) is not { Value: { Pending: { } pending } subscription } || pending.Challenge != challenge)
        {
            // Done, or another request has come since, with a message of its own.
            return StepOutcome.Completed;
        }

        var address = QueryHelpers.AddQueryString(subscription.Url, new Dictionary<string, string?>
        {
            ["hub.mode"] = pending.Unsubscribe ? "unsubscribe" : "subscribe",
            ["hub.topic"] = subscription.Topic,
            ["hub.challenge"] = challenge,
            ["hub.lease_seconds"] = pending.Unsubscribe ? null : pending.LeaseSeconds.ToString(CultureInfo.InvariantCulture),
        });
        // Where the lease begins.
        var now = time.GetUtcNow();
        var (result, answer) = await sender.GetAsync(new Uri(address), options.Value.Timeout, ct);
        var isMeant = result.Why is null && answer == challenge;
        if (isMeant ? pending.Unsubscribe : !subscription.Active)
        {
            await subscriptions.RemoveAsync(id, deliveries, ct);
            return StepOutcome.Completed;
        }

        var current = isMeant && !subscription.Active ? (await news.ReadAsync(ct)).Version : subscription.From;
        await subscriptions.ChangeAsync(id, known => known?.Pending?.Challenge != challenge ? null : Decided(known, isMeant, current, now), ct);
        return StepOutcome.Completed;
    }

    private static Subscription Decided(Subscription known, bool isMeant, long current, DateTimeOffset now) => isMeant
        ? known with { Active = true, Pending = null, From = current, Secret = known.Pending!.Secret, Until = now + TimeSpan.FromSeconds(known.Pending.LeaseSeconds) }
        : known with { Pending = null };
}
