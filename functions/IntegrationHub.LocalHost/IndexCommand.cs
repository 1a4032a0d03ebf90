using IntegrationHub.Linking;
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
internal sealed record IndexWish(IndexAct Act, long Version = 0);

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
            IndexAct.Rebuild => await RebuildAsync(hub.GetRequiredService<IndexRebuild>(), ct),
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

    private async Task<int> RebuildAsync(IndexRebuild rebuild, CancellationToken ct)
    {
        if (await rebuild.RebuildAsync(ct) is not RebuildOutcome.Done done)
        {
            output.WriteLine("A link step is at work: try again when it has ended.");
            return 1;
        }

        output.WriteLine(FormattableString.Invariant(
            $"Version {done.Version} of the index is linked afresh: {done.After.Resources:N0} resources ({done.Before.Resources:N0} before) of {done.After.Members:N0} records. The feed follows as soon as the hub runs."));
        return 0;
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
