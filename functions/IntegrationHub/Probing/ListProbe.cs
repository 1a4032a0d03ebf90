using IntegrationHub.Oai;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Probing;

/// <summary>Reads the beginning of a source's lists, with ListRecords, and where that is broken with ListIdentifiers and GetRecord.</summary>
internal sealed class ListProbe(ProbeRequests requests, Uri baseUrl, Source source, string prefix, List<string> problems)
{
    private const int MostSets = 8;
    private const int MostGot = 10;

    private readonly MetadataFormats _formats = new();

    /// <returns>Null, with problems that say why, where no records came.</returns>
    public async Task<ListSample?> ReadAsync()
    {
        IReadOnlyList<string?> sets = source.Sets.Count == 0 ? [null] : [.. source.Sets.Take(MostSets)];
        var lists = new List<(string? Set, PageSeen Page)>();
        foreach (var set in sets)
        {
            var (page, fault) = await AskAsync(ListOf(OaiVerb.ListRecords, set));
            if (page is null && lists.Count == 0)
            {
                return await FallBackAsync(set, fault);
            }

            if (page is null || page.Count == 0)
            {
                problems.Add(
                    page is null ? $"Set '{set}' can't be listed ({fault}): check that the provider still has it, or take it out of the source's sets."
                    : set is null ? "The provider lists no records: ask its operator whether there are any, and in which metadata format."
                    : $"Set '{set}' is empty: check its setSpec, or take it out of the source's sets.");
                continue;
            }

            lists.Add((set, page));
        }

        if (lists.Count == 0)
        {
            return null;
        }

        var (first, begin) = lists[0];
        var (pages, broken) = await FollowAsync(begin, OaiVerb.ListRecords);
        if (broken is not null && requests.Ended is null && await FallBackAsync(first, broken) is { } other)
        {
            return other;
        }

        if (broken is not null)
        {
            problems.Add($"The second page of the list can't be had ({broken}): a harvest would end there. Ask the provider to mend its resumption tokens.");
        }

        return new ListSample(ListVerb.ListRecords, first, pages, [.. lists.Skip(1).Select(list => list.Page)]);
    }

    private OaiRequest ListOf(OaiVerb verb, string? set) => new() { BaseUrl = baseUrl, Verb = verb, MetadataPrefix = prefix, Set = set };

    private async Task<(PageSeen? Page, string Fault)> AskAsync(OaiRequest request) => PageSeen.Read(await requests.AskAsync(request), _formats.Read);

    /// <summary>The page and the one after it.</summary>
    private async Task<(IReadOnlyList<PageSeen> Pages, string? Broken)> FollowAsync(PageSeen first, OaiVerb verb)
    {
        if (first.Page.ResumptionToken is not { } token)
        {
            if (first.Page.Truncated)
            {
                problems.Add($"A page breaks off ({first.Page.TruncatedBecause}): the hub keeps what came before and asks again; if it stays so, tell the provider.");
            }

            return ([first], null);
        }

        var (second, fault) = await AskAsync(new OaiRequest { BaseUrl = baseUrl, Verb = verb, ResumptionToken = token.Value });
        return second is null ? ([first], requests.Ended is null ? fault : null)
            : second.Page.Records.Count > 0 && second.Page.Records[0].Header.Identifier == first.Page.Records.FirstOrDefault()?.Header.Identifier
                ? ([first], "the resumption token leads to the same page again")
            : ([first, second], null);
    }

    /// <returns>Null where that does not work either.</returns>
    private async Task<ListSample?> FallBackAsync(string? set, string fault)
    {
        var (headers, _) = await AskAsync(ListOf(OaiVerb.ListIdentifiers, set));
        var (pages, broken) = headers is null ? ([], null) : await FollowAsync(headers, OaiVerb.ListIdentifiers);
        var got = new List<PageSeen>();
        if (broken is null && pages.Count > 0)
        {
            foreach (var header in pages[0].Page.Records.Select(record => record.Header).Where(header => !header.Deleted).Take(MostGot))
            {
                if ((await AskAsync(OaiRequest.GetRecord(baseUrl, prefix, header.Identifier))).Page is { Count: > 0 } record)
                {
                    got.Add(record);
                }
                else if (got.Count == 0)
                {
                    break;
                }
            }
        }

        if (got.Count == 0)
        {
            problems.Add($"ListRecords does not work ({fault}), nor do ListIdentifiers and GetRecord: ask the provider to mend it.");
            return null;
        }

        problems.Add($"ListRecords does not work ({fault}), but ListIdentifiers and GetRecord do, one request a record: harvest with listBy ListIdentifiers, and ask the provider to mend ListRecords, which is many times faster.");
        return new ListSample(ListVerb.ListIdentifiers, set, pages, []) { Records = got };
    }
}
