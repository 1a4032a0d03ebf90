using System.Collections.Concurrent;
using System.Text;
using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Harvest;

/// <summary>
/// The provider's list by ListIdentifiers, and GetRecord for each that is not deleted: for providers whose ListRecords is broken. Each answer is a page of the
/// walk, so that a window keeps its place within a page of thousands of identifiers, whatever ends the step; the page is then asked for once more.
/// </summary>
/// <param name="pass">The way to the provider.</param>
/// <param name="first">The first page of identifiers.</param>
/// <param name="faults">Passing faults in a row before this step.</param>
/// <param name="parallel">Records asked for at once.</param>
internal sealed class IdentifierPages(HostPass pass, OaiRequest first, int faults, int parallel) : IPageSource
{
    /// <summary>A record that has failed so often, while others are answered, is at fault itself.</summary>
    private const int FaultsOfOne = 2;

    private readonly ConcurrentDictionary<string, Asked> _asked = new(StringComparer.Ordinal);
    private readonly string _prefix = first.MetadataPrefix!;
    private IdentifierList? _list;
    private bool _underWay;

    public async Task<OaiFetch> FetchAsync(string? token, CancellationToken ct)
    {
        var place = IdentifierPlace.Of(token);
        if (place.Record is null || _list is null || _list.Token != place.List)
        {
            var answer = await OpenAsync(place.List, ct);
            if (answer is not OaiFetch.Page || _list is null || place.Record is null || _list.Ids.Count == 0)
            {
                Note(token, null);
                return answer;
            }
        }

        var list = _list!;
        var record = place.Record!.Value;
        record = record < list.Ids.Count && list.Ids[record] == place.Id ? record : Math.Max(0, list.Ids.IndexOf(place.Id!));
        for (var ahead = record; ahead < Math.Min(record + parallel, list.Ids.Count); ahead++)
        {
            _ = AskAsync(list, ahead, ct);
        }

        var (page, instead) = await GetAsync(list, record, ct);
        Note(token, record, page is null ? null : instead);
        return page ?? list.Answers[record]!.Result;

        void Note(string? of, int? number, string? reason = null)
        {
            if (_list is { } open)
            {
                _asked[of ?? ""] = new Asked(open, number, reason);
            }
        }
    }

    public string? TryReadToken(string? token, OaiFetch.Page page) => _asked.TryGetValue(token ?? "", out var asked) && !asked.EndsBroken ? asked.Next : null;

    public ReadPage Read(string? token, OaiFetch.Page page, MetadataReader<CrosswalkedRecord> records)
    {
        if (!_asked.TryRemove(token ?? "", out var asked))
        {
            // It could not be read as a list, and this says why.
            return new ReadPage(OaiPageReader.Read(page.Body, records), []);
        }

        var (list, record, reason) = asked;
        if (record is not { } number)
        {
            var next = asked.Next is { } place ? new OaiResumptionToken(place, list.Page.ResumptionToken?.CompleteListSize, null, null) : null;
            return new ReadPage(
                RecordAnswer.Deletions(list.Page) with
                {
                    ResumptionToken = next,
                    Errors = list.Ids.Count > 0 ? [] : list.Page.Errors,
                    Truncated = list.Page.Truncated && list.Ids.Count == 0,
                },
                list.Page.Records.Select(header => header.Header.Datestamp));
        }

        list.Answers[number] = null;
        var id = list.Ids[number];
        var read = reason is null ? RecordAnswer.Read(page.Body, id, records) : new OaiPage<CrosswalkedRecord> { Rejects = [new OaiReject(id, reason)] };
        return new ReadPage(
            read with
            {
                ResumptionToken = asked.Next is { } following ? new OaiResumptionToken(following, null, null, null) : null,
                Truncated = read.Truncated || asked.EndsBroken,
                TruncatedBecause = read.TruncatedBecause ?? list.Page.TruncatedBecause,
            },
            Datestamps: null);
    }

    // Of the pages before this one everything has been waited for.
    public async ValueTask DisposeAsync() => await Task.WhenAll(_list?.Answers.OfType<Task>() ?? []).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Asks for a page of identifiers, which is the one at work if it can be read.</summary>
    private async Task<OaiFetch> OpenAsync(string? token, CancellationToken ct)
    {
        _list = null;
        var fetch = await pass.FetchAsync(token is null ? first : first.Resume(token), ct);
        if (fetch is not OaiFetch.Page page)
        {
            return fetch;
        }

        try
        {
            _list = new IdentifierList(token, OaiPageReader.Read<CrosswalkedRecord>(page.Body, static _ => null!));
        }
        catch (OaiFormatException)
        {
            return page;
        }

        // Over the end of a step nobody else would notice.
        return token is not null && _list.Page.ResumptionToken?.Value == token
            ? new OaiFetch.Failed("The provider gives the same resumption token again, so its list would never end.", Transient: false, page.RequestUri, null, HarvestFault.Beginning(page.Body))
            : page;
    }

