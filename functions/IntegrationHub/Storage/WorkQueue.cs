using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Storage.Queues;

namespace IntegrationHub.Storage;

/// <summary>
/// One queue of one command: bodies are source-generated JSON, base64 on the wire as both hosts expect. A message carries references, never records.
/// </summary>
public class WorkQueue<TMessage>(StorageAccount account, string name, JsonTypeInfo<TMessage> json)
    where TMessage : class
{
    /// <summary>Azure keeps a message at most seven days invisible; longer waits are cut and the step asks again.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(6);

    private readonly QueueClient _queue = account.Queues.GetQueueClient(name);

    public string Name => name;

    public Task CreateAsync(CancellationToken ct) => _queue.CreateIfNotExistsAsync(cancellationToken: ct);

    public Task SendAsync(TMessage message, CancellationToken ct, TimeSpan delay = default) =>
        _queue.SendMessageAsync(
            BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(message, json)),
            visibilityTimeout: delay <= TimeSpan.Zero ? null : delay > LongestDelay ? LongestDelay : WholeSeconds(delay),
            // Never expires: a step that nobody takes must not vanish silently.
            timeToLive: TimeSpan.FromSeconds(-1),
            cancellationToken: ct);

    /// <summary>Whether the body is this queue's message.</summary>
    public bool CanDecode(string body)
    {
        try
        {
            return Decode(body) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <exception cref="JsonException">The body is not this queue's message.</exception>
    public TMessage Decode(string body) =>
        JsonSerializer.Deserialize(body, json) ?? throw new JsonException($"An empty message in queue {name}.");

    /// <summary>Runs one delivered message through <paramref name="step"/> and does what its outcome asks of the queue.</summary>
    /// <exception cref="StepRejectedException">The step can never succeed: the host counts the failure and moves the message to <c>{name}-poison</c>.</exception>
    public async Task RunAsync(string body, Func<TMessage, CancellationToken, Task<StepOutcome>> step, CancellationToken ct)
    {
        var message = Decode(body);
        switch (await RunAsync(message, step, ct))
        {
            case StepOutcome.Later later:
                // A death between this and the host's delete leaves two messages; steps are made for that.
                await SendAsync(message, CancellationToken.None, later.Delay);
                break;
            case StepOutcome.Rejected rejected:
                throw new StepRejectedException(name, rejected.Reason);
        }
    }

    /// <summary>Messages in the queue, hidden ones too, as the service estimates them.</summary>
    public async Task<int> CountAsync(CancellationToken ct) => (await _queue.GetPropertiesAsync(ct)).Value.ApproximateMessagesCount;

    /// <summary>Whether a message could be taken now: its workers are behind.</summary>
    public async Task<bool> HasBacklogAsync(CancellationToken ct) => (await _queue.PeekMessageAsync(ct)).Value is not null;

    // A step that the host's stop has cut off has not failed: its message goes on as a new one, whose tries are not counted yet.
    private static async Task<StepOutcome> RunAsync(TMessage message, Func<TMessage, CancellationToken, Task<StepOutcome>> step, CancellationToken ct)
    {
        try
        {
            return await step(message, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return new StepOutcome.Later(TimeSpan.Zero);
        }
    }

    // The service counts in seconds and the SDK cuts fractions off: a message that comes too early would only be sent again, and again.
    private static TimeSpan WholeSeconds(TimeSpan delay) => TimeSpan.FromSeconds(Math.Ceiling(delay.TotalSeconds));
}

/// <summary>A message of queue <paramref name="queue"/> can never succeed.</summary>
public sealed class StepRejectedException(string queue, string reason) : Exception($"A message of queue {queue} was rejected: {reason}");
