using System.Globalization;

namespace IntegrationHub.PipelineTests.Providers;

/// <param name="Since">Its datestamp, whole seconds of the provider's clock.</param>
internal sealed record TortureVersion(string Id, DateTimeOffset Since, string Title, bool Deleted);

/// <summary>What a provider really has: each record with all of its versions. Not thread-safe.</summary>
internal sealed class TortureTruth(int seed)
{
    private static readonly DateTimeOffset First = DateTimeOffset.Parse("2025-09-01T00:00:00Z", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Told = TimeSpan.FromHours(12);

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, List<TortureVersion>> _records = new(StringComparer.Ordinal);
    private int _ids;

    /// <summary>Ids and titles of what is there.</summary>
    public IReadOnlyDictionary<string, string> Now =>
        _records.Values.Select(versions => versions[^1]).Where(version => !version.Deleted).ToDictionary(version => version.Id, version => version.Title);

    /// <summary>The first one at midnight and the second a second later; half of the others spread over half a year, half in a few seconds, as bulk loads are.</summary>
    public void Fill(int count)
    {
        var loads = Enumerable.Range(0, 3).Select(load => First.AddDays(1 + _random.Next(180)).AddHours(1 + (load * 7))).ToList();
        for (var i = 0; i < count; i++)
        {
            Add(i < 2 ? First.AddSeconds(i) : _random.Next(2) == 0 ? First.AddSeconds(2 + _random.Next(180 * 24 * 3600)) : loads[_random.Next(loads.Count)].AddSeconds(i % 2));
        }
    }

    /// <summary>Adds, changes, deletes or brings back a record.</summary>
    public void Change(DateTimeOffset now)
    {
        var stamp = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var what = _random.Next(4);
        if (what == 0)
        {
            Add(stamp);
            return;
        }

        var versions = _records.Values.ElementAt(_random.Next(_records.Count));
        var last = versions[^1];
        // No datestamp tells two versions of one second apart.
        if (last.Since < stamp)
        {
            versions.Add(last with { Since = stamp, Title = TitleOf(last.Id, versions.Count + 1), Deleted = what == 1 && !last.Deleted });
        }
    }

    /// <summary>What lists show at a moment, by datestamp and id.</summary>
    public IReadOnlyList<TortureVersion> VisibleAt(DateTimeOffset now, TortureMix mix) =>
    [
        .. _records.Values.Select(versions => versions.FindLast(version => version.Since + mix.Lag <= now)).OfType<TortureVersion>()
            .Where(version => !version.Deleted || mix.DeletedRecord == "persistent" || (mix.DeletedRecord == "transient" && now - version.Since < Told))
            .OrderBy(version => version.Since).ThenBy(version => version.Id, StringComparer.Ordinal),
    ];

    private static string TitleOf(string id, int version) => $"The record {id[^4..]} as it was told for the {version}. time";

    private void Add(DateTimeOffset stamp)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"oai:torture:{++_ids:D4}");
        _records[id] = [new TortureVersion(id, stamp, TitleOf(id, 1), Deleted: false)];
    }
}
