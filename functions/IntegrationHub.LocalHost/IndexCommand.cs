using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegrationHub.LocalHost;

internal enum IndexAct
{
    Versions,
    Verify,
    Rollback,
    Rebuild,
}

/// <param name="Version">With <see cref="IndexAct.Rollback"/>: the version to go back to.</param>
/// <param name="Incomplete">With <see cref="IndexAct.Rebuild"/>: also where not every record of an index that is lost can be brought back.</param>
internal sealed record IndexWish(IndexAct Act, long Version = 0, bool Incomplete = false);

/// <summary>Looks after the index of an account, beside a hub that may be running, and ends.</summary>
internal sealed class IndexCommand(IndexWish wish, TextWriter output)
{
    /// <returns>The exit code: 0 if all is well.</returns>
    public async Task<int> RunAsync(IConfiguration settings, CancellationToken ct)
    {
        await using var hub = new ServiceCollection().AddLogging().AddIntegrationHub(settings).BuildServiceProvider();
        foreach (var service in hub.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(ct);
        }

        return wish.Act switch
        {
            IndexAct.Verify => await VerifyAsync(hub.GetRequiredService<IndexVerifier>(), ct),
            IndexAct.Rebuild => await RebuildAsync(hub, ct),
            IndexAct.Rollback => await RollBackAsync(hub.GetRequiredService<IndexRollback>(), ct),
            _ => await ListAsync(hub.GetRequiredService<IndexRollback>(), ct),
        };
    }

    private async Task<int> ListAsync(IndexRollback history, CancellationToken ct)
    {
        foreach (var version in await history.VersionsAsync(ct))
        {
            output.WriteLine(FormattableString.Invariant(
                $"{version.Version,8} {(version.IsCurrent ? "current" : "kept   ")} {version.CommittedAt?.UtcDateTime,19:yyyy-MM-dd HH:mm:ss} {version.Counters.Resources,12:N0} resources {version.Counters.Members,12:N0} members {version.Counters.Keys,12:N0} keys"));
        }

        return 0;
    }

    private async Task<int> VerifyAsync(IndexVerifier verifier, CancellationToken ct)
    {
        var verification = await verifier.VerifyAsync(ct);
        foreach (var line in verification.Lines())
        {
            output.WriteLine(line);
        }

        return verification.Holds ? 0 : 1;
    }

    private async Task<int> RebuildAsync(IServiceProvider hub, CancellationToken ct)
    {
        var lost = hub.GetRequiredService<LostIndexRebuild>();
        if (await lost.WhyLostAsync(ct) is { } why)
        {
            var (archive, sources) = await hub.GetRequiredService<KeptHarvests>().ListAsync(ct);
            if (archive.Steps.Count > 0 || sources.Any(source => source.Lacks is not null))
            {
                output.WriteLine($"The index is lost: {why} It is built anew from the pages that are kept of each source; nobody is asked, and the feed stays as it is meanwhile.");
                if (!TellAll(sources) && !wish.Incomplete)
                {
                    output.WriteLine("Nothing is done yet. Let those sources be harvested, then repeat this command; or give it --incomplete, and the feed loses what is missing until they are.");
                    return 1;
                }

                var known = (await hub.GetRequiredService<PublicationState>().ReadAsync(ct)).IndexVersion;
                return Tell(await lost.RebuildAsync(archive, known, (delivery, so) => output.WriteLine(FormattableString.Invariant(
                    $"  linked: run {delivery.Run} of {delivery.Source}; {so.Resources:N0} resources of {so.Members:N0} records so far")), ct));
            }
        }

        return Tell(await hub.GetRequiredService<IndexRebuild>().RebuildAsync(ct));
    }

    /// <returns>Whether every record of every source can be brought back.</returns>
    private bool TellAll(IReadOnlyList<KeptHistory> sources)
    {
        foreach (var source in sources.Where(source => source.Runs.Count > 0 || source.Lacks is not null))
        {
            output.WriteLine(source.Runs is [var first, .., var last] ? FormattableString.Invariant($"  {source.Source}: runs {first} to {last}, {source.Records:N0} records and deletions")
                : source.Runs is [var only] ? FormattableString.Invariant($"  {source.Source}: run {only}, {source.Records:N0} records and deletions")
                : $"  {source.Source}: nothing");
            if (source.Note is { } note)
            {
                output.WriteLine($"    {note}");
            }

            if (source.Lacks is { } lacks)
            {
                output.WriteLine($"    NOT WHOLE. {lacks} POST /api/admin/sources/{source.Source}/run?full=true");
            }
        }

        return sources.All(source => source.Lacks is null);
    }

    private int Tell(RebuildOutcome outcome)
    {
        output.WriteLine(outcome switch
        {
            RebuildOutcome.Done done => FormattableString.Invariant(
                $"Version {done.Version} of the index is linked afresh: {done.After.Resources:N0} resources{(done.Before.Resources == 0 ? "" : FormattableString.Invariant($" ({done.Before.Resources:N0} before)"))} of {done.After.Members:N0} records. The feed follows as soon as the hub runs."),
            RebuildOutcome.Torn torn => FormattableString.Invariant($"The pages of run {torn.Run} of {torn.Source} were purged meanwhile: repeat the command."),
            _ => "A link step is at work: try again when it has ended.",
        });
        return outcome is RebuildOutcome.Done ? 0 : 1;
    }

    private async Task<int> RollBackAsync(IndexRollback rollback, CancellationToken ct)
    {
        switch (await rollback.RollBackAsync(wish.Version, ct))
        {
            case RollbackOutcome.Done done:
                output.WriteLine(FormattableString.Invariant($"Version {done.Version} of the index has the content of version {done.Of}. The feed follows as soon as the hub runs."));
                foreach (var runs in done.Lost)
                {
                    output.WriteLine(FormattableString.Invariant(
                        $"Runs {runs.First} to {runs.Last} of {runs.Source} are no longer in it: POST /api/admin/sources/{runs.Source}/runs/{runs.First}/replay, or run it with ?full=true."));
                }

                return 0;
            case RollbackOutcome.Refused refused:
                output.WriteLine(refused.Reason);
                return 1;
            default:
                output.WriteLine("A link step is at work: try again when it has ended.");
                return 1;
        }
    }
}
