using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>What is known of a host that sources are harvested from, whichever they are and wherever the hub runs. A row of table <c>hosts</c>.</summary>
public sealed record ProviderHost
{
    /// <summary>Host and port: <c>library.example:443</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The windows that ask it. One that a process took with it into its end counts until its time is up.</summary>
    public IReadOnlyList<HostLease> AtWork { get; set; } = [];

    /// <summary>The first moment that no request is promised yet, where requests are counted.</summary>
    public DateTimeOffset? NextRequest { get; init; }

    /// <summary>It asked to be left alone until then.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public static string NameOf(Source source)
    {
        var address = new Uri(source.BaseUrl);
        return $"{address.IdnHost}:{address.Port}";
    }
}

/// <param name="Holder">Source, run and window.</param>
/// <param name="RequestsPerMinute">Of the source; null: as fast as it answers.</param>
public sealed record HostLease(string Holder, int? RequestsPerMinute, DateTimeOffset Until);

/// <summary>Moments at which a window may ask: <paramref name="Count"/> of them, each <paramref name="Spacing"/> after the one before.</summary>
internal readonly record struct HostSlots(DateTimeOffset First, TimeSpan Spacing, int Count)
{
    /// <summary>
    /// The next one that is not over, and those after it; null if there is none. One that was not used in its time is lost: used later it would come
    /// on top of those of others.
    /// </summary>
    public (DateTimeOffset Slot, HostSlots Later)? Next(DateTimeOffset now)
    {
        var over = Spacing > TimeSpan.Zero && now > First + Spacing ? Math.Min(Count, (int)Math.Min(int.MaxValue, (now - First).Ticks / Spacing.Ticks)) : 0;
        return over >= Count ? null : (First + (over * Spacing), this with { First = First + ((over + 1) * Spacing), Count = Count - over - 1 });
    }
}

/// <param name="Until">When to ask again.</param>
/// <param name="Because">A sentence for the admin.</param>
internal sealed record HostWait(DateTimeOffset Until, string Because);
