using System.Text;
using System.Text.Json.Serialization;
using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

public enum WindowState
{
    Harvesting,
    Done,
    Failed,

    /// <summary>For its turn: no more windows of a run are at work at once than its source's pace says.</summary>
    Waiting,
}

/// <summary>One list of a run, followed from page to page by one worker at a time. A row of table <c>windows</c>.</summary>
public sealed record Window
{
    public required SourceId Source { get; init; }

    public required int Run { get; init; }

    /// <summary>1, 2, 3… within the run.</summary>
    public required int Number { get; init; }

    public WindowState State { get; init; }

    /// <summary>Where to go on; null at the beginning.</summary>
    public string? Token { get; init; }

    /// <summary>How often its slice was begun from its beginning.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>
    /// How often a worker took it. Names of checkpoints derive from it, so a worker that lost the window can never overwrite what another
    /// one has written since.
    /// </summary>
    public int Claim { get; init; }

    /// <summary>The checkpoints that count, in order.</summary>
    public IReadOnlyList<CheckpointRange> Checkpoints { get; set; } = [];

    /// <summary>Of the present attempt; slowest page, waits and faults of all attempts.</summary>
    public HarvestCounts Counts { get; set; } = HarvestCounts.None;

    /// <summary>The first rejected records of the present attempt.</summary>
    public IReadOnlyList<HarvestReject> Rejects { get; set; } = [];

    /// <summary>The first faults, those that passed too.</summary>
    public IReadOnlyList<HarvestFault> Faults { get; set; } = [];

    /// <summary>Passing faults since the last page.</summary>
    public int FaultsInARow { get; init; }

    /// <summary>Why it waits now, in a sentence.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>The provider's clock on the first page.</summary>
    public DateTimeOffset? FirstAnsweredAt { get; init; }

    /// <summary>Nothing is asked before then.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    public DateTimeOffset Moved { get; init; }

    /// <summary>Since the last progress.</summary>
    public int Revivals { get; init; }

    /// <summary>Why it failed, for the admin.</summary>
    public string? Failure { get; init; }

    /// <summary>Its slice is to be cut before it is begun again.</summary>
    public WindowCut? Cut { get; init; }

    /// <summary>Its slice can't be cut (any further).</summary>
    public bool Indivisible { get; init; }

    /// <summary>The last <see cref="Claim"/> whose worker ended in an exception.</summary>
    public int Broken { get; init; }

    [JsonIgnore]
    public bool HasEnded => State is WindowState.Done or WindowState.Failed;
}

/// <summary><paramref name="Count"/> checkpoints of one claim, numbered on from <paramref name="First"/>.</summary>
public sealed record CheckpointRange(int First, int Count)
{
    /// <summary>Room between two claims' numbers; a claim that needs more ends its step.</summary>
    public const int PerClaim = 1000;

    public static int FirstOf(int claim) => (claim * PerClaim) + 1;

    /// <summary><paramref name="ranges"/> with checkpoint <paramref name="number"/> at the end.</summary>
    public static IReadOnlyList<CheckpointRange> Append(IReadOnlyList<CheckpointRange> ranges, int number) =>
        ranges.Count > 0 && ranges[^1].First + ranges[^1].Count == number
            ? [.. ranges.Take(ranges.Count - 1), ranges[^1] with { Count = ranges[^1].Count + 1 }]
            : [.. ranges, new CheckpointRange(number, 1)];
}

/// <summary>A record that the hub could not take.</summary>
/// <param name="Id">OAI identifier, where it could be read.</param>
public sealed record HarvestReject(string? Id, string Reason);

/// <summary>Something that went wrong between the hub and a provider.</summary>
/// <param name="Reason">One sentence for the person who runs the source.</param>
/// <param name="FirstBytes">The beginning of the answer as text, if there was one.</param>
public sealed record HarvestFault(string Reason, string? Url = null, int? Status = null, string? FirstBytes = null)
{
    private const int LongestText = 300;

    internal static HarvestFault Of(string reason, Uri url, int? status, string firstBytes) =>
        new(Text.Cut(reason, LongestText), Text.Cut(url.AbsoluteUri, LongestText), status, firstBytes.Length == 0 ? null : Text.Cut(firstBytes, LongestText));

    internal static string Beginning(ReadOnlySpan<byte> body) => Encoding.UTF8.GetString(body[..Math.Min(body.Length, LongestText)]);
}
