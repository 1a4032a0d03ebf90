using IntegrationHub.Oai;
using IntegrationHub.Probing;

namespace IntegrationHub.Harvest;

/// <summary>Whether a provider heeds <c>from</c> and <c>until</c>: as its findings say, or else as three requests tell, whose answer is kept with the findings.</summary>
public sealed class DateArguments(FindingsTable findings, TimeProvider time)
{
    /// <summary>What was learnt of the provider as the run asks it; null: nothing.</summary>
    internal async Task<ProviderFindings?> KnownAsync(Run run, CancellationToken ct) =>
        await findings.FindAsync(run.Source.Id, ct) is { } read && IsOf(run, read.Value) ? read.Value : null;

    /// <returns>Whether a list can be cut by dates; what came instead of an answer, where it is worth waiting for.</returns>
    internal async Task<(bool Work, OaiFetch.Busy? Instead)> WorkAsync(Run run, RunSlice slice, Provider provider, HostPass pass, CancellationToken ct)
    {
        var known = await KnownAsync(run, ct);
        if (known is { FromWorks: { } knownFrom, UntilWorks: { } knownUntil })
        {
            return (knownFrom && knownUntil, null);
        }

        var list = RunPlan.List(run.Source, provider) with { Set = slice.Set, Granularity = provider.Granularity };
        var whole = await AskAsync(pass, list, ct);
        if (whole.Datestamps is not { Count: > 0 } seen)
        {
            return (false, whole.Busy);
        }

        var (from, untils) = DateQuestions(seen, provider.Granularity);
        var later = await AskAsync(pass, list with { From = from }, ct);
        var earlier = new List<Answer>();
        foreach (var (until, _) in untils)
        {
            earlier.Add(await AskAsync(pass, list with { Until = until }, ct));
        }

        if (later.Datestamps is null || earlier.Any(answer => answer.Datestamps is null))
        {
            return (false, later.Busy ?? earlier.Select(answer => answer.Busy).FirstOrDefault(busy => busy is not null));
        }

        var fromWorks = later.Heeds && later.Datestamps.All(date => Order(date, from) >= 0);
        var untilWorks = untils.Zip(earlier).All(asked =>
            asked.Second.Heeds && asked.Second.Datestamps!.All(date => Order(date, asked.First.Until) <= 0)
            && (!asked.First.IsHeld || asked.Second.Datestamps!.Any(date => Order(date, asked.First.Until) == 0)));
        await LearnAsync(run, fromWorks, untilWorks, ct);
        return (fromWorks && untilWorks, null);

        int Order(DateTimeOffset one, DateTimeOffset other) => OaiDates.Compare(one, other, provider.Granularity);
    }

    /// <summary>
    /// A provider that does not heed a date answers with the same page again, so that is asked for which leaves out some of it. One that takes a moment for
    /// its day's first, or loses the last moment of a range, is found by asking until a moment that is held, and is no midnight, if there is one.
    /// </summary>
    /// <param name="seen">Datestamps of the list's first page.</param>
    /// <returns>Every <c>until</c> with whether a record of that very moment is there to come.</returns>
    private static (DateTimeOffset From, IReadOnlyList<(DateTimeOffset Until, bool IsHeld)> Untils) DateQuestions(IReadOnlyList<DateTimeOffset> seen, OaiGranularity granularity)
    {
        var unit = RunSlicing.UnitOf(granularity);
        var (oldest, newest) = (seen.Min(), seen.Max());
        var isOneDate = OaiDates.Compare(oldest, newest, granularity) == 0;
        var plain = isOneDate ? (oldest - unit, false) : (oldest, true);
        if (granularity == OaiGranularity.Day || seen.Where(date => date.TimeOfDay > TimeSpan.Zero).ToList() is not { Count: > 0 } moments)
        {
            return (oldest + unit, [plain]);
        }

        var edge = moments.Min();
        return (oldest + unit, OaiDates.Compare(edge, newest, granularity) < 0 ? [(edge, true)] : [plain, (edge, true)]);
    }

    /// <param name="fromWorks">Null: nothing was learnt of it. The same below.</param>
    internal Task LearnAsync(Run run, bool? fromWorks, bool? untilWorks, CancellationToken ct) =>
        LearnAsync(run, known => known with { FromWorks = fromWorks ?? known.FromWorks, UntilWorks = untilWorks ?? known.UntilWorks }, ct);

    internal Task LearnDaysAsync(Run run, CancellationToken ct) => LearnAsync(run, known => known with { Granularity = OaiGranularity.Day }, ct);

    private async Task LearnAsync(Run run, Func<ProviderFindings, ProviderFindings> learn, CancellationToken ct)
    {
        while (true)
        {
            var read = await findings.FindAsync(run.Source.Id, ct);
            var known = read is not null && IsOf(run, read.Value)
                ? read.Value
                : new ProviderFindings { Source = run.Source.Id, BaseUrl = run.Source.BaseUrl, MetadataPrefix = run.Source.MetadataPrefix, At = time.GetUtcNow() };
            if (await findings.TryLearnAsync(read, learn(known) with { At = time.GetUtcNow() }, ct))
            {
                return;
            }
        }
    }

    private static bool IsOf(Run run, ProviderFindings known) => known.BaseUrl == run.Source.BaseUrl && known.MetadataPrefix == run.Source.MetadataPrefix;

    private static async Task<Answer> AskAsync(HostPass pass, OaiRequest request, CancellationToken ct)
    {
        switch (await pass.FetchAsync(request, ct))
        {
            case OaiFetch.Busy busy:
                return new Answer(null, Busy: busy);
            case OaiFetch.Page { Body: var body }:
                try
                {
                    var page = OaiPageReader.Read<object>(body, static _ => "");
                    var refused = page.Records.Count == 0 && page.Errors.Any(error => !error.Code.Equals(OaiErrorCodes.NoRecordsMatch, StringComparison.OrdinalIgnoreCase));
                    return new Answer([.. page.Records.Select(record => OaiDates.Parse(record.Header.Datestamp)).OfType<DateTimeOffset>()], !refused);
                }
                catch (OaiFormatException)
                {
                    return new Answer(null);
                }

            default:
                return new Answer(null);
        }
    }

    /// <param name="Datestamps">Null: no answer to go by.</param>
    /// <param name="Heeds">False: it answers with an error.</param>
    private sealed record Answer(IReadOnlyList<DateTimeOffset>? Datestamps, bool Heeds = false, OaiFetch.Busy? Busy = null);
}
