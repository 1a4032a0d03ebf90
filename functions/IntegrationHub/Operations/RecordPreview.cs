using IntegrationHub.Oai;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Operations;

/// <summary>What the hub would make of records, without keeping anything of it.</summary>
/// <param name="Seen">Records found in what was sent; <paramref name="Records"/> are the first of them.</param>
/// <param name="Repairs">What had to be put right before they could be read, by kind.</param>
/// <param name="Problems">Sentences about what was sent as a whole.</param>
public sealed record PreviewReport(int Seen, IReadOnlyList<RecordPreview> Records, IReadOnlyDictionary<string, long> Repairs, IReadOnlyList<string> Problems)
{
    /// <param name="page">As a harvest reads it.</param>
    /// <param name="access">What the source's admin says about free access.</param>
    /// <param name="most">Records to show.</param>
    internal static PreviewReport Of(OaiPage<CrosswalkedRecord> page, SourceAccess access, DateOnly day, int most)
    {
        var records = page.Records.Select(record => RecordPreview.Of(record, access, day)).Concat(page.Rejects.Select(RecordPreview.Of));
        var problems = page.Errors.Select(error => $"The provider answers with the error {error.Code}: {error.Message}").ToList();
        if (page.Truncated)
        {
            problems.Add(page.Records.Count + page.Rejects.Count > 0 ? $"{page.TruncatedBecause}. What came before is shown." : $"{page.TruncatedBecause}.");
        }

        return new PreviewReport(
            page.Records.Count + page.Rejects.Count, [.. records.Take(most)], page.Repairs.ToDictionary(repair => repair.Key.ToString(), repair => (long)repair.Value), problems);
    }
}

/// <summary>What the hub would make of one record.</summary>
public sealed record RecordPreview
{
    /// <summary>Stands for the OAI identifier of what was sent without one.</summary>
    internal const string Nameless = "preview";

    /// <summary>OAI identifier; null where what was sent has none.</summary>
    public string? Identifier { get; init; }

    public string? Datestamp { get; init; }

    public IReadOnlyList<string>? Sets { get; init; }

    public bool? Deleted { get; init; }

    /// <summary>Why it would be rejected; nothing of what follows is there then.</summary>
    public string? Reject { get; init; }

    /// <summary>Name of the crosswalk that read it.</summary>
    public string? Format { get; init; }

    /// <summary>As it would be kept, with every piece of evidence of its access.</summary>
    public BibliographicRecord? Record { get; init; }

    /// <summary>Its access today, as the feed would say it.</summary>
    public string? Access { get; init; }

    public bool? Free { get; init; }

    /// <summary>Paths of elements that have text and that the crosswalk does not know, most frequent first.</summary>
    public IReadOnlyList<DroppedElement>? Dropped { get; init; }

    /// <summary>Where the feed would show it among the subjects: classes of the Chinese Library Classification. Empty: unclassified.</summary>
    public IReadOnlyList<PreviewedClass>? Classes { get; init; }

    /// <summary>What it shares with other records of the same work: an identifier, or the folded words that a key of text is made of.</summary>
    public IReadOnlyList<string>? MatchKeys { get; init; }

    public string? Fingerprint { get; init; }

    internal static RecordPreview Of(OaiReject reject) => new() { Identifier = NameOf(reject.Identifier), Reject = reject.Reason };

    internal static RecordPreview Of(OaiRecord<CrosswalkedRecord> given, SourceAccess access, DateOnly day)
    {
        var header = given.Header;
        var named = new RecordPreview
        {
            Identifier = NameOf(header.Identifier),
            Datestamp = header.Identifier == Nameless || header.Datestamp.Length == 0 ? null : header.Datestamp,
            Sets = header.SetSpecs,
            Deleted = header.Deleted ? true : null,
        };
        if (given.Metadata is not { } read)
        {
            return header.Deleted ? named : named with { Reject = "The record has no metadata and is not marked as deleted." };
        }

        var record = access.Apply(read, header.SetSpecs);
        var place = new FeedPlace(SourceId.Parse("previewed-source"), record.Access.Status, record.Access.Url) { Evidence = record.Access.Evidence }.On(day);
        return named with
        {
            Format = read.Format,
            Record = record,
            Access = AccessTerms.Sentence(place),
            Free = place.IsFree,
            Dropped = [.. read.Dropped.CountBy(path => path).Select(path => new DroppedElement(path.Key, path.Value)).OrderByDescending(path => path.Count)],
            Classes = [.. Classification.Of(record).Select(PreviewedClass.Of)],
            MatchKeys = Linking.MatchKeys.Explain(record),
            Fingerprint = Records.Fingerprint.Of(record, header.SetSpecs),
        };
    }

    private static string? NameOf(string? identifier) => identifier == Nameless ? null : identifier;
}

/// <param name="Path">From the payload's root.</param>
public sealed record DroppedElement(string Path, int Count);

/// <param name="Code">Of the outline's second level, where the subject says so much: G25.</param>
/// <param name="From">The record's own subject that it follows from.</param>
/// <param name="Mapped">By a mapping table; false: it is a number of the classification itself.</param>
public sealed record PreviewedClass(string Code, string Chinese, string English, string From, bool Mapped)
{
    internal static PreviewedClass Of(ClassPlace place) =>
        new(place.Class.Code, place.Class.Chinese, place.Class.English, $"{place.From.Scheme}: {place.From.Value}", place.Rule is not null);
}
