using System.IO.Hashing;
using System.Text;
using IntegrationHub.Oai;
using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>
/// How far the harvest of a source has come. A row of table <c>cursors</c>, and the one place where two runs of a source meet. It outlives the
/// source, so that run numbers never come twice.
/// </summary>
public sealed record Cursor
{
    public required SourceId Source { get; init; }

    /// <summary>The newest run's number; 0: none yet.</summary>
    public int LastRun { get; init; }

    /// <summary>Whether <see cref="LastRun"/> is at work, or held: no other run begins.</summary>
    public bool Active { get; init; }

    /// <summary>The provider's clock at the start of the last complete run. Null: the next run asks for everything.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>A full run was begun, and none has succeeded since: the next run is one.</summary>
    public bool FullDue { get; init; }

    /// <summary>The last full run that succeeded, of whatever scope.</summary>
    public FullHarvest? LastFull { get; init; }

    /// <summary>How the provider remembers deletions, as it last said.</summary>
    public OaiDeletedRecord? DeletedRecord { get; init; }

    /// <summary>What <see cref="Since"/> is true of: <see cref="ScopeOf"/>.</summary>
    public string? Scope { get; init; }

    /// <summary>What the newest run asked for, well or badly: a source whose scope is changed runs at once.</summary>
    public string? LastScope { get; init; }

    /// <summary>The hub's clock. Null: at once.</summary>
    public DateTimeOffset? NextDue { get; init; }

    /// <summary>Names what is asked of whom. A cursor is worth nothing for another base URL, prefix or choice of sets.</summary>
    public static string ScopeOf(Source source)
    {
        var text = string.Join('\n', source.Sets.Order(StringComparer.Ordinal).Prepend(source.MetadataPrefix).Prepend(source.BaseUrl));
        return Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(text)));
    }
}

/// <param name="At">When it began, by the hub's clock.</param>
/// <param name="Records">That it brought, without the deleted.</param>
public sealed record FullHarvest(int Run, DateTimeOffset At, long Records);
