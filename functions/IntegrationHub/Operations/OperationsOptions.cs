using Microsoft.Extensions.Options;

namespace IntegrationHub.Operations;

/// <summary>How long the hub keeps what it no longer needs to work: section <c>Operations</c>.</summary>
public sealed class OperationsOptions
{
    public const string Section = "Operations";

    /// <summary>Segments, after their run has ended and is linked.</summary>
    public TimeSpan KeepSegments { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Raw pages, from which a run could be read again without asking its provider.</summary>
    public TimeSpan KeepPages { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Rows and reports of runs. A source's last run is kept as long as it is the last.</summary>
    public TimeSpan KeepRuns { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Messages that were given up, and failures of those that were not.</summary>
    public TimeSpan KeepPoison { get; set; } = TimeSpan.FromDays(30);

    /// <summary>A feed older than this is reported as a concern by the health check.</summary>
    public TimeSpan FeedOldAfter { get; set; } = TimeSpan.FromDays(3);
}

/// <summary>Every mistake in section <c>Operations</c> at once, at start.</summary>
public sealed class OperationsOptionsValidator : IValidateOptions<OperationsOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3660);

    public ValidateOptionsResult Validate(string? name, OperationsOptions options)
    {
        (string Setting, TimeSpan Value)[] spans =
        [
            (nameof(options.KeepSegments), options.KeepSegments),
            (nameof(options.KeepPages), options.KeepPages),
            (nameof(options.KeepRuns), options.KeepRuns),
            (nameof(options.KeepPoison), options.KeepPoison),
            (nameof(options.FeedOldAfter), options.FeedOldAfter),
        ];
        var mistakes = spans.Where(span => span.Value < TimeSpan.FromHours(1) || span.Value > Longest)
            .Select(span => $"Operations:{span.Setting} is {span.Value}: set it between 01:00:00 (an hour) and {Longest.Days} days.").ToList();
        if (options.KeepRuns < options.KeepPages || options.KeepRuns < options.KeepSegments)
        {
            mistakes.Add("Operations:KeepRuns must be at least as long as KeepPages and KeepSegments: a run's row is what finds them.");
        }

        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
