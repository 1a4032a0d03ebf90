using System.Globalization;
using IntegrationHub.Oai;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Probing;

/// <summary>
/// Finds out, with a few requests one after another, what a provider is like and what a source of it would bring. Stores nothing. A provider's faults are
/// problems in the report; only the caller's cancellation is an exception.
/// </summary>
public sealed class ProviderProbe(OaiClient client, SourceCredentials credentials, TimeProvider time, ProbeLimits limits)
{
    private const int SetsShown = 50;

    /// <param name="source">As it would be harvested, if its base URL were right; its name may be empty.</param>
    public async Task<ProbeReport> ProbeAsync(Source source, CancellationToken ct)
    {
        var problems = new List<string>();
        var meant = BaseUrlText.Clean(source.BaseUrl);
        var (credential, refusal) = meant is null ? default : credentials.Of(source with { BaseUrl = meant.AbsoluteUri });
        if (refusal is not null)
        {
            problems.Add(refusal);
        }

        var requests = new ProbeRequests(client, credential, time, limits, ct);
        var report = new ProbeReport { Asked = source.BaseUrl, At = time.GetUtcNow() };
        if (meant is null)
        {
            problems.Add($"'{source.BaseUrl}' is no web address: give the provider's OAI-PMH base URL, as in https://library.example/oai.");
        }
        else if (await new ProviderSearch(requests, problems).FindAsync(source.BaseUrl, meant) is { } found)
        {
            report = await LookAsync(report, source, found, requests, problems);
        }

        if (requests.Ended is { } ended && !problems.Contains(ended))
        {
            problems.Add(ended);
        }

        return report with { Requests = requests.Made, Took = requests.Elapsed, Complete = requests.Ended is null, Problems = problems };
    }

    private static async Task<ProbeReport> LookAsync(ProbeReport report, Source source, FoundProvider found, ProbeRequests requests, List<string> problems)
    {
        if (found.File is { } file)
        {
            requests.AskInstead(file);
        }

        var remarks = new List<string>();
        problems.AddRange(IdentifyProblems.Of(found.Identify));
        var formats = PrefixRanking.Rank(await FormatsAsync(requests, found.BaseUrl, problems));
        var prefix = ChoosePrefix(formats, source.MetadataPrefix, problems, remarks);
        var sets = await SetsAsync(requests, source, found.BaseUrl, problems);
        var list = prefix is null ? null : await new ListProbe(requests, found.BaseUrl, source, prefix, problems).ReadAsync();
        var dates = list is null ? null : await new DateProbe(
            requests,
            new OaiRequest { BaseUrl = found.BaseUrl, Verb = Enum.Parse<OaiVerb>(list.By.ToString()), MetadataPrefix = prefix, Set = list.Set },
            [.. list.Pages[0].Datestamps],
            problems).AskAsync(found.Identify);
        var sample = list?.Sample(SourceAccess.Of(source), DateOnly.FromDateTime(report.At.UtcDateTime));
        if (list is not null)
        {
            problems.AddRange(SampleProblems.Of(sample!, list.Repairs, source));
        }

        return report with
        {
            BaseUrl = found.BaseUrl.AbsoluteUri,
            Harvestable = sample is { Read: > 0 },
            Remarks = remarks,
            Provider = ProviderOf(found),
            Formats = formats,
            Sets = sets,
            Dates = dates,
            Pages = list is null ? null : new ProbedPages(
                list.By, list.RecordsPerPage, list.MillisecondsPerPage, list.Tokens(prefix!), list.Pages[0].DeclaredEncoding, list.Repairs),
            Harvest = list?.Estimate(dates?.Earliest, Math.Max(1, source.Sets.Count), found.Identify.ResponseDate ?? report.At),
            Sample = sample,
            Proposal = prefix is null ? null : SourceProposal.Of(source, found, prefix, list?.By),
        };
    }

