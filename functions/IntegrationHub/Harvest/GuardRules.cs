using System.Globalization;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>
/// What may not go into the index before a person has looked: each rule answers with a sentence that names the numbers and the setting, or with null.
/// A share that the source itself names is taken at its word; the settings' shares let small numbers pass.
/// </summary>
internal static class GuardRules
{
    /// <summary>A full run that brings a smaller part of what is known than this is not believed.</summary>
    private const double LeastYield = 0.5;

    /// <summary>Times the share that the runs before have rejected.</summary>
    private const double FarAbove = 5;

    /// <summary>A share of rejects that is remarked on nowhere.</summary>
    private const double FewRejects = 0.05;

    /// <summary>Whether the source's holdings have to be counted to judge a run.</summary>
    public static bool AsksForHoldings(Run run, Delivery delivery, HarvestCounts counts, HarvestOptions options) =>
        delivery.Complete || run.Full || counts.Deleted > FloorOf(run.Source.Guards.WithdrawnShare, options);

    public static string? OfWithdrawals(SourceGuards guards, Holdings holdings, HarvestOptions options)
    {
        var (held, withdrawn) = (holdings.Held, holdings.Withdrawn);
        var allowed = guards.WithdrawnShare ?? options.WithdrawnShare;
        return withdrawn == 0 || withdrawn <= FloorOf(guards.WithdrawnShare, options) || withdrawn <= allowed * held
            ? null
            : Say($"It would withdraw {withdrawn:N0} of {held:N0} records ({Percent(withdrawn, held)}); {Allowance(guards.WithdrawnShare, "withdrawnShare", "WithdrawnShare", allowed)}.");
    }

    /// <param name="guards">The source's own.</param>
    /// <param name="counts">Of the run.</param>
    /// <param name="before">Of the runs before it, added up.</param>
    /// <param name="options">The settings' shares.</param>
    public static string? OfRejects(SourceGuards guards, HarvestCounts counts, HarvestCounts before, HarvestOptions options)
    {
        var allowed = guards.RejectedShare ?? options.RejectedShare;
        var (rejected, all) = (counts.Rejected, Listed(counts));
        if (rejected == 0 || rejected <= FloorOf(guards.RejectedShare, options))
        {
            return null;
        }

        if (rejected > allowed * all)
        {
            return Say($"It rejected {rejected:N0} of {all:N0} records ({Percent(rejected, all)}); {Allowance(guards.RejectedShare, "rejectedShare", "RejectedShare", allowed)}.");
        }

        return guards.RejectedShare is null && Listed(before) > options.GuardFloor && rejected > FewRejects * all && rejected > FarAbove * before.Rejected / Listed(before) * all
            ? Say($"It rejected {rejected:N0} of {all:N0} records ({Percent(rejected, all)}); the runs before it rejected {Percent(before.Rejected, Listed(before))}. The source's guards.rejectedShare says how many are well.")
            : null;
    }

    /// <summary>
    /// Of a full run whose delivery is not complete: nothing would be withdrawn, but the next run would ask for changes only, and never for what is missing.
    /// (What a complete one lacks would be withdrawn, which is the other rule's.)
    /// </summary>
    /// <param name="lastFull">Records that the last full run of the same scope brought; null: there was none.</param>
    public static string? OfYield(SourceGuards guards, HarvestCounts counts, Holdings holdings, long? lastFull, HarvestOptions options)
    {
        // The index may have lost some since to deletions; what the last one brought may have doubles.
        var known = Math.Min(holdings.Held, lastFull ?? 0);
        var least = Math.Min(LeastYield, 1 - (guards.WithdrawnShare ?? 0)) * known;
        return counts.Records >= least || known - counts.Records <= options.GuardFloor
            ? null
            : Say($"It asked for everything and brings {counts.Records:N0} records, of {known:N0} that are known ({Percent(counts.Records, known)}); the next run would not ask for the others.");
    }

    private static int FloorOf(double? ownShare, HarvestOptions options) => ownShare is null ? options.GuardFloor : 0;

    private static long Listed(HarvestCounts counts) => counts.Records + counts.Deleted + counts.Rejected;

    private static string Allowance(double? own, string guard, string setting, double share) =>
        own is null ? $"the setting Harvest__{setting} allows {Percent(share, 1)}" : $"the source's guards.{guard} allows {Percent(share, 1)}";

    private static string Percent(double part, double whole) => string.Create(CultureInfo.InvariantCulture, $"{(whole > 0 ? 100 * part / whole : 100):0.#} %");

    private static string Say(FormattableString sentence) => sentence.ToString(CultureInfo.InvariantCulture);
}
