using System.Globalization;
using IntegrationHub.Probing;

namespace IntegrationHub.LocalHost.Progress;

/// <summary>The gist of a probe.</summary>
internal static class ProbeLines
{
    public static IEnumerable<string> Of(ProbeReport report)
    {
        if (report is { BaseUrl: { } baseUrl, Provider: { } provider })
        {
            yield return $"{baseUrl}: {(provider.Name.Length > 0 ? provider.Name : "a provider without a name")}{Size(report)}";
        }

        if (report.Sample is { Read: > 0 } sample)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"  of {sample.Seen:N0} records seen {sample.FreeShare:P0} are free, {sample.Deleted:N0} deleted and {sample.Rejected:N0} not readable; the first is '{sample.Records[0].Record.Title}'");
        }

        foreach (var problem in report.Problems)
        {
            yield return $"  ! {problem}";
        }
    }

    private static string Size(ProbeReport report) => report.Harvest is not { } harvest ? ""
        : string.Create(CultureInfo.InvariantCulture, $", {(harvest.By switch { CountedBy.AtLeast => "at least ", CountedBy.Datestamps => "about ", _ => "" })}{harvest.Records:N0} records")
            + (harvest.FirstHarvest is { } time && time > TimeSpan.FromMinutes(1) ? $", about {time:c} at the speed seen" : "");
}
