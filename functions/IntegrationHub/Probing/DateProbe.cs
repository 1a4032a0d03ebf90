using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Probing;

/// <summary>Asks with dates and looks at what comes, whatever the provider says of itself.</summary>
/// <param name="list">The request of the list, without dates.</param>
/// <param name="known">Datestamps of its first page.</param>
internal sealed class DateProbe(ProbeRequests requests, OaiRequest list, IReadOnlyList<DateTimeOffset> known, List<string> problems)
{
    public async Task<ProbedDates> AskAsync(OaiIdentify identify)
    {
        var (from, granularity) = await TryAsync(new SelectiveHarvest(Until: false, identify.Granularity, known));
        var (until, untilGranularity) = await TryAsync(new SelectiveHarvest(Until: true, granularity ?? identify.Granularity, known));
        var finest = from == true && until == true && untilGranularity == OaiGranularity.Day ? OaiGranularity.Day : granularity ?? untilGranularity;
        if (identify.Granularity == OaiGranularity.Second && finest == OaiGranularity.Day)
        {
            problems.Add("The provider says that it selects by the second, but only days work: the hub asks for days.");
        }

        return new ProbedDates(finest, from, until, Earliest(identify));
    }

    private async Task<(bool? Works, OaiGranularity? Granularity)> TryAsync(SelectiveHarvest argument)
    {
        (DateTrial Trial, DateVerdict Verdict)? last = null;
        while (argument.Next(last) is { } trial)
        {
            var (answer, fault) = Read(await requests.AskAsync(trial.Until
                ? list with { Until = trial.Bound, Granularity = trial.Granularity }
                : list with { From = trial.Bound, Granularity = trial.Granularity }));
            if (answer is null)
            {
                if (requests.Ended is null)
                {
                    problems.Add($"Whether '{(trial.Until ? "until" : "from")}' works could not be found out ({fault}): probe again later.");
                }

                return (null, null);
            }

            last = (trial, trial.Judge(known, answer));
        }

        if (last is { } told && Problem(told.Trial, told.Verdict) is { } problem)
        {
            problems.Add(problem);
        }

        var works = SelectiveHarvest.Works(last?.Verdict);
        return (works, works == true ? last!.Value.Trial.Granularity : null);
    }

    private static (DateAnswer? Answer, string Fault) Read(OaiFetch fetch)
    {
        // an HTTP error to a question that only its dates set apart is the dates' own
        if (fetch is OaiFetch.Failed { Status: { } status })
        {
            return (new DateAnswer([], $"HTTP {status}"), "");
        }

        var (page, fault) = PageSeen.Read(fetch, static _ => new CrosswalkedRecord(new BibliographicRecord { Title = "" }, "", Url: null, []));
        if (page is not null)
        {
            return (new DateAnswer([.. page.Datestamps]), "");
        }

        return fetch is OaiFetch.Page { Body: var body } && Error(body) is { } code ? (new DateAnswer([], code), "") : (null, fault);
    }

    private static string? Error(byte[] body)
    {
        try
        {
            return OaiPageReader.Read<object>(body, static _ => "").Errors is [var error, ..] ? error.Code : null;
        }
        catch (OaiFormatException)
        {
            return "no OAI-PMH answer";
        }
    }

    private static string? Problem(DateTrial trial, DateVerdict verdict)
    {
        var what = verdict switch
        {
            DateVerdict.Ignored => "ignores",
            DateVerdict.Refused => "answers with an error to",
            DateVerdict.Loses => "leaves out records that it has when asked with",
            _ => null,
        };
        return what is null ? null
            : trial.Until ? $"The provider {what} 'until': a large harvest can't be cut by dates, so cut it by sets (slicedBy Sets) if it has many records, and tell the provider."
            : $"The provider {what} 'from': every run has to ask for everything (what has not changed costs no further work), so choose a longer 'every', and tell the provider.";
    }

    private DateTimeOffset? Earliest(OaiIdentify identify)
    {
        DateTimeOffset? oldest = known.Count > 0 ? known.Min() : null;
        if (OaiDates.Parse(identify.EarliestDatestamp) is not { } said)
        {
            problems.Add($"The provider's earliestDatestamp '{identify.EarliestDatestamp}' is no date: the hub goes by the records.");
            return oldest;
        }

        if (oldest < said)
        {
            problems.Add($"The provider says that its oldest datestamp is {identify.EarliestDatestamp}, but has a record of {OaiDates.Format(oldest.Value, identify.Granularity)}: the hub goes by the records.");
            return oldest;
        }

        return said;
    }
}
