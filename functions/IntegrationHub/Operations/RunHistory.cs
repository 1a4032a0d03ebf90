using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Operations;

/// <summary>Runs as admins see them: what harvesting and linking each wrote down, put together. And their end.</summary>
public sealed class RunHistory(RunTable runs, WindowTable windows, LinkedRunTable linked, SegmentBlobs segments, TimeProvider time)
{
    /// <returns>The report of one run, with its windows; null if there is none.</returns>
    public async Task<RunReport?> FindAsync(SourceId source, int number, WindowChoice choice, CancellationToken ct)
    {
        if (await runs.FindAsync(source, number, ct) is not { Value: var run })
        {
            return null;
        }

        var all = await WindowsOfAsync(run, ct);
        return (await WithLinkingAsync(RunReport.Of(run, all, time.GetUtcNow()), ct)).WithWindows(run, all, choice);
    }

    /// <summary>The newest runs of a source, newest first.</summary>
    public async Task<List<RunReport>> NewestAsync(SourceId source, int most, CancellationToken ct)
    {
        // Waiting before linked: what is linked meanwhile is seen in one of them.
        var waiting = await segments.WaitingRunsAsync(ct).Where(run => run.Source == source).Select(run => run.Run).ToHashSetAsync(cancellationToken: ct);
        var done = await linked.ListAsync(source, ct).ToDictionaryAsync(run => run.Run, cancellationToken: ct);
        var reports = new List<RunReport>();
        foreach (var run in (await runs.ListAsync(source, ct).Select(row => row.Value).ToListAsync(ct)).AsEnumerable().Reverse().Take(most))
        {
            reports.Add((await ReportAsync(run, ct)).WithLinking(done.GetValueOrDefault(run.Number), waiting.Contains(run.Number)));
        }

        return reports;
    }

    /// <returns>The report of one run, without its windows; null if there is none.</returns>
    public async Task<RunReport?> FindAsync(SourceId source, int number, CancellationToken ct) =>
        await runs.FindAsync(source, number, ct) is { Value: var run } ? await WithLinkingAsync(await ReportAsync(run, ct), ct) : null;

    /// <summary>Forgets a run with all that was written down of it, its own row last.</summary>
    public async Task ForgetAsync(Versioned<Run> row, CancellationToken ct)
    {
        var run = row.Value;
        foreach (var window in await windows.ListAsync(run.Source.Id, run.Number, ct))
        {
            await windows.TryForgetAsync(window, ct);
        }

        await linked.ForgetAsync(run.Source.Id, run.Number, ct);
        await runs.TryForgetAsync(row, ct);
    }

    private async Task<RunReport> ReportAsync(Run run, CancellationToken ct) =>
        RunReport.Of(run, run.State == RunState.Harvesting ? await WindowsOfAsync(run, ct) : null, time.GetUtcNow());

    private async Task<RunReport> WithLinkingAsync(RunReport report, CancellationToken ct)
    {
        var waits = report.State != RunState.Harvesting && await segments.IsWaitingAsync(report.Source, report.Number, ct);
        return report.WithLinking(await linked.FindAsync(report.Source, report.Number, ct), waits);
    }

    private async Task<List<Window>> WindowsOfAsync(Run run, CancellationToken ct) =>
        [.. (await windows.ListAsync(run.Source.Id, run.Number, ct)).Select(row => row.Value)];
}
