using System.Text.Json;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>What a portal asks about one thing: every identifier it knows of it, each by the name of its scheme. Unknown properties are ignored.</summary>
public sealed record LookupItem
{
    public string? Isbn { get; init; }

    public string? Issn { get; init; }

    public string? Ismn { get; init; }

    public string? Doi { get; init; }

    public string? Handle { get; init; }

    public string? Ark { get; init; }

    public string? UrnNbn { get; init; }

    public string? Arxiv { get; init; }

    public string? Pmid { get; init; }

    public string? Pmcid { get; init; }

    public string? Oclc { get; init; }

    public string? Lccn { get; init; }

    public string? Cstr { get; init; }

    public string? UnifiedBookNumber { get; init; }

    public string? CnSerial { get; init; }

    /// <summary>With the code of its source where that is known: dnb:980696216.</summary>
    public string? NationalBibliography { get; init; }

    /// <summary>http(s) address of a landing page or file.</summary>
    public string? Uri { get; init; }

    /// <summary>A number of no scheme that we know, exactly as the record gives it.</summary>
    public string? Other { get; init; }

    /// <param name="name">A parameter of the query.</param>
    internal string? ValueOf(string name) => name switch
    {
        "isbn" => Isbn,
        "issn" => Issn,
        "ismn" => Ismn,
        "doi" => Doi,
        "handle" => Handle,
        "ark" => Ark,
        "urnNbn" => UrnNbn,
        "arxiv" => Arxiv,
        "pmid" => Pmid,
        "pmcid" => Pmcid,
        "oclc" => Oclc,
        "lccn" => Lccn,
        "cstr" => Cstr,
        "unifiedBookNumber" => UnifiedBookNumber,
        "cnSerial" => CnSerial,
        "nationalBibliography" => NationalBibliography,
        "uri" => Uri,
        "other" => Other,
        _ => null,
    };
}

/// <summary>A question that can be answered: identifiers in canonical form.</summary>
internal sealed record LookupQuery(IReadOnlyList<Identifier> Identifiers)
{
    private const int LongestValue = 2_000;

    private static readonly LookupName[] Names =
    [
        new(IdentifierScheme.Isbn, "ISBN", "10 or 13 digits are expected"),
        new(IdentifierScheme.Issn, "ISSN", "eight digits are expected, as in 0378-5955"),
        new(IdentifierScheme.Ismn, "ISMN", "13 digits that begin with 979-0 are expected, or M and nine"),
        new(IdentifierScheme.Doi, "DOI", "10.prefix/suffix is expected"),
        new(IdentifierScheme.Handle, "handle", "prefix/suffix is expected, as in 1765/899"),
        new(IdentifierScheme.Ark, "ARK", "ark:12148/bpt6k107371t is one"),
        new(IdentifierScheme.UrnNbn, "URN:NBN", "urn:nbn:de:kobv:83-opus4-39397 is one"),
        new(IdentifierScheme.Arxiv, "arXiv identifier", "1501.00001 or hep-th/9901001 is expected"),
        new(IdentifierScheme.Pmid, "PMID", "up to eight digits are expected"),
        new(IdentifierScheme.Pmcid, "PMCID", "PMC and digits are expected"),
        new(IdentifierScheme.Oclc, "OCLC number", "digits are expected"),
        new(IdentifierScheme.Lccn, "LCCN", "eight or ten digits are expected, up to three letters before them"),
        new(IdentifierScheme.Cstr, "CSTR", "31253.11.sciencedb.08044 is one"),
        new(IdentifierScheme.UnifiedBookNumber, "unified book number", "10019·1234 is one"),
        new(IdentifierScheme.CnSerial, "CN serial number", "region, hyphen and four digits are expected, as in 11-2746/G2"),
        new(IdentifierScheme.NationalBibliography, "national bibliography number", "letters and digits are expected"),
    ];

    /// <summary>The names of the query's parameters, one for each scheme.</summary>
    public static IReadOnlyList<string> Parameters { get; } = [.. Names.Select(static name => name.Parameter), "uri", "other"];

    /// <summary>Of the query, and the property of a batch's item.</summary>
    public static string ParameterOf(IdentifierScheme scheme) => JsonNamingPolicy.CamelCase.ConvertName(scheme.ToString());

    /// <summary>Reads a question, or says everything that is wrong with it.</summary>
    public static (LookupQuery? Query, IReadOnlyDictionary<string, string[]> Errors) Parse(LookupItem item) => Parse(item.ValueOf);

    /// <param name="valueOf">The value given under a name of <see cref="Parameters"/>.</param>
    public static (LookupQuery? Query, IReadOnlyDictionary<string, string[]> Errors) Parse(Func<string, string?> valueOf)
    {
        var identifiers = new List<Identifier>();
        var errors = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var name in Names)
        {
            Read(name.Parameter, name.Parse);
        }

        Read("uri", ParseUri);
        Read("other", static text => ([new Identifier(IdentifierScheme.Other, text)], null));
        if (identifiers.Count == 0 && errors.Count == 0)
        {
            errors["query"] = [$"Give at least one of {string.Join(", ", Parameters.SkipLast(1))} and {Parameters[^1]}."];
        }

        return (errors.Count == 0 ? new LookupQuery(identifiers) : null, errors);

        void Read(string name, Func<string, (Identifier[] Identifiers, string? Error)> parse)
        {
            var value = valueOf(name);
            if (string.IsNullOrWhiteSpace(value))
            {
                return;
            }

            var (found, error) = value.Length <= LongestValue ? parse(value.Trim()) : ([], $"Longer than {LongestValue} characters.");
            identifiers.AddRange(found);
            if (error is not null)
            {
                errors[name] = [error];
            }
        }
    }

    /// <summary>
    /// An address that carries an identifier names the thing by it, whatever the resolver: https://doi.org/…, https://hdl.handle.net/…, a publisher's …/doi/….
    /// But for a DOI, the address itself is asked for too: records read before its resolver was known have nothing else.
    /// </summary>
    private static (Identifier[], string?) ParseUri(string text)
    {
        if (FeedEntryOf.HttpAddress(text) is null)
        {
            return ([], $"'{text}' is no http or https address.");
        }

        var address = new Identifier(IdentifierScheme.Uri, text);
        return (IdentifierAddresses.Read(text) switch
        {
            { Scheme: IdentifierScheme.Doi } doi => [doi],
            { Invalid: false } carried => [carried, address],
            _ => [address],
        }, null);
    }

    /// <param name="Noun">What its value is called.</param>
    /// <param name="Shape">What it looks like.</param>
    private sealed record LookupName(IdentifierScheme Scheme, string Noun, string Shape)
    {
        public string Parameter { get; } = ParameterOf(Scheme);

        public (Identifier[], string?) Parse(string text)
        {
            var identifier = IdentifierText.ReadLabelled(Scheme.ToString(), text);
            if (identifier is { Invalid: false } && identifier.Scheme == Scheme)
            {
                return ([identifier], null);
            }

            // What can be read and does not hold.
            var shaped = identifier is { Invalid: true } && Scheme != IdentifierScheme.CnSerial && IdentifierText.ReadAs(Scheme, identifier.Value).Value is not null;
            return ([], $"'{text}' is no {Noun}: {(shaped ? "its check digit does not fit" : Shape)}.");
        }
    }
}