    /// <returns>The answer, with a reason where there is no record in it and never will be; no page where it should be asked for again.</returns>
    private async Task<(OaiFetch.Page? Page, string? Reason)> GetAsync(IdentifierList list, int record, CancellationToken ct)
    {
        var isFirst = !_underWay;
        _underWay = true;
        var fetch = await AskAsync(list, record, ct);
        if (fetch is OaiFetch.Page page && (faults < FaultsOfOne || !isFirst || Faulty(list, record, page) is null))
        {
            return (page, null);
        }

        // Whatever its status says is said of this record; of others, the next requests will tell.
        if (fetch is OaiFetch.Failed { Transient: false, Status: not null } refused)
        {
            return (Empty(refused), $"GetRecord: {refused.Reason}");
        }

        if (faults < FaultsOfOne || !isFirst || fetch is OaiFetch.Busy or OaiFetch.Failed { Transient: false } || !await OthersAnswerAsync(list, record, ct))
        {
            return (null, null);
        }

        return fetch is OaiFetch.Page bad ? (bad, $"GetRecord: {Faulty(list, record, bad)}") : (Empty((OaiFetch.Failed)fetch), $"GetRecord, again and again: {((OaiFetch.Failed)fetch).Reason}");
    }

    private Task<OaiFetch> AskAsync(IdentifierList list, int record, CancellationToken ct)
    {
        if (list.Answers[record] is { } begun)
        {
            return begun;
        }

        return list.Answers[record] = pass.FetchAsync(OaiRequest.GetRecord(first.BaseUrl, _prefix, list.Ids[record]), ct);
    }

    /// <summary>Whether it is this record that is at fault, not the provider. The last one of a page has but the page itself to be compared with.</summary>
    private async Task<bool> OthersAnswerAsync(IdentifierList list, int record, CancellationToken ct)
    {
        var others = Enumerable.Range(record + 1, Math.Min(Math.Max(1, parallel - 1), list.Ids.Count - record - 1)).ToList();
        var answer = others.Count == 0;
        foreach (var other in others)
        {
            answer |= await AskAsync(list, other, ct) is OaiFetch.Page page && Faulty(list, other, page) is null;
        }

        return answer;
    }

    private static string? Faulty(IdentifierList list, int record, OaiFetch.Page page)
    {
        try
        {
            return RecordAnswer.Read(page.Body, list.Ids[record], static _ => null!) is { Truncated: true } broken ? $"the answer breaks off: {broken.TruncatedBecause}" : null;
        }
        catch (OaiFormatException e)
        {
            return e.Message;
        }
    }

    private static OaiFetch.Page Empty(OaiFetch.Failed failed) =>
        new(Encoding.UTF8.GetBytes(failed.FirstBytes), failed.RequestUri, failed.RequestUri, TimeSpan.Zero, OaiRepairs.None);

    /// <summary>A page of identifiers, and what was asked for of it.</summary>
    private sealed class IdentifierList(string? token, OaiPage<CrosswalkedRecord> page)
    {
        public string? Token => token;

        public OaiPage<CrosswalkedRecord> Page => page;

        public List<string> Ids { get; } = [.. page.Records.Where(record => !record.Header.Deleted).Select(record => record.Header.Identifier)];

        public Task<OaiFetch>?[] Answers => field ??= new Task<OaiFetch>?[Ids.Count];
    }

    /// <param name="Record">Null: the page itself.</param>
    /// <param name="Reason">Why there is no such record.</param>
    private sealed record Asked(IdentifierList List, int? Record, string? Reason)
    {
        /// <summary>What follows in the list is not known: it broke off behind this record.</summary>
        public bool EndsBroken => List.Page.Truncated && List.Ids.Count > 0 && Record == List.Ids.Count - 1;

        public string? Next => Record + 1 is var next && (next ?? 0) < List.Ids.Count
            ? new IdentifierPlace(List.Token, next ?? 0, List.Ids[next ?? 0]).Write()
            : List.Page.ResumptionToken is { } token ? new IdentifierPlace(token.Value).Write() : null;
    }
}
