using System.IO.Hashing;
using System.Text;

namespace IntegrationHub.Notifying;

/// <summary>What an attempt came to.</summary>
/// <param name="Status">Of the answer; null: there was none.</param>
/// <param name="Why">In a sentence; null: it was a success.</param>
/// <param name="RetryAfter">What the receiver has asked for.</param>
internal sealed record SendResult(int? Status, string? Why, TimeSpan? RetryAfter = null)
{
    public const int Gone = 410;

    public bool IsGone => Status == Gone;
}

/// <summary>What becomes of a delivery after a try.</summary>
internal static class DeliveryRules
{
    /// <summary>The waits that Standard Webhooks 1.0.0 gives as an example: three days in all.</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <param name="retries">Tries after the first.</param>
    public static NewsDelivery After(NewsDelivery delivery, SendResult result, int retries, DateTimeOffset now)
    {
        var tried = delivery with { TriedAt = now, Status = result.Status, Why = result.Why };
        if (result.Why is null)
        {
            return tried with { State = DeliveryState.Delivered };
        }

        var failed = tried with { Failures = delivery.Failures + 1, Attempt = delivery.Attempt + 1 };
        return result.IsGone || failed.Failures > retries
            ? failed with { State = DeliveryState.Dead }
            : failed with { NotBefore = now + WaitAfter(failed, result.RetryAfter) };
    }

    /// <summary>The longer of what the schedule and what the receiver says.</summary>
    private static TimeSpan WaitAfter(NewsDelivery failed, TimeSpan? asked)
    {
        var wait = Waits[Math.Clamp(failed.Failures, 1, Waits.Length) - 1];
        // Up to a tenth more, so that what has failed together is not tried again together; the same for the same try.
        var share = XxHash32.HashToUInt32(Encoding.UTF8.GetBytes($"{failed.MessageId} {failed.Attempt}")) / (double)uint.MaxValue;
        wait += wait * (share / 10);
        return asked > wait ? asked.Value : wait;
    }
}
