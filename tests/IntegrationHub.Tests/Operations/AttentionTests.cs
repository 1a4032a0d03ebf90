using System.Globalization;
using IntegrationHub.Harvest;
using IntegrationHub.Operations;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Operations;

public sealed class AttentionTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-24T02:00:00Z", CultureInfo.InvariantCulture);

    private static readonly RunReport Done = new()
    {
        Source = SourceId.Parse("test"),
        Number = 7,
        State = RunState.Harvested,
        Because = RunReason.Scheduled,
        Full = false,
        Started = Now.AddHours(-4),
        Ended = Now.AddHours(-3),
        Counts = HarvestCounts.None,
    };

    [Fact]
    public void A_Failing_Source_Says_Since_When_Why_And_What_To_Do()
    {
        var found = Of(Done with { State = RunState.Failed, Failure = "The server answers 500." });

        Assert.Equal((AttentionState.Failing, Now.AddHours(-3), "The server answers 500."), (found!.State, found.Since, found.Why));
        Assert.Contains("/api/admin/sources/test/runs/7", found.Do, StringComparison.Ordinal);
        Assert.Contains("2026-11-24 03:00 UTC", found.Do, StringComparison.Ordinal);
        Assert.Contains("disabled", Of(Done with { State = RunState.Failed }, enabled: false)!.Do, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Held_Run_Asks_For_A_Decision()
    {
        var found = Of(Done with { State = RunState.Held, Objection = "It would withdraw half of the source.", HeldSince = Now.AddHours(-2) });

        Assert.Equal((AttentionState.Held, Now.AddHours(-2), "It would withdraw half of the source."), (found!.State, found.Since, found.Why));
        Assert.Contains("runs/7/approve", found.Do, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24, AttentionState.Waiting)]
    [InlineData(0.5, null)]
    public void A_Run_That_Waits_For_Long_Is_Told(double hours, AttentionState? state) =>
        Assert.Equal(state, Of(Done with { State = RunState.Harvesting, Ended = null, WaitsUntil = Now.AddHours(hours) }, due: -5)?.State);

    [Fact]
    public void What_Was_Not_Linked_Or_Not_Begun_For_Long_Is_Told()
    {
        Assert.Equal(AttentionState.Unlinked, Of(Done.WithLinking(null, waits: true))!.State);
        Assert.Null(Of((Done with { Ended = Now.AddMinutes(-5) }).WithLinking(null, waits: true)));
        Assert.Equal(AttentionState.Overdue, Of(Done, due: -2)!.State);
        Assert.Null(Of(Done, due: -2, enabled: false));
        Assert.Null(Of(Done));
        Assert.Null(Of(null));
    }

    private static Attention? Of(RunReport? run, double due = 1, bool enabled = true) =>
        Attention.Of(new SourceStatus(SourceId.Parse("test"), "Test", enabled, Now.AddHours(due), run), Now);
}
