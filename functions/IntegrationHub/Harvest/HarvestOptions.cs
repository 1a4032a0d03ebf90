using System.Globalization;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Harvest;

/// <summary>How the hub harvests: section <c>Harvest</c>.</summary>
public sealed class HarvestOptions
{
    public const string Section = "Harvest";

    /// <summary>A run asks again for what changed so long before the last run: providers' indexes lag behind their datestamps. (A day at least where datestamps are days.)</summary>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>A step stops after so long and continues with a new message, well within what a host allows one execution.</summary>
    public TimeSpan StepTime { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>A checkpoint is written once so many bytes of pages (uncompressed) are harvested since the last one.</summary>
    public int CheckpointBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>A checkpoint is written at the latest so long after the last one: what a crash costs of a slow provider's pages.</summary>
    public TimeSpan CheckpointTime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Records that a window of a full run is to have: where a provider's date arguments work, a list of more than twice as many is cut.</summary>
    public int WindowRecords { get; set; } = 20_000;

    /// <summary>Mail or web address for the User-Agent, so that a provider in trouble can reach someone.</summary>
    public string Contact { get; set; } = "";

    /// <summary>Whether loopback, link-local and private addresses may be harvested.</summary>
    public bool AllowPrivateNetworks { get; set; }

    /// <summary>The wait after a passing fault; it doubles with each further one.</summary>
    public TimeSpan FaultDelay { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Passing faults in a row that a window survives. (Before its first page it survives one: a wrong address should be told soon.)</summary>
    public int MaxFaults { get; set; } = 6;

    /// <summary>How often a window is begun in all, when its resumption token dies.</summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>A window that has not moved for so long is revived.</summary>
    public TimeSpan StuckAfter { get; set; } = TimeSpan.FromMinutes(20);

    /// <summary>Revivals without progress in between, after which a window fails in the open.</summary>
    public int MaxRevivals { get; set; } = 3;

    /// <summary>A run that takes longer fails in the open, however busy its provider says it is.</summary>
    public TimeSpan RunTimeout { get; set; } = TimeSpan.FromDays(7);

    /// <summary>A failed run is tried again after so long, or when its source is due, whatever comes first.</summary>
    public TimeSpan RetryFailedAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Time between two full runs of a provider that does not tell its deletions for good; a source may say otherwise.</summary>
    public TimeSpan ReconcileEvery { get; set; } = TimeSpan.FromDays(30);

    /// <summary>A run that would withdraw a larger share of its source's records waits for a person; a source may say otherwise.</summary>
    public double WithdrawnShare { get; set; } = 0.2;

    /// <summary>A run that rejects a larger share of its records waits for a person; a source may say otherwise.</summary>
    public double RejectedShare { get; set; } = 0.25;

    /// <summary>So many records are no reason to ask a person, whatever their share, unless the source itself names the share.</summary>
    public int GuardFloor { get; set; } = 10;
}

/// <summary>Every mistake in section <c>Harvest</c> at once, at start.</summary>
public sealed class HarvestOptionsValidator : IValidateOptions<HarvestOptions>
{
    public ValidateOptionsResult Validate(string? name, HarvestOptions options)
    {
        var mistakes = new List<string>();
        Span(nameof(options.Overlap), options.Overlap, TimeSpan.Zero, TimeSpan.FromDays(31));
        Span(nameof(options.StepTime), options.StepTime, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Span(nameof(options.CheckpointTime), options.CheckpointTime, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Span(nameof(options.FaultDelay), options.FaultDelay, TimeSpan.Zero, TimeSpan.FromHours(6));
        Span(nameof(options.StuckAfter), options.StuckAfter, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        Span(nameof(options.RunTimeout), options.RunTimeout, TimeSpan.FromHours(1), TimeSpan.FromDays(60));
        Span(nameof(options.RetryFailedAfter), options.RetryFailedAfter, TimeSpan.FromMinutes(1), TimeSpan.FromDays(31));
        Span(nameof(options.ReconcileEvery), options.ReconcileEvery, TimeSpan.FromDays(1), TimeSpan.FromDays(366));
        Share(nameof(options.WithdrawnShare), options.WithdrawnShare);
        Share(nameof(options.RejectedShare), options.RejectedShare);
        Number(nameof(options.GuardFloor), options.GuardFloor, 0, 1_000_000);
        Number(nameof(options.CheckpointBytes), options.CheckpointBytes, 1, 256 * 1024 * 1024);
        Number(nameof(options.WindowRecords), options.WindowRecords, 1, 100_000_000);
        Number(nameof(options.MaxFaults), options.MaxFaults, 0, 100);
        Number(nameof(options.MaxAttempts), options.MaxAttempts, 1, 100);
        Number(nameof(options.MaxRevivals), options.MaxRevivals, 1, 100);

        if (options.StuckAfter <= options.StepTime)
        {
            mistakes.Add($"Harvest:StuckAfter ({options.StuckAfter}) must be longer than Harvest:StepTime ({options.StepTime}): a step at work is not stuck.");
        }

        if (options.Contact.Any(letter => char.IsControl(letter) || letter is '(' or ')' || !char.IsAscii(letter)))
        {
            mistakes.Add("Harvest:Contact must be a mail or web address: it goes into an HTTP header.");
        }

        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);

        void Span(string setting, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
            {
                mistakes.Add($"Harvest:{setting} is {value}: set it between {least} and {most}.");
            }
        }

        void Share(string setting, double value)
        {
            if (value is not (>= 0 and <= 1))
            {
                mistakes.Add(string.Create(CultureInfo.InvariantCulture, $"Harvest:{setting} is {value}: set it between 0 and 1, where 0.1 is a tenth."));
            }
        }

        void Number(string setting, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                mistakes.Add($"Harvest:{setting} is {value}: set it between {least} and {most}.");
            }
        }
    }
}
