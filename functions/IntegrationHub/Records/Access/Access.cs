using System.Text.Json.Serialization;

namespace IntegrationHub.Records;

/// <summary>What a reader may do, from least to most.</summary>
public enum AccessStatus
{
    Unknown,
    Restricted,
    Embargoed,

    /// <summary>Free after the reader registers with the platform.</summary>
    Registration,

    /// <summary>Free to read; nothing said about reuse.</summary>
    Free,

    /// <summary>Free to read and under an open licence.</summary>
    Open,
}

public enum EvidenceKind
{
    Licence,
    AccessRights,
    SourcePolicy,
    Embargo,
    Statement,
}

/// <summary>How far a piece of evidence can be relied on, from least to most.</summary>
public enum EvidenceStrength
{
    /// <summary>Written before strengths were kept: as good as <see cref="Moderate"/>.</summary>
    Unstated,

    /// <summary>A hint: it counts only where nothing firmer is said. A source's policy, words that speak of use as often as of access.</summary>
    Weak,

    /// <summary>Plain words about access, or a mark that implies it.</summary>
    Moderate,

    /// <summary>A licence, a term of a vocabulary, a coded value, a date.</summary>
    Strong,
}

/// <summary>Why we say what we say about access.</summary>
/// <param name="Says">Unknown: it belongs to the matter and says nothing of who may read.</param>
/// <param name="Value">What the record or the source said: a licence URI, a vocabulary term, a date (ISO), a phrase, a policy's name.</param>
public sealed record AccessEvidence(EvidenceKind Kind, AccessStatus Says, string Value, EvidenceStrength Strength = EvidenceStrength.Unstated);

/// <summary>
/// Free is a claim with evidence. <see cref="Url"/> leads to the thing itself and is set for every status from Registration up, and for an
/// embargoed thing when its address is known already.
/// </summary>
public sealed record Access
{
    public static readonly Access Unknown = new();

    public AccessStatus Status { get; init; }

    public IReadOnlyList<AccessEvidence> Evidence { get; set; } = [];

    /// <summary>http or https.</summary>
    public string? Url { get; init; }

    /// <summary>True where one piece of evidence says that readers get it and another that they don't. Written for whoever looks; read from the evidence.</summary>
    public bool Contradicted => AccessRules.AreContradictory(Evidence);

    [JsonIgnore]
    public bool IsFree => Status >= AccessStatus.Free;

    /// <inheritdoc cref="AccessRules.StatusOn"/>
    public AccessStatus StatusOn(DateOnly day) => AccessRules.StatusOn(Status, Evidence, Url, day);
}
