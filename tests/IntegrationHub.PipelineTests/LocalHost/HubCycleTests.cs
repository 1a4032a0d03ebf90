using IntegrationHub.LocalHost;
using IntegrationHub.LocalHost.Progress;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.PipelineTests.LocalHost;

public sealed class HubCycleTests
{
    private readonly FakeTimeProvider _time = new() { AutoAdvanceAmount = TimeSpan.FromSeconds(1) };
    private readonly StringWriter _output = new() { NewLine = "\n" };

    [Fact]
    public async Task Tells_Of_Each_Source_And_Sums_Up_When_All_Is_Settled()
    {
        var endedWell = await RunAsync(
            Snapshot(settled: false, Harvesting("A", 1, 100)),
            Snapshot(settled: false, Ended("A", 3, 300)),
            Snapshot(settled: true, Ended("A", 3, 300)));

        Assert.True(endedWell);
        Assert.Equal(
            """
            A: 1 page, 100 records, 50/s
            A: 3 pages, 300 records, 150/s, harvested

            sources        1
            harvested      300 records
            records        1,000
            resources      800
            linked share   25.0 %
            feed pages     12

            """,
            _output.ToString()[.._output.ToString().IndexOf("seconds", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task Does_Not_End_Well_When_A_Source_Failed_And_Says_Why()
    {
        var failed = new SourceProgress("B", SourceState.Failed, 0, 0, TimeSpan.Zero, "It answers with a web page.");

        Assert.False(await RunAsync(Snapshot(settled: true, Ended("A", 3, 300), failed)));

        Assert.Contains("sources        2, of which 1 did not end well", _output.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("B: It answers with a web page.\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_When_A_Source_Is_Put_Off_And_Says_Until_When()
    {
        var putOff = new SourceProgress("C", SourceState.PutOff, 0, 0, TimeSpan.Zero, "It is asked again tomorrow.");

        Assert.False(await RunAsync(Snapshot(settled: true, Ended("A", 1, 0), putOff)));

        Assert.StartsWith("A: nothing new\nC: put off: It is asked again tomorrow.\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("sources        2, of which 1 did not end well", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Does_Not_Pass_Off_What_Was_Harvested_Before_As_New()
    {
        new ProgressLines(_output, _time).Show([Ended("A", 3, 300) with { Earlier = DateTimeOffset.UnixEpoch }]);

        Assert.Equal("A: harvested at 1970-01-01 00:00 UTC\n", _output.ToString());
    }

    [Fact]
    public void Stays_Silent_While_Nothing_Is_New()
    {
        var lines = new ProgressLines(_output, _time);

        lines.Show([Harvesting("A", 1, 100)]);
        lines.Show([Harvesting("A", 1, 100)]);
        lines.Show([Harvesting("A", 1, 100)]);

        Assert.Equal("A: 1 page, 100 records, 50/s\n", _output.ToString());
    }

    private async Task<bool> RunAsync(params HubSnapshot[] snapshots)
    {
        var next = new Queue<HubSnapshot>(snapshots);
        var running = new HubCycle(_ => Task.FromResult(next.Dequeue()), new ProgressLines(_output, _time), _time).RunAsync(addresses: null, CancellationToken.None);
        while (!running.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        return await running;
    }

    private static HubSnapshot Snapshot(bool settled, params SourceProgress[] sources) => new(sources, settled, Records: 1000, Resources: 800, Linked: 250, FeedPages: 12);

    private static SourceProgress Harvesting(string name, long pages, long records) => new(name, SourceState.Harvesting, pages, records, TimeSpan.FromSeconds(2));

    private static SourceProgress Ended(string name, long pages, long records) => new(name, SourceState.Ended, pages, records, TimeSpan.FromSeconds(2));
}
