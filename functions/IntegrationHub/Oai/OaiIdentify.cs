namespace IntegrationHub.Oai;

/// <summary>Whether a repository remembers deletions (section 2.5.1).</summary>
public enum OaiDeletedRecord
{
    No,
    Transient,
    Persistent,
}

/// <summary>What a repository says of itself (section 4.2). Missing elements are empty: few repositories are complete.</summary>
public sealed record OaiIdentify
{
    public string RepositoryName { get; init; } = "";

    /// <summary>As given; it often differs from the address that works.</summary>
    public string BaseUrl { get; init; } = "";

    public string ProtocolVersion { get; init; } = "";

    public IReadOnlyList<string> AdminEmails { get; init; } = [];

    /// <summary>As given. See <see cref="OaiDates.Parse"/>.</summary>
    public string EarliestDatestamp { get; init; } = "";

    /// <summary>Anything unknown counts as <see cref="OaiDeletedRecord.No"/>: the least that may be relied on.</summary>
    public OaiDeletedRecord DeletedRecord { get; init; }

    /// <summary>Anything unknown counts as <see cref="OaiGranularity.Day"/>, which all must support.</summary>
    public OaiGranularity Granularity { get; init; }

    public IReadOnlyList<string> Compression { get; init; } = [];

    public DateTimeOffset? ResponseDate { get; init; }

    public IReadOnlyList<OaiError> Errors { get; init; } = [];

    /// <exception cref="OaiFormatException">No OAI-PMH answer.</exception>
    public static OaiIdentify Read(ReadOnlyMemory<byte> body) => throw new NotImplementedException();
}

/// <summary>One page of ListSets (section 4.6). <see cref="Errors"/> holds noSetHierarchy where there are none.</summary>
public sealed record OaiSets(IReadOnlyList<OaiSet> Sets, IReadOnlyList<OaiError> Errors, OaiResumptionToken? ResumptionToken)
{
    /// <exception cref="OaiFormatException">No OAI-PMH answer.</exception>
    public static OaiSets Read(ReadOnlyMemory<byte> body) => throw new NotImplementedException();
}

/// <param name="Spec">Colons separate levels (section 2.6).</param>
/// <param name="Name">Equals <paramref name="Spec"/> where the provider gives none.</param>
public sealed record OaiSet(string Spec, string Name);

/// <summary>ListMetadataFormats (section 4.4).</summary>
public sealed record OaiMetadataFormats(IReadOnlyList<OaiMetadataFormat> Formats, IReadOnlyList<OaiError> Errors)
{
    /// <exception cref="OaiFormatException">No OAI-PMH answer.</exception>
    public static OaiMetadataFormats Read(ReadOnlyMemory<byte> body) => throw new NotImplementedException();
}

public sealed record OaiMetadataFormat(string Prefix, string Schema, string Namespace);
