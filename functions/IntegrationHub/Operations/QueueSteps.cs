using IntegrationHub.Probing;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Operations;

/// <summary>Takes a queue's message through its step, and notes what the step failed of: once the host gives the message up, nobody else knows.</summary>
public sealed partial class QueueSteps(PoisonTable poison, IOptions<CredentialOptions> credentials, TimeProvider time, ILogger<QueueSteps> logger)
{
    public async Task RunAsync<TMessage>(WorkQueue<TMessage> queue, string body, Func<TMessage, CancellationToken, Task<StepOutcome>> step, CancellationToken ct)
        where TMessage : class
    {
        try
        {
            await queue.RunAsync(body, step, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            await NoteAsync(PoisonMessage.Of(queue.Name, body, queue.CanDecode(body)), e, ct);
            throw;
        }
    }

    private async Task NoteAsync(PoisonMessage message, Exception failure, CancellationToken ct)
    {
        try
        {
            var why = FailureText.Of(failure, credentials.Value.Credentials.Values.Select(setting => setting.Secret));
            await poison.ChangeAsync(message, known => known with { Failures = known.Failures + 1, Why = why, FailedAt = time.GetUtcNow() }, ct);
        }
        catch (Exception e)
        {
            // Storage may be what has failed; the step's own exception is the one to tell.
            Log.NotNoted(logger, message.Queue, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 504, EventName = "FailureNotNoted", Level = LogLevel.Warning, Message = "A failure in queue {Queue} could not be noted.")]
        public static partial void NotNoted(ILogger logger, string queue, Exception reason);
    }
}
