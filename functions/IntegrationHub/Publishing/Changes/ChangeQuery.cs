using System.Globalization;
using System.Text.RegularExpressions;
using IntegrationHub.Linking;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Publishing;

/// <summary>What is asked of the change feed.</summary>
/// <param name="Since">A version of the feed: only what was published after it. Null: it is asked by time, or from the beginning.</param>
/// <param name="From">RFC 3339 in UTC, whole seconds: what was published then or later.</param>
/// <param name="Until">What was published then or earlier.</param>
/// <param name="Kinds">Of changes; empty: all.</param>
/// <param name="After">The last line of the page before.</param>
internal sealed partial record ChangeQuery(long? Since, string? From, string? Until, IReadOnlyList<ChangeKind> Kinds, int Limit, LogKey? After)
{
    public const int MostLines = 10_000;

    private const int UsualLines = 1_000;
    private const char Part = '_';

    public bool Selects(LogEntry entry) => Kinds.Count == 0 || Kinds.Contains(entry.Kind);

    /// <summary>As the query of an address.</summary>
    public override string ToString()
    {
        List<string> parts = [];
        Add("since", Since?.ToString(CultureInfo.InvariantCulture));
        Add("from", From);
        Add("until", Until);
        Add("kind", Kinds.Count == 0 ? null : string.Join(',', Kinds.Select(NameOf)));
        Add("limit", Limit == UsualLines ? null : Limit.ToString(CultureInfo.InvariantCulture));
        Add("cursor", After is { } last ? $"{last.At}{Part}{last.Id}" : null);
        return string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                parts.Add($"{name}={value}");
            }
        }
    }

    public static string NameOf(ChangeKind kind) => kind switch { ChangeKind.Added => "added", ChangeKind.Changed => "changed", _ => "withdrawn" };

    /// <returns>Null where something is wrong with it.</returns>
    public static ChangeQuery? Read(IQueryCollection given, out IReadOnlyDictionary<string, string[]> mistakes)
    {
        var found = new Dictionary<string, string[]>();
        var query = new ChangeQuery(
            Read("since", "A version of the feed is a number: the header X-Feed-Version of the last answer, or the version of a dump.", ReadVersion),
            Text("from", ReadTime), Text("until", text => ReadTime(text, endOfDay: true)),
            Read<Kind>("kind", "One or more of added, changed and withdrawn, parted by commas.", ReadKinds)?.All ?? [],
            Read("limit", $"Lines a page are a number from 1 to {MostLines}.", ReadLimit) ?? UsualLines,
            given.TryGetValue("cursor", out var cursor) ? ReadCursor(cursor.ToString()) : null);
        if (given.ContainsKey("cursor") && query.After is null)
        {
            found["cursor"] = ["Not a cursor that the hub has given: follow the link with rel=\"next\" as it is."];
        }

        if (query is { Since: not null, From: not null })
        {
            found["from"] = ["Ask by version (since) or by time (from), not by both."];
        }

        mistakes = found;
        return found.Count == 0 ? query : null;

        T? Read<T>(string name, string otherwise, Func<string, T?> read)
            where T : struct
        {
            if (!given.TryGetValue(name, out var values))
            {
                return null;
            }

            if (read(values.ToString()) is { } value)
            {
                return value;
            }

            found[name] = [$"'{values}' can't be read. {otherwise}"];
            return null;
        }

        string? Text(string name, Func<string, Instant?> read) =>
            Read(name, "A time is written 2026-11-28T08:00:00Z, a day 2026-11-28.", read) is { } instant ? instant.Text : null;
    }

    private static long? ReadVersion(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    private static int? ReadLimit(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostLines ? limit : null;

    private static Instant? ReadTime(string text) => ReadTime(text, endOfDay: false);

    private static Instant? ReadTime(string text, bool endOfDay)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return new Instant($"{text}T{(endOfDay ? "23:59:59" : "00:00:00")}Z");
        }

        return Rfc3339().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new Instant(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))
            : null;
    }

    private static Kind? ReadKinds(string text)
    {
        var kinds = text.Split(',', StringSplitOptions.TrimEntries).Select(name => Enum.GetValues<ChangeKind>().Cast<ChangeKind?>().FirstOrDefault(kind => NameOf(kind!.Value) == name)).ToList();
        return kinds.Contains(null) ? null : new Kind([.. kinds.Select(kind => kind!.Value).Distinct().Order()]);
    }

    private static LogKey? ReadCursor(string text) =>
        text.Split(Part) is [var at, var id] && Rfc3339().IsMatch(at) && at.Length == 20 && ResourceId.TryParse(id, out var resource) ? new LogKey(at, resource) : null;

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$")]
    private static partial Regex Rfc3339();

    private readonly record struct Instant(string Text);

    private readonly record struct Kind(IReadOnlyList<ChangeKind> All);
}
