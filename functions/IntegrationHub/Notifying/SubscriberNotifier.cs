using IntegrationHub.Storage;

namespace IntegrationHub.Notifying;

/// <summary>Takes a message of queue <c>notifications</c> to whoever knows what to do with it.</summary>
public sealed class SubscriberNotifier(NewsAnnouncer announcer, NewsDeliverer deliverer, WebSubVerifier verifier)
{
    public async Task<StepOutcome> StepAsync(Notify message, CancellationToken ct)
    {
        if (message.To is not { } subscriber)
        {
            await announcer.AnnounceAsync(ct);
            return StepOutcome.Completed;
        }

        return message.Verify is { } challenge ? await verifier.VerifyAsync(subscriber, challenge, ct) : await deliverer.DeliverAsync(subscriber, message, ct);
    }
}
