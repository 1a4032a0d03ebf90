using System.Diagnostics;

namespace IntegrationHub.Linking;

/// <summary>What a link step spends its time on, as activities of <see cref="Source"/>: for traces and for the benchmarks. Costs nothing while nobody listens.</summary>
public static class LinkStage
{
    public const string Name = "IntegrationHub.Linking";

    private static readonly ActivitySource Source = new(Name);

    /// <param name="stage">intake, keys, look up, compare, edit, resources, key lines, doubts, commit.</param>
    /// <returns>Ends the stage when disposed of.</returns>
    internal static Activity? Begin(string stage) => Source.StartActivity(stage);
}
