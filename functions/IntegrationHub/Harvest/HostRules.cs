using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>The decisions about a host: who may ask it, and when.</summary>
internal static class HostRules
{
    /// <summary>A shorter wait for one's turn is passed in the process; a longer one goes through the queue.</summary>
    public static readonly TimeSpan LongestInHand = TimeSpan.FromSeconds(10);

    /// <summary>How soon a window looks again for a place among those at work.</summary>
    public static readonly TimeSpan UntilPlace = TimeSpan.FromSeconds(5);

    /// <summary>A window that asks faster than it may is promised several moments at once, so that not each of them costs a write.</summary>
    private static readonly TimeSpan PromisedAhead = TimeSpan.FromSeconds(2);

    /// <summary>Why <paramref name="holder"/> may not ask the host now, whatever its turn; null: it may.</summary>
    public static HostWait? WaitOf(ProviderHost host, Source source, string holder, DateTimeOffset now)
    {
        if (OutsideHours(source.Pace, now) is { } closed)
        {
            return closed;
        }

        if (host.NotBefore > now)
        {
            return new HostWait(host.NotBefore.Value, $"{host.Name} has asked to be left alone until then.");
        }

        var others = OthersAtWork(host, holder, now).Count();
        // What is at work is not sent away by what has come after it.
        return others < source.Pace.Parallel || host.AtWork.Any(lease => lease.Holder == holder && lease.Until > now) ? null
            : new HostWait(now + UntilPlace, $"{others} windows ask {host.Name} at once, and source {source.Id} allows {source.Pace.Parallel} (pace.parallel).");
    }

    public static HostWait? OutsideHours(SourcePace pace, DateTimeOffset now) =>
        HoursOfDay.Of(pace)?.NextAfter(now) is { } begins ? new HostWait(begins, $"It may be asked in the hours {pace.Hours} only (pace.hours).") : null;

    /// <summary>The host with <paramref name="holder"/> at work on it, once; those whose time is up are forgotten.</summary>
    public static ProviderHost Enter(ProviderHost host, Source source, string holder, DateTimeOffset until, DateTimeOffset now) =>
        host with { AtWork = [.. OthersAtWork(host, holder, now), new HostLease(holder, source.Pace.RequestsPerMinute, until)] };

    /// <param name="lease">Nobody else's of the same name: another worker may have taken the window meanwhile.</param>
    public static ProviderHost Leave(ProviderHost host, HostLease lease) => host with { AtWork = [.. host.AtWork.Where(other => other != lease)] };

    /// <summary>Requests a minute that the host is asked at most: the strictest word of the sources at work on it. Null: nobody limits it.</summary>
    public static int? RequestsPerMinute(ProviderHost host, DateTimeOffset now) => host.AtWork.Where(lease => lease.Until > now).Min(lease => lease.RequestsPerMinute);

    /// <summary>Promises the host's next free moments.</summary>
    /// <param name="perMinute">Requests that all windows may make.</param>
    /// <param name="pause">How long the window takes from one request to the next; null: not known yet.</param>
    /// <returns>A wait where the next free moment is too far away to be waited for in the process: nothing is promised then.</returns>
    public static (ProviderHost Host, HostSlots Slots, HostWait? Wait) Promise(ProviderHost host, int perMinute, TimeSpan? pause, DateTimeOffset now)
    {
        var spacing = TimeSpan.FromMinutes(1) / perMinute;
        var first = host.NextRequest > now ? host.NextRequest.Value : now;
        if (first - now > LongestInHand)
        {
            return (host, default, new HostWait(first, $"{host.Name} is asked {perMinute} times a minute at most (pace.requestsPerMinute)."));
        }

        // A slower window would not use them all, and others would wait for nothing.
        var windows = Math.Max(1, host.AtWork.Count(lease => lease.Until > now));
        var count = pause <= spacing ? Math.Max(1, (int)(PromisedAhead / (spacing * windows))) : 1;
        return (host with { NextRequest = first + (count * spacing) }, new HostSlots(first, spacing, count), null);
    }

    private static IEnumerable<HostLease> OthersAtWork(ProviderHost host, string holder, DateTimeOffset now) =>
        host.AtWork.Where(lease => lease.Holder != holder && lease.Until > now);
}
