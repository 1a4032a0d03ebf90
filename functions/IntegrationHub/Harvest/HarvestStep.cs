using IntegrationHub.Oai;

namespace IntegrationHub.Harvest;

/// <summary>What a page says about how to go on.</summary>
internal abstract record PageVerdict
{
    private PageVerdict()
    {
    }

    public sealed record Follow(string Token) : PageVerdict;

    public sealed record End : PageVerdict;

    /// <param name="Transient">The same request may be answered better later.</param>
    /// <param name="Code">The provider's own, where it answers with an error.</param>
    public sealed record Faulty(string Reason, bool Transient, string? Code = null) : PageVerdict;
}

/// <summary>What to do about a fault.</summary>
internal enum FaultVerdict
{
    /// <summary>Ask the same again later.</summary>
    Wait,

    /// <summary>Begin the window again: its token is dead.</summary>
    Restart,

    Fail,
}

/// <summary>The decisions of one window, from one answer to the next.</summary>
internal static class HarvestStep
{
    private const int MostEmptyPages = 100;

    /// <summary>An address has at most 65,519 characters, and each of the token's may take nine of them.</summary>
    private const int LongestToken = 7000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <param name="asked">The token that the page answers; null for the first page.</param>
    /// <param name="known">Whether a token was asked for before in this step.</param>
    /// <param name="emptyBefore">Pages without anything on them just before this one.</param>
    public static PageVerdict AfterPage<T>(string? asked, OaiPage<T> page, Func<string, bool> known, int emptyBefore)
    {
        if (page.Truncated)
        {
            return new PageVerdict.Faulty($"The page breaks off: {page.TruncatedBecause}", Transient: true);
        }

        var items = page.Records.Count + page.Rejects.Count;
        var next = page.ResumptionToken?.Value;
        // An answer that has both records and an error, against the specification, is taken for its records.
        if (items == 0 && page.Errors.FirstOrDefault(error => !error.Code.Equals(OaiErrorCodes.NoRecordsMatch, StringComparison.OrdinalIgnoreCase)) is { } error)
        {
            return new PageVerdict.Faulty($"The provider answers {error.Code}: {Text.Sentence(Text.Or(error.Message, "without a word more"))}{Advice(error.Code, asked)}", Transient: false, error.Code);
        }

        // noRecordsMatch is the normal end of a list that has nothing (more) to tell.
        if (next is null || (items == 0 && page.Errors.Count > 0))
        {
            return new PageVerdict.End();
        }

        if (next.Length > LongestToken)
        {
            return new PageVerdict.Faulty($"The provider gives a resumption token of {next.Length:N0} characters, which no address can carry.", Transient: false);
        }

        if (next == asked || known(next))
        {
            return new PageVerdict.Faulty("The provider gives the same resumption token again, so its list would never end.", Transient: false);
        }

        return items == 0 && emptyBefore >= MostEmptyPages
            ? new PageVerdict.Faulty($"The provider has sent {MostEmptyPages} pages without a record, each with a token for a next one.", Transient: false)
            : new PageVerdict.Follow(next);
    }

    /// <summary>Whether the provider may have refused only that its dates have seconds, which it said it knows.</summary>
    public static bool RefusesSeconds(PageVerdict.Faulty faulty, string? asked, OaiRequest? first) =>
        asked is null && OaiErrorCodes.BadArgument.Equals(faulty.Code, StringComparison.OrdinalIgnoreCase)
        && first is { Granularity: OaiGranularity.Second } and ({ From: not null } or { Until: not null });

    private static string Advice(string code, string? asked) => code switch
    {
        OaiErrorCodes.CannotDisseminateFormat => " Give the source a metadataPrefix that the provider's ListMetadataFormats lists.",
        OaiErrorCodes.NoSetHierarchy => " It has no sets: leave the source's sets empty.",
        OaiErrorCodes.BadArgument when asked is null => " Compare the source's sets and metadataPrefix with the provider's ListSets and ListMetadataFormats.",
        _ => "",
    };

    public static FaultVerdict AfterFault(Window window, bool transient, HarvestOptions options)
    {
        var survived = window.Counts.Pages == 0 ? Math.Min(1, options.MaxFaults) : options.MaxFaults;
        if (transient && window.FaultsInARow < survived)
        {
            return FaultVerdict.Wait;
        }

        return window.Token is not null && window.Attempt < options.MaxAttempts ? FaultVerdict.Restart : FaultVerdict.Fail;
    }

    public static TimeSpan WaitAfterFault(Window window, HarvestOptions options)
    {
        var wait = options.FaultDelay * Math.Pow(2, Math.Min(window.FaultsInARow, 12));
        return wait < LongestWait ? wait : LongestWait;
    }

    /// <summary>The window at its beginning again. What its first attempt wrote is not listed any more and will be purged.</summary>
    public static Window Restart(Window window) => window with
    {
        Attempt = window.Attempt + 1,
        Token = null,
        Checkpoints = [],
        Counts = window.Counts.Restarted(),
        Rejects = [],
        FaultsInARow = 0,
        FirstAnsweredAt = null,
    };

    /// <summary>The window at its beginning again, to be cut first.</summary>
    public static Window Cut(Window window, WindowCut cut) => Restart(window) with { Attempt = window.Attempt, Cut = cut };

    /// <summary>Whether nobody has got on with the window for <paramref name="idle"/>, without the provider having asked for it.</summary>
    public static bool IsIdle(Window window, TimeSpan idle, DateTimeOffset now) =>
        window.State == WindowState.Harvesting && (idle == TimeSpan.Zero || now - (window.NotBefore > window.Moved ? window.NotBefore.Value : window.Moved) >= idle);

    /// <summary>One more chance, or the end.</summary>
    public static Window Revive(Window window, HarvestOptions options, DateTimeOffset now) => window.Revivals < options.MaxRevivals
        ? window with { Revivals = window.Revivals + 1, Moved = now }
        : Fail(window, $"It stopped {window.Revivals + 1} times without getting on: see the log for what keeps its worker from ending a step.", now);

    /// <summary>A failed window at work again, from where it stands.</summary>
    public static Window Reopen(Window window, DateTimeOffset now) =>
        window with { State = WindowState.Harvesting, Failure = null, FaultsInARow = 0, Revivals = 0, Moved = now, NotBefore = null };

    public static Window Fail(Window window, string reason, DateTimeOffset now) =>
        window with { State = WindowState.Failed, Failure = reason, Moved = now, NotBefore = null };
}
