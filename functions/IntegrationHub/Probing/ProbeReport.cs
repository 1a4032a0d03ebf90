using IntegrationHub.Oai;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Probing;

/// <summary>What a provider was found to be, and what would be harvested from it. Blob <c>{source}.json</c> where it is kept.</summary>
public sealed record ProbeReport
{
    /// <summary>The base URL as it was given.</summary>
    public required string Asked { get; init; }

    /// <summary>The one that an Identify succeeded on; null: none was found, and nothing more is known.</summary>
    public string? BaseUrl { get; init; }

    /// <summary>The hub's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Made of the provider and of where it was looked for, one after another.</summary>
    public int Requests { get; init; }

    public TimeSpan Took { get; init; }

    /// <summary>False: the time was used up or the provider busy, and what is missing was not asked.</summary>
    public bool Complete { get; init; }

    /// <summary>A harvest with <see cref="Proposal"/> would bring records.</summary>
    public bool Harvestable { get; init; }

    /// <summary>Each one sentence or two: what is wrong, and what to do.</summary>
    public IReadOnlyList<string> Problems { get; set; } = [];

    /// <summary>What is good to know and asks for nothing.</summary>
    public IReadOnlyList<string> Remarks { get; set; } = [];

    public ProbedProvider? Provider { get; init; }

    /// <summary>Richest first.</summary>
    public IReadOnlyList<ProbedFormat> Formats { get; set; } = [];

    /// <summary>Null: not asked, or no answer.</summary>
    public ProbedSets? Sets { get; init; }

    public ProbedDates? Dates { get; init; }

    public ProbedPages? Pages { get; init; }

    /// <summary>Count or estimate of the records that would be harvested.</summary>
    public HarvestEstimate? Harvest { get; init; }

    public ProbedSample? Sample { get; init; }

    /// <summary>The source with what was learnt in it; may be PUT as it is.</summary>
    public SourceBody? Proposal { get; init; }

    /// <summary>What runs of <paramref name="source"/> go by. Null: nothing was learnt.</summary>
    public ProviderFindings? ToFindings(Source source) => BaseUrl is null || Provider is null ? null : new ProviderFindings
    {
        Source = source.Id,
        BaseUrl = BaseUrl,
        MetadataPrefix = Proposal?.MetadataPrefix ?? source.MetadataPrefix,
        At = At,
        Granularity = Dates?.Granularity,
        FromWorks = Dates?.FromWorks,
        UntilWorks = Dates?.UntilWorks,
        DeletedRecord = Provider.DeletedRecord,
        Earliest = Dates?.Earliest,
        ListBy = Pages?.ListBy,
        Records = Harvest is { By: not CountedBy.AtLeast, Records: var records } ? records : null,
        RecordsPerPage = Pages?.RecordsPerPage,
        MillisecondsPerPage = Pages?.MillisecondsPerPage,
    };
}

/// <summary>The answer to Identify, as given.</summary>
public sealed record ProbedProvider
{
    public string Name { get; init; } = "";

    public string BaseUrl { get; init; } = "";

    public string ProtocolVersion { get; init; } = "";

    public IReadOnlyList<string> AdminEmails { get; set; } = [];

    public string EarliestDatestamp { get; init; } = "";

    public OaiGranularity Granularity { get; init; }

    public OaiDeletedRecord DeletedRecord { get; init; }

    public IReadOnlyList<string> Compression { get; set; } = [];

    /// <summary>Its clock.</summary>
    public DateTimeOffset? ResponseDate { get; init; }

    /// <summary>It is a static repository's file.</summary>
    public bool StaticRepository { get; init; }
}

/// <param name="Count">On the first page of ListSets.</param>
/// <param name="More">There are further pages.</param>
/// <param name="First">Spec and name of the first of them.</param>
public sealed record ProbedSets(int Count, bool More, IReadOnlyList<OaiSet> First);

/// <summary>What the date arguments really do. Null: not tried, or no telling.</summary>
/// <param name="Granularity">The finest that was seen to work.</param>
/// <param name="Earliest">The oldest datestamp, as far as it can be believed.</param>
public sealed record ProbedDates(OaiGranularity? Granularity, bool? FromWorks, bool? UntilWorks, DateTimeOffset? Earliest);

/// <param name="ListBy">The verb that lists its records.</param>
/// <param name="MillisecondsPerPage">From request to last byte.</param>
/// <param name="DeclaredEncoding">Of the XML declaration; null: none.</param>
/// <param name="Repairs">What had to be put right on the pages seen, by kind.</param>
public sealed record ProbedPages(
    ListVerb ListBy, int RecordsPerPage, int MillisecondsPerPage, ProbedTokens? Tokens, string? DeclaredEncoding, IReadOnlyDictionary<string, int> Repairs);

/// <param name="LifeTime">As the provider says; null: it doesn't.</param>
/// <param name="TellsSize">completeListSize is given.</param>
public sealed record ProbedTokens(TokenStyle Style, string Example, TimeSpan? LifeTime, bool TellsSize);

/// <summary>The records that were seen, as they would be harvested.</summary>
/// <param name="Free">Of <see cref="Read"/>, those that the hub would call free.</param>
/// <param name="FreeShare">From 0 to 1; null: nothing was read.</param>
public sealed record ProbedSample(
    int Seen, int Deleted, int Rejected, int Read, int Free, double? FreeShare, IReadOnlyList<OaiReject> Rejects, IReadOnlyList<ProbedRecord> Records);

public sealed record ProbedRecord(string Id, string Datestamp, IReadOnlyList<string> Sets, BibliographicRecord Record);
