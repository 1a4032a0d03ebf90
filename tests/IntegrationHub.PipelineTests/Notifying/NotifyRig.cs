using System.Text;
using System.Text.Json;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using IntegrationHub.Network;
using IntegrationHub.Notifying;
using IntegrationHub.PipelineTests.Publishing;
using IntegrationHub.Publishing;
using IntegrationHub.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.PipelineTests.Notifying;

/// <summary>A feed that a test publishes by hand, and one process that tells its subscribers.</summary>
internal sealed class NotifyRig
{
    public const string OldSecret = "whsec_b2xkIG9sZCBvbGQgb2xkIG9sZCBvbGQgb2xkIG9sZA==";
    public const string NewSecret = "whsec_bmV3IG5ldyBuZXcgbmV3IG5ldyBuZXcgbmV3IG5ldw==";

    private static readonly ServiceProvider Web = new ServiceCollection().AddLogging().AddProblemDetails().BuildServiceProvider();

    private readonly QueueClient _messages;

    /// <param name="feed">Made with <see cref="Announce"/> of the same account.</param>
    public NotifyRig(string connection, FeedRig feed, HttpPipelineTransport? transport = null, bool allowPrivate = true)
    {
        var account = new StorageAccount(new StorageOptions { ConnectionString = connection }, transport);
        var publishing = Options.Create(new PublishingOptions { PublicUrl = "https://hub.example", Revalidate = TimeSpan.Zero });
        var options = Options.Create(new NotifyingOptions { Retries = 3, Secrets = { ["Old"] = OldSecret, ["New"] = NewSecret } });
        Feed = feed;
        Subscriptions = new SubscriptionTable(account);
        Deliveries = new DeliveryTable(account);
        Queue = new NotificationsQueue(account);
        _messages = new QueueClient(connection, NotificationsQueue.QueueName, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2024_11_04) { MessageEncoding = QueueMessageEncoding.Base64 });
        var news = new FeedNewsReader(feed.Blobs, feed.Feed);
        var sender = new NotificationSender(new GuardedHttpOptions(allowPrivate, "", TimeSpan.FromSeconds(10)), feed.Time);
        var post = new DeliveryPost(Deliveries, sender, new WebhookContent(publishing), feed.Pages, options, publishing);
        Notifier = new SubscriberNotifier(
            new NewsAnnouncer(Subscriptions, Deliveries, Queue, news, publishing, feed.Time),
            new NewsDeliverer(Subscriptions, Deliveries, Queue, post, options, feed.Time, new Logger<NewsDeliverer>(LoggerFactory.Create(logging => logging.AddProvider(Log)))),
            new WebSubVerifier(Subscriptions, Deliveries, sender, news, options, feed.Time));
        WebSub = new WebSubApi(Subscriptions, Queue, sender, options, publishing, feed.Time);
        Api = new WebhookApi(Subscriptions, Deliveries, Queue, sender, news, options, feed.Time);
        Upkeep = new NotificationUpkeep(Subscriptions, Deliveries, Queue, news, options, feed.Time);
    }

    public FeedRig Feed { get; }

    public SubscriptionTable Subscriptions { get; }

    public DeliveryTable Deliveries { get; }

    public NotificationsQueue Queue { get; }

    public SubscriberNotifier Notifier { get; }

    public WebhookApi Api { get; }

    public WebSubApi WebSub { get; }

    public NotificationUpkeep Upkeep { get; }

    public CapturedLog Log { get; } = new();

    public static FeedAnnouncement Announce(string connection)
    {
        var queue = new NotificationsQueue(new StorageAccount(new StorageOptions { ConnectionString = connection }));
        return (version, ct) => queue.SendAsync(new Notify(version), ct);
    }

    /// <summary>With a feed of twelve books, published as version 1.</summary>
    public static async Task<NotifyRig> CreateAsync(string connection, bool allowPrivate = true)
    {
        var feed = await new FeedRig(connection, announce: Announce(connection)).CreateAsync();
        var rig = new NotifyRig(connection, feed, allowPrivate: allowPrivate);
        await rig.Subscriptions.CreateAsync(default);
        await rig.Deliveries.CreateAsync(default);
        await rig.Queue.CreateAsync(default);
        await feed.CommitAsync(Enumerable.Range(0, 12).Select(i => FeedRig.Book(i)));
        await feed.PublishAsync();
        await rig.ServeAsync();
        return rig;
    }

    /// <summary>One more version, with one more book.</summary>
    public async Task PublishAsync()
    {
        Feed.Time.Advance(TimeSpan.FromMinutes(1));
        var next = (await Feed.Blobs.ReadManifestAsync(known: null, default)).Manifest.Version + 1;
        await Feed.CommitAsync([FeedRig.Book(1000 + (int)next)]);
        await Feed.PublishAsync();
    }

    /// <summary>Serves every message that can be seen now, as a host would.</summary>
    public async Task ServeAsync()
    {
        while ((await _messages.ReceiveMessageAsync(TimeSpan.FromSeconds(30))).Value is { } message)
        {
            await ServeAsync(message);
        }
    }

    /// <summary>Until nothing waits any more. Messages that wait are hidden by the service's clock, so they are taken for lost and sent anew.</summary>
    public async Task SettleAsync()
    {
        await ServeAsync();
        while (await Deliveries.ListAsync(null, default).FirstOrDefaultAsync(row => row.Value.State == DeliveryState.Waiting) is { } waiting)
        {
            var until = waiting.Value.NotBefore + TimeSpan.FromMinutes(11);
            Feed.Time.Advance(until > Feed.Time.GetUtcNow() ? until - Feed.Time.GetUtcNow() : TimeSpan.FromMinutes(11));
            await Upkeep.ReviveAsync(default);
            await ServeAsync();
        }
    }

    /// <summary>All messages, those too that wait.</summary>
    public Task LoseMessagesAsync() => _messages.ClearMessagesAsync();

    public async Task<IReadOnlyList<NewsDelivery>> DeliveriesAsync(string id = "portal") => await Deliveries.ListAsync(id, default).Select(row => row.Value).ToListAsync();

    public Task<(int Status, JsonElement Body)> PutAsync(string url, string id = "portal", string more = "\"secrets\":[\"Old\"]") =>
        AskAsync(request => Api.PutAsync(request, id, default), $$"""{"url":{{JsonSerializer.Serialize(url)}},{{more}}}""");

    public static async Task<(int Status, JsonElement Body)> AskAsync(Func<HttpRequest, Task<IResult>> ask, string body = "")
    {
        var context = new DefaultHttpContext { RequestServices = Web };
        context.Request.Method = "PUT";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        using var output = new MemoryStream();
        context.Response.Body = output;
        await (await ask(context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, output.Length == 0 ? default : JsonDocument.Parse(output.ToArray()).RootElement);
    }

    /// <summary>A subscriber's form.</summary>
    public async Task<(int Status, string Text)> SubscribeAsync(params (string Name, string Value)[] fields)
    {
        var context = new DefaultHttpContext { RequestServices = Web };
        context.Request.Method = "POST";
        context.Request.ContentType = "application/x-www-form-urlencoded";
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('&', fields.Select(field => $"{field.Name}={Uri.EscapeDataString(field.Value)}"))));
        using var output = new MemoryStream();
        context.Response.Body = output;
        await (await WebSub.PostAsync(context.Request, default)).ExecuteAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(output.ToArray()));
    }

    private async Task ServeAsync(QueueMessage message)
    {
        // What comes too early is lost too: the test's time stands still.
        _ = await Notifier.StepAsync(Queue.Decode(message.Body.ToString()), default);
        await _messages.DeleteMessageAsync(message.MessageId, message.PopReceipt);
    }
}