    private static ProbedProvider ProviderOf(FoundProvider found) => new()
    {
        Name = found.Identify.RepositoryName,
        BaseUrl = found.Identify.BaseUrl,
        ProtocolVersion = found.Identify.ProtocolVersion,
        AdminEmails = found.Identify.AdminEmails,
        EarliestDatestamp = found.Identify.EarliestDatestamp,
        Granularity = found.Identify.Granularity,
        DeletedRecord = found.Identify.DeletedRecord,
        Compression = found.Identify.Compression,
        ResponseDate = found.Identify.ResponseDate,
        StaticRepository = found.File is not null,
    };

    private static async Task<IReadOnlyList<OaiMetadataFormat>> FormatsAsync(ProbeRequests requests, Uri baseUrl, List<string> problems)
    {
        var fetch = await requests.AskAsync(OaiRequest.ListMetadataFormats(baseUrl));
        try
        {
            if (fetch is OaiFetch.Page page && OaiMetadataFormats.Read(page.Body) is { Formats: { Count: > 0 } formats })
            {
                return formats;
            }
        }
        catch (OaiFormatException)
        {
            // the same as an error: what it offers is not known
        }

        if (requests.Ended is null)
        {
            problems.Add("The provider does not list its metadata formats: the hub asks for the one that the source names; tell the provider.");
        }

        return [];
    }

    /// <returns>Null, with a problem, where the provider offers nothing that the hub reads.</returns>
    private static string? ChoosePrefix(IReadOnlyList<ProbedFormat> formats, string asked, List<string> problems, List<string> remarks)
    {
        var prefix = PrefixRanking.Choose(formats, asked);
        var offered = string.Join(", ", formats.Select(format => format.Prefix));
        if (prefix is null)
        {
            problems.Add($"The provider offers {offered} and none of the formats that the hub reads: ask for {PrefixRanking.DublinCore}, which every provider must have.");
        }
        else if (prefix != asked)
        {
            problems.Add(formats.Any(format => format.Prefix == asked)
                ? $"The hub does not read '{asked}': harvest '{prefix}'."
                : $"The provider does not offer '{asked}', but {offered}: harvest '{prefix}'.");
        }

        var richer = formats.TakeWhile(format => format.Prefix != prefix).Where(format => format.Name is not null).ToList();
        if (prefix is not null && richer.Count > 0)
        {
            remarks.Add($"Richer than '{prefix}': {string.Join(", ", richer.Select(format => $"'{format.Prefix}' ({format.Name}{(format.Readable ? "" : ", not read by the hub")})"))}. Probe the source with one of them and compare the records.");
        }

        return prefix;
    }

    private static async Task<ProbedSets?> SetsAsync(ProbeRequests requests, Source source, Uri baseUrl, List<string> problems)
    {
        var fetch = await requests.AskAsync(OaiRequest.ListSets(baseUrl));
        try
        {
            if (fetch is not OaiFetch.Page page)
            {
                return null;
            }

            var sets = OaiSets.Read(page.Body);
            var more = sets.ResumptionToken is not null;
            if (!more)
            {
                var unknown = source.Sets.Except(sets.Sets.Select(set => set.Spec)).ToList();
                problems.AddRange(unknown.Select(set => string.Create(CultureInfo.InvariantCulture,
                    $"The provider does not list a set '{set}': take one of the {sets.Sets.Count} that it lists, or none to harvest everything.")));
                var empty = source.FreeSets.Where(free => !sets.Sets.Any(set => SourceAccess.Covers(free, set.Spec)));
                problems.AddRange(empty.Select(set => $"The provider lists no set '{set}' nor one below it, so freeSets makes nothing free by it: take setSpecs that it lists."));
            }

            return new ProbedSets(sets.Sets.Count, more, [.. sets.Sets.Take(SetsShown)]);
        }
        catch (OaiFormatException)
        {
            return null;
        }
    }
}
