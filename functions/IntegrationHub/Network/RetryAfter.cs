using System.Globalization;

namespace IntegrationHub.Network;

/// <summary>Retry-After in its two forms (RFC 9110, 10.2.3) and in those that occur.</summary>
internal static class RetryAfter
{
    /// <summary>Servers have been seen to say years.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    public static TimeSpan Of(HttpResponseMessage response, DateTimeOffset now, TimeSpan otherwise)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - now,
            _ => Loosely(response) ?? otherwise,
        };
        return wait < s_shortest ? s_shortest : wait > Longest ? Longest : wait;
    }

    /// <summary><c>120.5</c>, <c>120 seconds</c>, and numbers that are too large for the typed header.</summary>
    private static TimeSpan? Loosely(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues("Retry-After", out var values))
        {
            return null;
        }

        var text = values.ToString().AsSpan().Trim();
        var digits = text.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? text : text[..end];
        if (digits.IsEmpty)
        {
            return null;
        }

        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : Longest;
    }
}
