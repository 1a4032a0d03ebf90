using System.Collections.Concurrent;
using System.Globalization;
using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.PipelineTests.Harvest;
using IntegrationHub.PipelineTests.Linking;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Torture;

/// <summary>
/// Providers that lie in every way that providers do, in mixes drawn from seeds. Set <c>TORTURE_SEEDS</c> to <c>17</c> or <c>1-500</c> to try others.
/// </summary>
public sealed class TortureTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Rounds = 3;
    private const int Abreast = 4;

    [Fact]
    public async Task The_Index_Equals_The_Truth_After_Any_Mix_Of_Lies()
    {
        var seeds = (Environment.GetEnvironmentVariable("TORTURE_SEEDS") ?? "1-30").Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToList();
        var failures = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Enumerable.Range(seeds[0], seeds[^1] - seeds[0] + 1), new ParallelOptions { MaxDegreeOfParallelism = Abreast }, async (seed, _) =>
        {
            var mix = TortureMix.Draw(seed);
            try
            {
                await SurviveAsync(mix);
            }
            catch (Exception e)
            {
                failures.Enqueue($"{mix}\n{e}\n");
            }
        });

        Assert.True(failures.IsEmpty, $"{failures.Count} of the seeds {seeds[0]} to {seeds[^1]} failed:\n{string.Join('\n', failures)}");
    }

    private async Task SurviveAsync(TortureMix mix)
    {
        var connection = azurite.NewAccount();
        var rig = await HarvestRig.CreateAsync(connection, new HarvestOptions { CheckpointBytes = mix.CheckpointBytes, WindowRecords = mix.WindowRecords });
        await using var provider = await TortureProvider.StartAsync(mix, rig.Time, rig.Time.Advance);
        var index = new LinkingHub(connection, new LinkingOptions { PartitionBytes = 4096, RecordsPerStep = mix.RecordsPerLinkStep });
        await index.CreateAsync();
        var source = HarvestRig.SourceOf("torture", provider.BaseUrl) with { Guards = new SourceGuards { WithdrawnShare = 1, RejectedShare = 1 } };
        await rig.Sources.TryAddAsync(source, default);
        if (mix.Probed)
        {
            await rig.Probes.KeepAsync(source, await rig.Probe.ProbeAsync(source, default), default);
        }

        provider.Changing = true;
        for (var round = 0; round < Rounds; round++)
        {
            // Between two storms a run comes through, and what changed just before and during it must be found by the next one.
            provider.Stormy = round % 2 == 0;
            provider.Change(2);
            rig.Time.Advance(TimeSpan.FromMinutes(1));
            await HarvestAsync();
            provider.Change(2);
            rig.Time.Advance(TimeSpan.FromDays(1));
        }

        provider.Changing = provider.Stormy = false;
        rig.Time.Advance(TimeSpan.FromDays(1));
        await HarvestAsync();
        await AssertHarvestedAsync();
        if (mix.NeedsFullRun)
        {
            await rig.Starter.StartAsync(source, RunReason.Manual, full: true, default);
            await rig.ServeAsync(mix.Workers);
            await AssertHarvestedAsync();
            await LinkAsync();
        }

        AssertSame(provider.Truth, await HeldAsync(index));

        async Task HarvestAsync()
        {
            await rig.Scheduler.ScheduleAsync(default);
            await rig.ServeAsync(mix.Workers);
            await LinkAsync();
        }

        async Task LinkAsync() => Assert.Equal(StepOutcome.Completed, await index.LinkAsync());

        async Task AssertHarvestedAsync()
        {
            var run = await rig.RunAsync(source, (await rig.CursorAsync(source)).LastRun);
            Assert.True(run.State == RunState.Harvested, $"Run {run.Number} of a quiet provider is {run.State}: {run.Failure}");
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> HeldAsync(LinkingHub index)
    {
        var held = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var resource in index.Reader.ReadAllAsync((await index.Index.ReadManifestAsync(null, default)).Manifest, default))
        {
            foreach (var member in resource.Members)
            {
                held.Add(member.Id, member.Record.Title);
            }
        }

        return held;
    }

    private static void AssertSame(IReadOnlyDictionary<string, string> truth, IReadOnlyDictionary<string, string> held)
    {
        var lost = truth.Keys.Except(held.Keys).Order().ToList();
        var undead = held.Keys.Except(truth.Keys).Order().ToList();
        var stale = truth.Keys.Intersect(held.Keys).Where(id => truth[id] != held[id]).Select(id => $"{held[id]} (true: {truth[id]})").ToList();
        Assert.True(
            lost.Count + undead.Count + stale.Count == 0,
            $"Of {truth.Count} records lost: {string.Join(' ', lost)}; deleted and still there: {string.Join(' ', undead)}; stale: {string.Join("; ", stale)}");
    }
}
