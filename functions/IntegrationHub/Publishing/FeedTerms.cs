using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>Identifiers as URIs.</summary>
internal static class IdentifierUri
{
    /// <returns>Null where the identifier has no form that is a URI.</returns>
    public static string? Of(Identifier identifier) =>
        identifier.Scheme is IdentifierScheme.Uri or IdentifierScheme.Other && !identifier.Invalid ? Absolute(identifier.Value)
        : IdentifierAddresses.Of(identifier);

    private static string? Absolute(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri) && !uri.IsFile && Uri.IsWellFormedUriString(uri.AbsoluteUri, UriKind.Absolute) ? uri.AbsoluteUri : null;
}

/// <summary>Subjects with the URI of their scheme.</summary>
internal static class SubjectTerms
{
    public static string? SchemeOf(Subject subject) => SubjectSchemes.UriOf(subject.Scheme);

    /// <summary>What a reader understands: of a class number the class that it falls under.</summary>
    public static string NameOf(Subject subject) =>
        subject.Scheme == SubjectScheme.Clc && ClcClasses.Find(subject.Value) is { } known ? SubjectLabels.Label(known).Text : subject.Value;
}

/// <summary>Access as our own answers spell it.</summary>
internal static class AccessTerms
{
    public static string Of(AccessStatus status) => status switch
    {
        AccessStatus.Open => "open",
        AccessStatus.Free => "free",
        AccessStatus.Registration => "registration",
        AccessStatus.Embargoed => "embargoed",
        AccessStatus.Restricted => "restricted",
        _ => "unknown",
    };

    public static string Of(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Licence => "licence",
        EvidenceKind.AccessRights => "accessRights",
        EvidenceKind.SourcePolicy => "sourcePolicy",
        EvidenceKind.Embargo => "embargo",
        _ => "statement",
    };

    public static string Of(EvidenceStrength strength) => strength switch
    {
        EvidenceStrength.Weak => "weak",
        EvidenceStrength.Moderate => "moderate",
        EvidenceStrength.Strong => "strong",
        _ => "unstated",
    };

    /// <summary>Evidence in one line. Where it contradicts itself, each piece with what it says.</summary>
    public static string Sentence(FeedPlace place) =>
        place.Evidence.Count == 0 ? Of(place.Status)
        : place.IsContradicted ? $"{Of(place.Status)}, contradicted: {string.Join("; ", place.Evidence.Select(piece => $"{Quote(piece)} ({Of(piece.Says)})"))}"
        : $"{Of(place.Status)}: {string.Join("; ", place.Evidence.Select(Quote))}";

    private static string Quote(AccessEvidence piece) => piece.Kind == EvidenceKind.Embargo ? $"embargo until {piece.Value}" : piece.Value;
}
