using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>What a portal asks about one thing: every identifier it knows of it. Unknown properties are ignored.</summary>
public sealed record LookupItem
{
    public string? Isbn { get; init; }

    public string? Issn { get; init; }

    public string? Doi { get; init; }

    /// <summary>http(s) address of a landing page or file.</summary>
    public string? Uri { get; init; }
}

/// <summary>A question that can be answered: identifiers in canonical form.</summary>
internal sealed record LookupQuery(IReadOnlyList<Identifier> Identifiers)
{
    private const int LongestValue = 2_000;

    /// <summary>Reads a question, or says everything that is wrong with it.</summary>
    public static (LookupQuery? Query, IReadOnlyDictionary<string, string[]> Errors) Parse(LookupItem item)
    {
        var identifiers = new List<Identifier>();
        var errors = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        Read("isbn", item.Isbn, ParseIsbn);
        Read("issn", item.Issn, ParseIssn);
        Read("doi", item.Doi, ParseDoi);
        Read("uri", item.Uri, ParseUri);
        if (identifiers.Count == 0 && errors.Count == 0)
        {
            errors["query"] = ["Give at least one of isbn, issn, doi and uri."];
        }

        return (errors.Count == 0 ? new LookupQuery(identifiers) : null, errors);

        void Read(string name, string? value, Func<string, (Identifier? Identifier, string? Error)> parse)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                return;
            }

            var (identifier, error) = value.Length <= LongestValue ? parse(value.Trim()) : (null, $"Longer than {LongestValue} characters.");
            if (identifier is not null)
            {
                identifiers.Add(identifier);
            }
            else
            {
                errors[name] = [error!];
            }
        }
    }

    private static (Identifier?, string?) ParseIsbn(string text) =>
        Isbn.TryParse(text, out var isbn) ? (new Identifier(IdentifierScheme.Isbn, isbn.Value), null)
        : Isbn.TryScan(text, out _, out _) ? (null, $"'{text}' is no ISBN: its check digit does not fit.")
        : (null, $"'{text}' is no ISBN: 10 or 13 digits are expected.");

    private static (Identifier?, string?) ParseIssn(string text) =>
        Issn.TryParse(text, out var issn) ? (new Identifier(IdentifierScheme.Issn, issn.Value), null)
        : Issn.TryScan(text, out _, out _) ? (null, $"'{text}' is no ISSN: its check digit does not fit.")
        : (null, $"'{text}' is no ISSN: eight digits are expected, as in 0378-5955.");

    private static (Identifier?, string?) ParseDoi(string text) =>
        Doi.TryParse(text, out var doi) ? (new Identifier(IdentifierScheme.Doi, doi.Value), null) : (null, $"'{text}' is no DOI: 10.prefix/suffix is expected.");

    /// <summary>An address that holds a DOI names the thing by it, whatever the resolver: https://doi.org/…, http://dx.doi.org/…, a publisher's …/doi/….</summary>
    private static (Identifier?, string?) ParseUri(string text) =>
        FeedEntryOf.HttpAddress(text) is not null && Doi.TryParse(text, out var doi) ? (new Identifier(IdentifierScheme.Doi, doi.Value), null)
        : FeedEntryOf.HttpAddress(text) is not null ? (new Identifier(IdentifierScheme.Uri, text), null) : (null, $"'{text}' is no http or https address.");
}
