using System.Globalization;

namespace IntegrationHub.LocalHost.Progress;

/// <summary>Tells a person on plain lines how the hub gets on: a line when something is news, and every few seconds while a harvest runs.</summary>
internal sealed class ProgressLines(TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private readonly Dictionary<string, (SourceProgress Progress, long At)> _shown = [];

    public void Show(IEnumerable<SourceProgress> sources)
    {
        foreach (var source in sources.Where(IsNews))
        {
            _shown[source.Name] = (source, time.GetTimestamp());
            output.WriteLine(Line(source));
        }
    }

    /// <param name="elapsed">What the whole cycle took.</param>
    public void ShowSummary(HubSnapshot hub, TimeSpan elapsed)
    {
        var failed = hub.Sources.Where(source => source.State != SourceState.Ended).ToList();
        var harvested = hub.Sources.Sum(source => source.Records);
        output.WriteLine();
        Fact("sources", failed.Count == 0 ? Number(hub.Sources.Count) : $"{Number(hub.Sources.Count)}, of which {Number(failed.Count)} did not end well");
        Fact("harvested", Count(harvested, "record"));
        Fact("records", Number(hub.Records));
        Fact("resources", Number(hub.Resources));
        Fact("linked share", Share(hub.Linked, hub.Records));
        Fact("feed pages", Number(hub.FeedPages));
        Fact("seconds", elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture));
        Fact("records/s", Rate(harvested, elapsed));
        foreach (var source in failed)
        {
            output.WriteLine($"{source.Name}: {source.Problem ?? "did not end"}");
        }
    }

    public void ShowAddresses(Addresses addresses)
    {
        output.WriteLine();
        foreach (var (what, address) in addresses.All)
        {
            Fact(what, address);
        }

        output.WriteLine("The hub keeps running; Ctrl-C stops it.");
    }

    private void Fact(string name, string value) => output.WriteLine($"{name,-14} {value}");

    private bool IsNews(SourceProgress now)
    {
        if (!_shown.TryGetValue(now.Name, out var before))
        {
            return now.State != SourceState.Waiting;
        }

        return now.State != before.Progress.State
            || (now.Records != before.Progress.Records && time.GetElapsedTime(before.At) >= Pause);
    }

    private static string Line(SourceProgress source)
    {
        if (source.Earlier is { } ended)
        {
            return $"{source.Name}: {(source.State == SourceState.Ended ? "harvested" : "failed")} at {ended:yyyy-MM-dd HH:mm} UTC{(source.Problem is { } problem ? $": {problem}" : "")}";
        }

        var counts = source.Records == 0 ? "" : $"{Count(source.Pages, "page")}, {Count(source.Records, "record")}, {Rate(source.Records, source.Elapsed)}/s";
        var news = source.State switch
        {
            SourceState.Ended => source.Records == 0 ? "nothing new" : "harvested",
            SourceState.Failed => $"failed: {source.Problem}",
            SourceState.PutOff => $"put off: {source.Problem}",
            _ => source.Records == 0 ? "asking" : "",
        };
        return $"{source.Name}: {string.Join(", ", new[] { counts, news }.Where(part => part.Length > 0))}";
    }

    private static string Count(long number, string what) => $"{Number(number)} {what}{(number == 1 ? "" : "s")}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Share(long part, long whole) => whole == 0 ? "0 %" : (part * 100.0 / whole).ToString("F1", CultureInfo.InvariantCulture) + " %";

    private static string Rate(long number, TimeSpan elapsed) => elapsed > TimeSpan.Zero ? Number((long)(number / elapsed.TotalSeconds)) : "0";
}
