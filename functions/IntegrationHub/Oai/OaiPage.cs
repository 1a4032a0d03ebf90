namespace IntegrationHub.Oai;

/// <summary>An answer to ListRecords, ListIdentifiers or GetRecord.</summary>
public sealed record OaiPage<T>
{
    /// <summary>The provider's clock, which cursors follow (null: not given, or no date).</summary>
    public DateTimeOffset? ResponseDate { get; init; }

    /// <summary>Protocol errors; an answer may hold errors and, against the specification, records or a token as well.</summary>
    public IReadOnlyList<OaiError> Errors { get; init; } = [];

    /// <summary>In the order given. Deleted records and those of ListIdentifiers have no metadata.</summary>
    public IReadOnlyList<OaiRecord<T>> Records { get; init; } = [];

    public IReadOnlyList<OaiReject> Rejects { get; init; } = [];

    public OaiRepairs Repairs { get; init; } = OaiRepairs.None;

    /// <summary>Null when absent <em>or empty</em>: the list ends here.</summary>
    public OaiResumptionToken? ResumptionToken { get; init; }

    /// <summary>As claimed by the last page too, whose token is empty. Often wrong.</summary>
    public long? CompleteListSize { get; init; }

    /// <summary>The page breaks off or is broken beyond repair; <see cref="Records"/> holds what came before. Ask again.</summary>
    public bool Truncated { get; init; }

    /// <summary>Where and how it broke, when <see cref="Truncated"/>.</summary>
    public string? TruncatedBecause { get; init; }
}

/// <param name="Header">Who it is.</param>
/// <param name="Metadata">What the <see cref="MetadataReader{T}"/> made of the payload; default without one.</param>
public sealed record OaiRecord<T>(OaiHeader Header, T? Metadata);

/// <param name="Identifier">Trimmed, never empty.</param>
/// <param name="Datestamp">As given, trimmed; empty when missing. See <see cref="OaiDates.Parse"/>.</param>
/// <param name="SetSpecs">Equal lists are one object within a page.</param>
/// <param name="Deleted">The status says so.</param>
public sealed record OaiHeader(string Identifier, string Datestamp, IReadOnlyList<string> SetSpecs, bool Deleted);

/// <param name="Code">As given: normally one of <see cref="OaiErrorCodes"/>.</param>
/// <param name="Message">One line, cut down to some hundred characters; may be empty.</param>
public sealed record OaiError(string Code, string Message)
{
    public string Code { get; } = NotOai.Line(Code);

    public string Message { get; } = NotOai.Line(Message);
}

/// <summary>A record that could not be read.</summary>
/// <param name="Identifier">Null when even that could not be found.</param>
/// <param name="Reason">One line, cut down to some hundred characters: it may quote the page.</param>
public sealed record OaiReject(string? Identifier, string Reason)
{
    public string Reason { get; } = NotOai.Line(Reason);
}

/// <param name="Value">Trimmed, never empty; spaces within are kept.</param>
/// <param name="CompleteListSize">A claim, often wrong.</param>
/// <param name="Cursor">Records before this page; a claim too.</param>
/// <param name="ExpirationDate">Null when not given or no date.</param>
public sealed record OaiResumptionToken(string Value, long? CompleteListSize, long? Cursor, DateTimeOffset? ExpirationDate);

/// <summary>The error codes of section 3.6.</summary>
public static class OaiErrorCodes
{
    public const string BadArgument = "badArgument";
    public const string BadResumptionToken = "badResumptionToken";
    public const string BadVerb = "badVerb";
    public const string CannotDisseminateFormat = "cannotDisseminateFormat";
    public const string IdDoesNotExist = "idDoesNotExist";
    public const string NoMetadataFormats = "noMetadataFormats";
    public const string NoRecordsMatch = "noRecordsMatch";
    public const string NoSetHierarchy = "noSetHierarchy";
}

/// <summary>The bytes are no OAI-PMH answer at all. The message says what they seem to be, with the first of them.</summary>
public sealed class OaiFormatException(string message, Exception? inner = null) : Exception(message, inner);
