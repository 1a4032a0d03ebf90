using IntegrationHub.Oai;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Probing;

/// <summary>What was seen of a source's lists.</summary>
/// <param name="By">The verb that works.</param>
/// <param name="Set">The set that <paramref name="Pages"/> are of; null: the whole list.</param>
/// <param name="Pages">The first pages of one list.</param>
/// <param name="Others">The first pages of the other sets' lists.</param>
internal sealed record ListSample(ListVerb By, string? Set, IReadOnlyList<PageSeen> Pages, IReadOnlyList<PageSeen> Others)
{
    /// <summary>With <see cref="ListVerb.ListIdentifiers"/>: the records that were asked for one by one.</summary>
    public IReadOnlyList<PageSeen> Records { get; init; } = [];

    public int RecordsPerPage => Pages[0].Count;

    /// <summary>From request to last byte; with <see cref="ListVerb.ListIdentifiers"/>, of all the page's records besides.</summary>
    public int MillisecondsPerPage => (int)Math.Max(1,
        Pages.Average(page => page.Fetch.Elapsed.TotalMilliseconds)
        + (Records.Count == 0 ? 0 : RecordsPerPage * Records.Average(page => page.Fetch.Elapsed.TotalMilliseconds)));

    public IEnumerable<PageSeen> All => Pages.Concat(Others).Concat(Records);

    /// <summary>The pages that hold records, not headers alone.</summary>
    public IEnumerable<PageSeen> WithRecords => By == ListVerb.ListIdentifiers ? Records : Pages.Concat(Others);

    public IReadOnlyDictionary<string, int> Repairs => All.SelectMany(page => page.Page.Repairs.Concat(page.Fetch.Repairs))
        .GroupBy(repair => repair.Key, repair => repair.Value).ToDictionary(kind => kind.Key.ToString(), kind => kind.Sum());

    /// <param name="oldest">Where the list is thought to begin.</param>
    /// <param name="lists">Lists that a harvest would follow: those of the sets, or one.</param>
    public HarvestEstimate Estimate(DateTimeOffset? oldest, int lists, DateTimeOffset now)
    {
        var datestamps = Pages.SelectMany(page => page.Datestamps).ToList();
        var isOrdered = datestamps.Zip(datestamps.Skip(1), (one, next) => one <= next).All(ordered => ordered);
        var complete = Others.Count + 1 == lists;
        var told = complete && Others.All(other => other.Page.CompleteListSize is not null || other.IsLast)
            ? Pages[0].Page.CompleteListSize + Others.Sum(other => other.IsLast ? other.Count : other.Page.CompleteListSize)
            : null;
        return HarvestEstimate.Of(new ListSeen(
            Pages.Concat(Others).Sum(page => page.Count),
            complete && Pages[^1].IsLast && Others.All(other => other.IsLast),
            told,
            RecordsPerPage,
            MillisecondsPerPage,
            isOrdered && lists == 1 && datestamps.Count > 0 ? datestamps[0] : null,
            datestamps.Count > 0 ? datestamps[^1] : null,
            oldest,
            now));
    }

    public ProbedTokens? Tokens(string prefix) => Pages[0].Page.ResumptionToken is not { } token ? null : new ProbedTokens(
        TokenStyles.Of(token.Value, Pages.Count > 1 ? Pages[1].Page.ResumptionToken?.Value : null, prefix, RecordsPerPage),
        token.Value.Length > 100 ? token.Value[..100] + "…" : token.Value,
        token.ExpirationDate - Pages[0].Page.ResponseDate,
        token.CompleteListSize is not null);

    /// <summary>The records seen, as they would be harvested.</summary>
    /// <param name="access">What the source's admin says about free access.</param>
    /// <param name="day">On which an embargo may have ended.</param>
    public ProbedSample Sample(SourceAccess access, DateOnly day)
    {
        const int shown = 10, longestAbstract = 300;
        var pages = WithRecords.ToList();
        var records = pages.SelectMany(page => page.Page.Records).ToList();
        var read = records.Where(record => record.Metadata is { Withdrawn: false }).Select(record => (record.Header, Record: access.Apply(record.Metadata!, record.Header.SetSpecs))).ToList();
        var bare = records.Where(record => record.Metadata is null && !record.Header.Deleted)
            .Select(record => new OaiReject(record.Header.Identifier, "The record has no metadata and is not marked as deleted."));
        OaiReject[] rejects = [.. pages.SelectMany(page => page.Page.Rejects), .. bare];
        var free = read.Count(record => record.Record.Access.StatusOn(day) >= AccessStatus.Free);
        return new ProbedSample(
            pages.Sum(page => page.Count),
            records.Count(record => record.Header.Deleted || record.Metadata is { Withdrawn: true }),
            rejects.Length,
            read.Count,
            free,
            read.Count == 0 ? null : Math.Round((double)free / read.Count, 3),
            [.. rejects.Take(shown)],
            [.. Enumerable.Range(0, Math.Min(shown, read.Count)).Select(at => Shown(read[at * read.Count / Math.Min(shown, read.Count)]))]);

        static ProbedRecord Shown((OaiHeader Header, BibliographicRecord Record) read) => new(
            read.Header.Identifier, read.Header.Datestamp, read.Header.SetSpecs,
            read.Record is { Abstract.Length: > longestAbstract } wordy ? wordy with { Abstract = wordy.Abstract[..longestAbstract] + "…" } : read.Record);
    }
}
