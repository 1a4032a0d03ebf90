using System.Globalization;
using IntegrationHub.Publishing;
using IntegrationHub.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Notifying;

/// <summary>Webhooks over HTTP, for admins: who is told of new versions, what became of it, and telling it once more.</summary>
public sealed class WebhookApi(
    SubscriptionTable subscriptions, DeliveryTable deliveries, NotificationsQueue queue, NotificationSender sender, FeedNewsReader news, IOptions<NotifyingOptions> options, TimeProvider time)
{
    /// <summary>WebSub subscribers too.</summary>
    public async Task<IResult> ListAsync(CancellationToken ct)
    {
        var told = await deliveries.ListAsync(subscription: null, ct).Select(row => row.Value).GroupBy(delivery => delivery.Subscription).ToDictionaryAsync(group => group.Key, group => group.ToList(), cancellationToken: ct);
        var all = await subscriptions.ListAsync(ct).Select(row => WebhookAnswer.Of(row.Value, told.GetValueOrDefault(row.Value.Id, []))).ToListAsync(ct);
        return HttpAnswers.Json<IReadOnlyList<WebhookAnswer>>(all, WebhookAnswersJson.Default.IReadOnlyListWebhookAnswer);
    }

    public async Task<IResult> GetAsync(string id, CancellationToken ct) =>
        await FindAsync(id, ct) is { } found ? await AnswerAsync(found.Value, StatusCodes.Status200OK, ct) : Missing(id);

    /// <summary>Creates or replaces. It is told of what is published from now on; made active again, of what it has missed.</summary>
    public async Task<IResult> PutAsync(HttpRequest request, string id, CancellationToken ct)
    {
        var (body, instead) = await JsonBody.ReadAsync(request, WebhookBody.LongestBody, "a webhook", ct);
        using (body)
        {
            if (body is null)
            {
                return instead!;
            }

            if (WebhookBody.Read(body.RootElement, id, options.Value, sender.MayBeSentTo, out var mistakes) is not { } webhook)
            {
                return HttpAnswers.Invalid("The webhook is not valid", mistakes);
            }

            var current = (await news.ReadAsync(ct)).Version;
            var isNew = false;
            var stored = await subscriptions.ChangeAsync(id, known => Replace(known, webhook, current, out isNew), ct);
            if (stored!.Kind != SubscriptionKind.Webhook)
            {
                return HttpAnswers.Problem(StatusCodes.Status409Conflict, "Not a webhook", $"'{id}' is a WebSub subscriber, which has described itself: take another id.");
            }

            await queue.SendAsync(new Notify(current), ct);
            return await AnswerAsync(stored, isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, ct);
        }
    }

    /// <summary>A WebSub subscriber too.</summary>
    public async Task<IResult> DeleteAsync(string id, CancellationToken ct) =>
        Subscription.IsId(id) && await subscriptions.RemoveAsync(id, deliveries, ct) ? TypedResults.NoContent() : Missing(id);

    /// <summary>Sends a <c>ping</c> at once, also where it is inactive, and tells what came of it.</summary>
    public async Task<IResult> TestAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { Value: { Kind: SubscriptionKind.Webhook } webhook })
        {
            return Missing(id);
        }

        var now = time.GetUtcNow();
        var (keys, refusal) = WebhookSecret.Of(webhook, options.Value);
        var result = refusal is not null
            ? new SendResult(null, refusal)
            : await sender.PostWebhookAsync(
                new Uri(webhook.Url), string.Create(CultureInfo.InvariantCulture, $"ping_{webhook.Id}_{now.ToUnixTimeMilliseconds()}"), WebhookContent.Ping(now), keys, options.Value.Timeout, ct);
        return HttpAnswers.Json(new PingAnswer(result.Why is null, result.Status, result.Why), WebhookAnswersJson.Default.PingAnswer);
    }

    /// <summary>The newest version first.</summary>
    public async Task<IResult> ListDeliveriesAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is null)
        {
            return Missing(id);
        }

        var all = await deliveries.ListAsync(id, ct).Select(row => DeliveryAnswer.Of(row.Value)).ToListAsync(ct);
        all.Reverse();
        return HttpAnswers.Json<IReadOnlyList<DeliveryAnswer>>(all, WebhookAnswersJson.Default.IReadOnlyListDeliveryAnswer);
    }

    /// <summary>Tries it from the beginning, whatever became of it: under the same id, so that a receiver which has it knows it again.</summary>
    public async Task<IResult> RedeliverAsync(string id, string version, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } subscription)
        {
            return Missing(id);
        }

        if (!subscription.Value.Active)
        {
            return HttpAnswers.Problem(StatusCodes.Status409Conflict, "The webhook is inactive", $"Make it active first: PUT /api/admin/webhooks/{id} with \"active\": true.");
        }

        while (long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && await deliveries.FindAsync(id, number, ct) is { } row)
        {
            var again = row.Value with { State = DeliveryState.Waiting, Attempt = row.Value.Attempt + 1, Failures = 0, NotBefore = time.GetUtcNow() };
            if (await deliveries.TryAdvanceAsync(row, again, ct) is not null)
            {
                await queue.SendAsync(new Notify(number, id, again.Attempt), ct);
                return TypedResults.Accepted((string?)null);
            }
        }

        return HttpAnswers.NotFound($"There is no delivery of version '{version}': GET /api/admin/webhooks/{id}/deliveries lists them.");
    }

    private static Subscription? Replace(Subscription? known, Subscription webhook, long current, out bool isNew)
    {
        isNew = known is null;
        return known is null ? webhook with { From = current } : known.Kind == SubscriptionKind.Webhook ? webhook with { From = known.From } : null;
    }

    private async Task<IResult> AnswerAsync(Subscription subscription, int status, CancellationToken ct)
    {
        var told = await deliveries.ListAsync(subscription.Id, ct).Select(row => row.Value).ToListAsync(ct);
        return HttpAnswers.Json(WebhookAnswer.Of(subscription, told), WebhookAnswersJson.Default.WebhookAnswer, status);
    }

    private async Task<Versioned<Subscription>?> FindAsync(string id, CancellationToken ct) => Subscription.IsId(id) ? await subscriptions.FindAsync(id, ct) : null;

    private static IResult Missing(string id) => HttpAnswers.NotFound($"There is no webhook '{id}': GET /api/admin/webhooks lists them.");
}
