using System.Globalization;
using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.PipelineTests.Harvest;
using IntegrationHub.PipelineTests.Linking;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.PipelineTests.Torture;

/// <summary>
/// Eight workers on eight windows, and the process that they all live in dies, at any of its storage calls or at any moment of its HTTP; the next one goes
/// on, and dies too. After every harvest the index is the one of a hub that nobody has disturbed. Set <c>KILL_SEED</c> to try another series of deaths.
/// </summary>
public sealed class KilledAgainAndAgainTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const int Kills = 100;
    private const int Workers = 8;

    /// <summary>A harvest that is still not through by then never will be.</summary>
    private const int MostLives = 150;

    private static readonly HarvestOptions Options = new() { CheckpointBytes = 1, WindowRecords = 6 };

    [Fact]
    public async Task A_Hundred_Deaths_In_A_Row_Leave_The_Index_Of_An_Undisturbed_Hub()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("KILL_SEED") ?? "20261124", CultureInfo.InvariantCulture);
        var random = new Random(seed);
        await using var provider = await TestProvider.StartAsync();
        (provider.PageSize, provider.Earliest) = (2, "2026-01-01T00:00:00Z");
        provider.Fill(60);
        var source = HarvestRig.SourceOf("test", provider.BaseUrl) with { Pace = new SourcePace { Parallel = Workers }, Guards = new SourceGuards { WithdrawnShare = 1, RejectedShare = 1 } };
        var undisturbed = await HubAsync(source, new FakeTimeProvider(HarvestRig.Start));
        var killed = await HubAsync(source, new FakeTimeProvider(HarvestRig.Start));
        var kills = 0;
        for (var run = 1; kills < Kills; run++)
        {
            Change(provider, random, run);
            await StartAsync(undisturbed, source);
            await LiveAsync(undisturbed, transport: null);
            await StartAsync(killed, source);
            var lives = 0;
            while (await DiesAsync(killed, provider, random))
            {
                kills++;
                Assert.True(++lives < MostLives, $"Seed {seed}: run {run} is not through after {lives} lives.");
            }

            var state = await killed.Rig.RunAsync(source, run);
            Assert.True(state.State == RunState.Harvested, $"Seed {seed}, run {run} after {lives} deaths: {state.State}, {state.Failure}");
            Assert.True(state.Slices.Count > Workers, $"Only {state.Slices.Count} windows.");
            var (expected, actual) = (await undisturbed.Index.DescribeAsync(), await killed.Index.DescribeAsync());
            Assert.True(expected == actual, $"Seed {seed}, run {run} after {lives} deaths:\n{actual}\nundisturbed:\n{expected}");
        }
    }

    /// <summary>A process that goes on with whatever another one has left, until it dies or nothing is left to do.</summary>
    private static async Task LiveAsync(Hub hub, CrashingTransport? transport)
    {
        var rig = new HarvestRig(hub.Connection, hub.Time, Options, transport);
        await rig.Reviver.ReviveAsync(TimeSpan.Zero, default);
        await rig.ServeAsync(Workers);
        Assert.Equal(StepOutcome.Completed, await Linking(hub.Connection, transport).LinkAsync());
    }

    private static async Task<bool> DiesAsync(Hub hub, TestProvider provider, Random random)
    {
        // Mostly at a storage call, else at a moment of its HTTP.
        var transport = new CrashingTransport(random.Next(4) > 0 ? random.Next(120) : int.MaxValue / 4, afterTheCall: random.Next(2) == 0);
        var (request, beforeTheAnswer) = (random.Next(1, 20), random.Next(2) == 0);
        var asked = 0;
        provider.Before = async _ =>
        {
            if (Interlocked.Increment(ref asked) == request)
            {
                if (!beforeTheAnswer)
                {
                    await Task.Delay(1);
                }

                transport.Kill();
            }
        };
        try
        {
            await LiveAsync(hub, transport);
        }
        catch (Exception e) when (transport.Died && (e is DiedException || (e as AggregateException)?.InnerExceptions.All(inner => inner is DiedException) == true))
        {
            // As meant.
        }
        finally
        {
            provider.Before = _ => Task.CompletedTask;
        }

        // What a dead process held runs out, sometimes before the next one begins and sometimes not.
        await LinkingHub.ForgetLeaseAsync(hub.Connection);
        hub.Time.Advance(random.Next(2) == 0 ? TimeSpan.Zero : Options.StuckAfter);
        return transport.Died;
    }

    private static Task<RunStart> StartAsync(Hub hub, Source source) => hub.Rig.Starter.StartAsync(source, RunReason.Manual, full: true, default);

    /// <summary>Changes, adds and deletes; what is deleted goes without a word.</summary>
    private static void Change(TestProvider provider, Random random, int run)
    {
        for (var i = 0; i < 6; i++)
        {
            var at = random.Next(provider.Records.Count);
            provider.Records[at] = provider.Records[at] with { Title = $"{provider.Records[at].Title}, told anew for run {run}" };
        }

        provider.Records.RemoveAt(random.Next(provider.Records.Count));
        provider.Fill(1, $"2026-02-{run:D2}T00:00:00Z", prefix: $"oai:run{run}:");
    }

    private static LinkingHub Linking(string connection, CrashingTransport? transport) =>
        new(connection, new LinkingOptions { PartitionBytes = 4096, RecordsPerStep = 25 }, transport);

    private async Task<Hub> HubAsync(Source source, FakeTimeProvider time)
    {
        var connection = azurite.NewAccount();
        await HarvestRig.CreateAsync(connection);
        var hub = new Hub(connection, time, new HarvestRig(connection, time, Options), Linking(connection, transport: null));
        await hub.Index.CreateAsync();
        await hub.Rig.Sources.TryAddAsync(source, default);
        return hub;
    }

    private sealed record Hub(string Connection, FakeTimeProvider Time, HarvestRig Rig, LinkingHub Index);
}
