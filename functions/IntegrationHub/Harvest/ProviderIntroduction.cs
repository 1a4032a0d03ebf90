using IntegrationHub.Oai;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>Asks the provider who it is, once a run: the first of its windows writes the answer into the run's row, where the others find it.</summary>
public sealed class ProviderIntroduction(RunTable runs, DateArguments dates)
{
    /// <returns>The provider, or else what it answered instead; neither if the run has ended meanwhile.</returns>
    internal async Task<(Provider? Provider, OaiFetch? Instead)> MeetAsync(Versioned<Run> run, HostPass pass, CancellationToken ct)
    {
        if (run.Value.Provider is { } known)
        {
            return (known, null);
        }

        var (met, instead) = Read(await pass.FetchAsync(OaiRequest.Identify(new Uri(run.Value.Source.BaseUrl)), ct));
        if (met is null)
        {
            return (null, instead is OaiFetch.Failed failed && pass.Refusal is null ? failed with { Reason = $"{Text.Sentence(failed.Reason)} {Advice(failed.Status, run.Value.Source.BaseUrl)}" } : instead);
        }

        // Servers that lie about it are found by probing, and those whose ListRecords is broken.
        var found = await dates.KnownAsync(run.Value, ct);
        met = met with
        {
            Granularity = found?.Granularity is OaiGranularity.Day ? OaiGranularity.Day : met.Granularity,
            ListBy = run.Value.Source.StaticRepository ? ListVerb.ListRecords : run.Value.Source.ListBy ?? found?.ListBy ?? ListVerb.ListRecords,
        };
        var current = run;
        while (await runs.TryAdvanceAsync(current, current.Value with { Provider = met }, ct) is null)
        {
            if (await runs.FindAsync(run.Value.Source.Id, run.Value.Number, ct) is not { Value.IsAtWork: true } changed)
            {
                return (null, null);
            }

            if (changed.Value.Provider is { } faster)
            {
                return (faster, null);
            }

            current = changed;
        }

        return (met, null);
    }

    /// <summary>The provider is asked for days from now on, by this run and by those to come, whatever it says of itself.</summary>
    internal async Task AskForDaysAsync(Run run, CancellationToken ct)
    {
        await dates.LearnDaysAsync(run, ct);
        while (await runs.FindAsync(run.Source.Id, run.Number, ct) is { Value: { IsAtWork: true, Provider: { Granularity: OaiGranularity.Second } provider } } found
            && await runs.TryAdvanceAsync(found, found.Value with { Provider = provider with { Granularity = OaiGranularity.Day } }, ct) is null)
        {
        }
    }

    private static string Advice(int? status, string baseUrl) => status switch
    {
        401 or 403 => $"Ask the provider to let the hub in: {baseUrl}",
        >= 500 => $"Ask the provider what is wrong with {baseUrl}",
        _ => $"Check the source's baseUrl: {baseUrl}",
    };

    private static (Provider? Provider, OaiFetch Instead) Read(OaiFetch fetch)
    {
        if (fetch is not OaiFetch.Page page)
        {
            return (null, fetch);
        }

        try
        {
            var identify = OaiIdentify.Read(page.Body);
            return identify.Errors is [var error, ..]
                ? (null, Refused($"The provider answers Identify with {error.Code}: {Text.Or(error.Message, "without a word more")}"))
                : (new Provider(
                    Text.Cut(identify.RepositoryName, 200), identify.Granularity, identify.DeletedRecord, Text.Cut(identify.EarliestDatestamp, 40), identify.ResponseDate), page);
        }
        catch (OaiFormatException e)
        {
            return (null, Refused(e.Message));
        }

        OaiFetch.Failed Refused(string reason) => new(reason, Transient: false, page.RequestUri, null, HarvestFault.Beginning(page.Body));
    }
}
