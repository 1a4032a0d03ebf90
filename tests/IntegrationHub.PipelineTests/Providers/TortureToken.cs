using System.Globalization;

namespace IntegrationHub.PipelineTests.Providers;

/// <summary>Where a list goes on: all that a provider needs, so that it forgets nothing.</summary>
/// <param name="After">Key of the last record given.</param>
/// <param name="Paused">It comes from an empty page.</param>
internal sealed record TortureToken(string From, string Until, int Position, string After, bool Paused, int? Snapshot)
{
    private const string Odd = "50% + 令牌 &more/?#";

    public IEnumerable<string> Dates => [From, Until];

    public static TortureToken First(string? from, string? until) => new(from ?? "", until ?? "", 0, "", Paused: false, Snapshot: null);

    public static TortureToken? Read(string text)
    {
        var parts = text.Replace(Odd, "", StringComparison.Ordinal).Split('|');
        return parts.Length != 6 ? null : new TortureToken(
            parts[0], parts[1], int.Parse(parts[2], CultureInfo.InvariantCulture), parts[3], parts[4].Length > 0, parts[5].Length > 0 ? int.Parse(parts[5], CultureInfo.InvariantCulture) : null);
    }

    public string Write(bool odd) => string.Create(CultureInfo.InvariantCulture, $"{(odd ? Odd : "")}{From}|{Until}|{Position}|{After}|{(Paused ? "paused" : "")}|{Snapshot}");
}
