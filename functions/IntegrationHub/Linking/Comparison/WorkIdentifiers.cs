using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>Which of a record's identifiers speak for the work itself, and the form in which two spellings of one are equal.</summary>
internal static class WorkIdentifiers
{
    /// <summary>An invalid one speaks for nothing. The numbers of a serial on anything but a serial are those of the journal that it appeared in.</summary>
    public static bool Speaks(Identifier identifier, WorkType type) =>
        !identifier.Invalid && (identifier.Scheme is not (IdentifierScheme.Issn or IdentifierScheme.CnSerial) || type == WorkType.Serial);

    /// <summary>
    /// Whether an identifier says to everybody which other work a record of that type means. An address may be of anything that links to it; a number of somebody's own names nothing
    /// elsewhere unless it says whose it is: <c>(DE-101)1234</c>.
    /// </summary>
    public static bool Names(Identifier identifier, WorkType type) =>
        Speaks(identifier, type) && identifier.Scheme != IdentifierScheme.Uri && (identifier.Scheme != IdentifierScheme.Other || identifier.Value.StartsWith('('));

    /// <summary>What each article has one of, and no two articles share: DOI, PMID, PMCID, arXiv identifier, CSTR.</summary>
    public static bool NamesOneThing(IdentifierScheme scheme) =>
        scheme is IdentifierScheme.Doi or IdentifierScheme.Pmid or IdentifierScheme.Pmcid or IdentifierScheme.Arxiv or IdentifierScheme.Cstr;

    /// <param name="value">Canonical.</param>
    /// <returns>The same object where the canonical form is compared as it is.</returns>
    public static string Form(IdentifierScheme scheme, string value) => scheme switch
    {
        IdentifierScheme.Uri => WebAddress.Canonical(value),
        // Hyphens in an ARK say nothing; its letters keep their case.
        IdentifierScheme.Ark => value.Replace("-", string.Empty, StringComparison.Ordinal),
        IdentifierScheme.Handle or IdentifierScheme.UrnNbn or IdentifierScheme.Cstr or IdentifierScheme.NationalBibliography => value.ToLowerInvariant(),
        // Region and number name the serial; its class is left out by some and changed by others.
        IdentifierScheme.CnSerial => value.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? value[..slash] : value,
        _ => value,
    };

    /// <summary>The identifier in the form that is compared.</summary>
    public static Identifier Comparable(Identifier identifier) =>
        Form(identifier.Scheme, identifier.Value) is var form && ReferenceEquals(form, identifier.Value) ? identifier : identifier with { Value = form };
}
