using System.Security.Cryptography;
using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Notifying;

/// <summary>The hub as a hub of WebSub (https://www.w3.org/TR/websub/) for the documents of its own feed. Anybody may subscribe whose callback confirms it.</summary>
public sealed class WebSubApi(
    SubscriptionTable subscriptions, NotificationsQueue queue, NotificationSender sender, IOptions<NotifyingOptions> options, IOptions<PublishingOptions> publishing, TimeProvider time)
{
    private readonly FeedUrls _urls = new(publishing.Value.PublicUrl);

    /// <summary>POST <see cref="FeedUrls.WebSubRoute"/>: 202 before anything is known of the subscriber (section 5.2); mistakes as plain text.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return Refused(StatusCodes.Status415UnsupportedMediaType, "Send application/x-www-form-urlencoded.");
        }

        var (asked, refusal) = WebSubRequest.Read(await request.ReadFormAsync(ct), _urls, sender.MayBeSentTo);
        if (asked is null)
        {
            return Refused(StatusCodes.Status400BadRequest, refusal!);
        }

        if (await subscriptions.FindAsync(asked.Id, ct) is null && (asked.Unsubscribe || await subscriptions.ListAsync(ct).CountAsync(row => row.Value.Kind == SubscriptionKind.WebSub, ct) >= options.Value.MostSubscribers))
        {
            return asked.Unsubscribe ? TypedResults.Accepted((string?)null) : Refused(StatusCodes.Status503ServiceUnavailable, "This hub takes no more subscribers.");
        }

        var pending = new PendingRequest(RandomNumberGenerator.GetHexString(32, lowercase: true), asked.Unsubscribe, asked.LeaseSeconds, asked.Secret, time.GetUtcNow());
        await subscriptions.ChangeAsync(
            asked.Id, known => (known ?? new Subscription { Id = asked.Id, Kind = SubscriptionKind.WebSub, Url = asked.Callback, Topic = asked.Topic, Active = false }) with { Pending = pending }, ct);
        await queue.SendAsync(new Notify(0, asked.Id, Verify: pending.Challenge), ct);
        return TypedResults.Accepted((string?)null);
    }

    private static IResult Refused(int status, string why) => TypedResults.Text(why, "text/plain; charset=utf-8", statusCode: status);
}
