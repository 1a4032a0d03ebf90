using IntegrationHub.Harvest;
using IntegrationHub.Operations;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Operations;

public sealed class WindowChoiceTests
{
    private static readonly Source Source = new() { Id = SourceId.Parse("test"), Name = "Test", BaseUrl = "https://library.example/oai" };

    [Fact]
    public void Shows_Those_That_Need_A_Look_First_And_The_Rest_In_Pages()
    {
        var states = Enumerable.Repeat(WindowState.Done, 1000).ToArray();
        (states[700], states[20], states[500], states[999]) = (WindowState.Failed, WindowState.Harvesting, WindowState.Waiting, WindowState.Failed);
        var (run, windows) = RunOf(states);

        Assert.Equal([701, 1000, 21, 501, 1], new WindowChoice(5).Of(run, windows).Select(window => window.Number));
        Assert.Equal([2, 3], new WindowChoice(2, Skip: 5).Of(run, windows).Select(window => window.Number));
        Assert.Empty(new WindowChoice(5, Skip: 1000).Of(run, windows));
        Assert.Equal(WindowChoice.Usual, new WindowChoice().Of(run, windows).Count);
    }

    [Theory]
    [InlineData(10, 50)]
    [InlineData(11, 5)]
    public void Shows_Few_Rejects_Of_Each_Of_Many_Windows(int count, int shown)
    {
        var (run, windows) = RunOf([.. Enumerable.Repeat(WindowState.Done, count)]);

        Assert.All(new WindowChoice().Of(run, windows), window => Assert.Equal(shown, window.Rejects.Count));
    }

    [Fact]
    public void The_Report_Counts_Windows_By_State_And_Begins_With_The_Faults_Of_The_Failed()
    {
        var (run, windows) = RunOf([WindowState.Done, WindowState.Failed, WindowState.Done]);

        var report = RunReport.Of(run, windows, run.Started).WithWindows(run, windows, new WindowChoice(1));

        Assert.Equal(new Dictionary<WindowState, int> { [WindowState.Done] = 2, [WindowState.Failed] = 1 }, report.WindowStates);
        Assert.Equal([2, 1, 3], report.Faults!.Select(fault => fault.Window));
        Assert.Equal(2, Assert.Single(report.Windows!).Number);
    }

    private static (Run Run, IReadOnlyList<Window> Windows) RunOf(WindowState[] states) =>
        (new Run { Source = Source, Number = 1, Slices = [.. states.Select(_ => new RunSlice())] },
        [
            .. states.Select((state, i) => new Window
            {
                Source = Source.Id,
                Run = 1,
                Number = i + 1,
                State = state,
                Faults = [new HarvestFault("The server answers 500.")],
                Rejects = [.. Enumerable.Repeat(new HarvestReject("a", "No title."), 50)],
            }),
        ]);
}
