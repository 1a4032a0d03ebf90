namespace IntegrationHub.PipelineTests.Providers;

/// <summary>What a provider's tokens stand for while its records change.</summary>
internal enum TortureTokens
{
    /// <summary>The last record given: nothing is skipped, what has changed comes again later.</summary>
    Keys,

    /// <summary>The list as it was when it was first asked for.</summary>
    Snapshots,

    /// <summary>A number of records to skip: what changes meanwhile lets others slip through, and no word tells it.</summary>
    Positions,
}

/// <summary>What a provider does with dates, whatever it says.</summary>
internal enum TortureDates
{
    Seconds,
    Days,

    /// <summary>Says seconds, and answers them with badArgument.</summary>
    SecondsRefused,

    /// <summary>Says seconds, and takes a moment for its whole day.</summary>
    SecondsAsDays,

    /// <summary>Says seconds, and takes the moment of <c>until</c> for the first one of its day.</summary>
    UntilAsMidnight,
}

/// <summary>
/// The lies of one provider, drawn from a seed. Shares are of requests. Those above <see cref="TokenDeath"/> hold for ever, so that they can be found out;
/// the others end with the storm.
/// </summary>
internal sealed record TortureMix
{
    public required int Seed { get; init; }

    public int Records { get; init; }

    public int PageSize { get; init; }

    public int Workers { get; init; }

    public int WindowRecords { get; init; }

    public int CheckpointBytes { get; init; }

    public int RecordsPerLinkStep { get; init; }

    /// <summary>Whether its admin has probed it before the first run.</summary>
    public bool Probed { get; init; }

    public TortureTokens Tokens { get; init; }

    public TortureDates Dates { get; init; }

    /// <summary>As Identify says: persistent, transient (told for half a day), no.</summary>
    public string DeletedRecord { get; init; } = "persistent";

    public bool IgnoresFrom { get; init; }

    public bool IgnoresUntil { get; init; }

    /// <summary>All of its clock, against the hub's.</summary>
    public TimeSpan Clock { get; init; }

    /// <summary>From a record's datestamp until lists show it.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>What responseDate is ahead of the provider's own datestamps; with <see cref="Lag"/> not more than runs overlap.</summary>
    public TimeSpan Ahead { get; init; }

    public bool ClockInIdentify { get; init; }

    public bool ClockInLists { get; init; }

    /// <summary>Null: none; else what the true one is multiplied with.</summary>
    public double? Size { get; init; }

    /// <summary>Tokens with blanks, plus signs, percent signs, Chinese.</summary>
    public bool OddTokens { get; init; }

    /// <summary>Its last page has a token, which is answered with noRecordsMatch.</summary>
    public bool EndsWithNothing { get; init; }

    public double Redirects { get; init; }

    public double Duplicates { get; init; }

    public double EmptyPages { get; init; }

    /// <summary>Records with characters that no XML may have.</summary>
    public double Dirt { get; init; }

    public double TokenDeath { get; init; }

    public double Busy { get; init; }

    public double Html { get; init; }

    public double Cut { get; init; }

    public double Reset { get; init; }

    public double Faults { get; init; }

    public double SameToken { get; init; }

    public double NoClock { get; init; }

    /// <summary>Requests before which the truth changes.</summary>
    public double Changes { get; init; }

    /// <summary>What an answer takes at most.</summary>
    public TimeSpan Slowness { get; init; }

    /// <summary>Whether there may be what only a full run finds.</summary>
    public bool NeedsFullRun => DeletedRecord != "persistent" || Tokens == TortureTokens.Positions;

    public static TortureMix Draw(int seed)
    {
        var random = new Random(seed);
        var lag = Maybe(0.4) ? TimeSpan.FromSeconds(random.Next(1, 480)) : TimeSpan.Zero;
        return new TortureMix
        {
            Seed = seed,
            Records = random.Next(15, 60),
            PageSize = random.Next(2, 9),
            Workers = Maybe(0.5) ? 1 : random.Next(2, 6),
            WindowRecords = Maybe(0.5) ? 8 : 1000,
            CheckpointBytes = Maybe(0.5) ? 1 : 5000,
            RecordsPerLinkStep = Maybe(0.4) ? 10 : 1000,
            Probed = Maybe(0.4),
            Tokens = Of(TortureTokens.Keys, TortureTokens.Keys, TortureTokens.Snapshots, TortureTokens.Positions),
            Dates = Of(TortureDates.Seconds, TortureDates.Seconds, TortureDates.Days, TortureDates.SecondsAsDays, TortureDates.UntilAsMidnight, TortureDates.SecondsRefused),
            DeletedRecord = Of("persistent", "persistent", "transient", "no"),
            IgnoresFrom = Maybe(0.15),
            IgnoresUntil = Maybe(0.15),
            Clock = Maybe(0.4) ? TimeSpan.FromMinutes(random.Next(-3000, 3000)) : TimeSpan.Zero,
            Lag = lag,
            Ahead = Of(TimeSpan.Zero, TimeSpan.FromSeconds(random.Next(400)), TimeSpan.FromSeconds(-random.Next(40_000))),
            ClockInIdentify = Maybe(0.85),
            ClockInLists = Maybe(0.85),
            Size = Of<double?>(null, 1, 1, 0, 0.3, 7),
            OddTokens = Maybe(0.4),
            EndsWithNothing = Maybe(0.3),
            Redirects = Share(0.2),
            Duplicates = Share(0.5),
            EmptyPages = Share(0.3),
            Dirt = Share(0.5),
            TokenDeath = Share(0.3),
            Busy = Share(0.3),
            Html = Share(0.15),
            Cut = Share(0.2),
            Reset = Share(0.2),
            Faults = Share(0.1),
            SameToken = Share(0.1),
            NoClock = Share(0.3),
            Changes = Share(0.5),
            Slowness = Maybe(0.4) ? TimeSpan.FromSeconds(random.Next(1, 40)) : TimeSpan.Zero,
        };

        bool Maybe(double chance) => random.NextDouble() < chance;

        double Share(double most) => Maybe(0.5) ? 0 : most * random.NextDouble();

        T Of<T>(params T[] choices) => choices[random.Next(choices.Length)];
    }
}
