using IntegrationHub.Sources;

namespace IntegrationHub.Probing;

/// <summary>What is kept of a source's last probe: the report for people, the findings for runs.</summary>
public sealed class ProbeMemory(ProbeBlobs reports, FindingsTable findings)
{
    public Task<ProbeReport?> FindAsync(SourceId source, CancellationToken ct) => reports.FindAsync(source, ct);

    /// <summary>A probe that has found no provider replaces the report, and leaves what an earlier one has learnt.</summary>
    public async Task KeepAsync(Source source, ProbeReport report, CancellationToken ct)
    {
        await reports.KeepAsync(source.Id, report, ct);
        if (report.ToFindings(source) is { } learnt)
        {
            while (!await findings.TryLearnAsync(await findings.FindAsync(source.Id, ct), learnt, ct))
            {
                // Somebody has learnt something meanwhile: the newest probe counts.
            }
        }
    }

    public Task ForgetAsync(SourceId source, CancellationToken ct) => Task.WhenAll(reports.ForgetAsync(source, ct), findings.ForgetAsync(source, ct));
}
