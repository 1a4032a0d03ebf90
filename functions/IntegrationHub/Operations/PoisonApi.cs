using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Notifying;
using IntegrationHub.Publishing;
using IntegrationHub.Storage;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>Messages that were given up, for admins: see why, send them again, or let them go.</summary>
public sealed class PoisonApi(PoisonTable poison, WindowRetry windows, HarvestWindowsQueue harvests, LinkRequestsQueue links, PublishRequestsQueue publications, NotificationsQueue notifications)
{
    /// <summary>The last one given up first.</summary>
    public async Task<IResult> ListAsync(CancellationToken ct)
    {
        var all = await poison.ListAsync(ct).Select(row => row.Value).Where(message => message.GivenUp is not null).ToListAsync(ct);
        return HttpAnswers.Json<IReadOnlyList<PoisonMessage>>([.. all.OrderByDescending(message => message.GivenUp)], PoisonJson.Default.IReadOnlyListPoisonMessage);
    }

    /// <summary>Sends it to its queue again, and then lets it go: should it fail again, it comes back.</summary>
    public async Task<IResult> RetryAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } row)
        {
            return Missing(id);
        }

        if (await SendAsync(row.Value, ct) is { } refusal)
        {
            return HttpAnswers.Problem(StatusCodes.Status409Conflict, "It can't be sent again", refusal);
        }

        await poison.TryForgetAsync(row, ct);
        return TypedResults.Accepted((string?)null);
    }

    public async Task<IResult> DeleteAsync(string id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { } row)
        {
            return Missing(id);
        }

        return await poison.TryForgetAsync(row, ct)
            ? TypedResults.NoContent()
            : HttpAnswers.Problem(StatusCodes.Status409Conflict, "It has failed again meanwhile", "Look at it once more before you delete it.");
    }

    /// <returns>Why not, in a sentence; null: it is sent.</returns>
    private async Task<string?> SendAsync(PoisonMessage message, CancellationToken ct)
    {
        if (!message.IsReadable)
        {
            return $"It is no message that queue {message.Queue} takes, so it would fail again: delete it, and find out who sent it.";
        }

        switch (message.Queue)
        {
            case HarvestWindowsQueue.QueueName:
                return await windows.TryAsync(harvests.Decode(message.Body), ct);
            case LinkRequestsQueue.QueueName:
                await links.SendAsync(links.Decode(message.Body), ct);
                return null;
            case PublishRequestsQueue.QueueName:
                await publications.SendAsync(publications.Decode(message.Body), ct);
                return null;
            case NotificationsQueue.QueueName:
                await notifications.SendAsync(notifications.Decode(message.Body), ct);
                return null;
            default:
                return $"This version of the hub knows no queue {message.Queue}: delete it.";
        }
    }

    private async Task<Versioned<PoisonMessage>?> FindAsync(string id, CancellationToken ct) =>
        id.All(char.IsAsciiLetterOrDigit) && await poison.FindAsync(id, ct) is { Value.GivenUp: not null } row ? row : null;

    private static IResult Missing(string id) => HttpAnswers.NotFound($"There is no message '{id}': GET /api/admin/poison lists those that were given up.");
}
