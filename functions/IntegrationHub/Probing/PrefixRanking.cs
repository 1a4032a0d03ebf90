using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Probing;

/// <summary>A metadata format of a provider.</summary>
/// <param name="Name">What it is, where the hub knows its namespace.</param>
/// <param name="Readable">The hub makes records of it.</param>
public sealed record ProbedFormat(string Prefix, string Namespace, string? Name, bool Readable);

/// <summary>Which metadata formats say most of a work, by namespace: prefixes are whatever a provider likes.</summary>
internal static class PrefixRanking
{
    public const string DublinCore = "oai_dc";

    /// <summary>
    /// Richest first. Part of a namespace as providers announce it, since its beginning and version vary, and the crosswalk that reads what comes; several where
    /// that shows only in the records; none where the hub has none.
    /// </summary>
    private static readonly (string Part, string Name, string[] Crosswalks)[] Known =
    [
        ("open-resources.nstl.gov.cn", "NSTL open resources", ["nstl_ors"]),
        ("nstl.gov.cn", "NSTL unified metadata", ["nstl"]),
        ("/MARC21/slim", "MARC 21 or CNMARC in MARCXML", ["marc21", "unimarc"]),
        ("/marcxchange", "MarcXchange (CNMARC, UNIMARC and others)", ["unimarc", "marc21"]),
        ("iso25577", "MarcXchange (CNMARC, UNIMARC and others)", ["unimarc", "marc21"]),
        ("/mods/v3", "MODS", ["mods"]),
        ("/METS", "METS", ["mods", "dc"]),
        ("namespace.openaire.eu/schema/oaire", "OpenAIRE guidelines for literature repositories", ["oai_openaire"]),
        ("namespace.openaire.eu/oaf", "OpenAIRE Graph", ["oaf"]),
        ("datacite.org", "DataCite", ["datacite"]),
        ("/datacite", "DataCite", ["datacite"]),
        ("JATS", "JATS", ["jats"]),
        ("/edm/", "Europeana Data Model", ["edm"]),
        ("uketd_dc", "UKETD_DC", ["uketd_dc"]),
        ("/ethos-oai/", "UKETD_DC", ["uketd_dc"]),
        ("/xmetadissplus/", "XMetaDissPlus", ["dc"]),
        ("/ETD-MS", "ETD-MS", ["etdms"]),
        ("/ETD/", "ETD-MS", ["etdms"]),
        ("ndltd.org", "ETD-MS", ["etdms"]),
        ("/schema/didl", "DIDL", ["mods", "dc"]),
        ("2002:02-DIDL-NS", "DIDL", ["mods", "dc"]),
        ("lyncode.com/xoai", "XOAI", ["xoai"]),
        ("dspace.org/xmlns/dspace", "DSpace's own", ["dim"]),
        ("/LOM", "LOM", ["lom"]),
        ("/OAI/arXiv", "arXiv's own", ["arxiv"]),
        ("oai_doaj", "DOAJ", ["oai_doaj"]),
        ("/ese/", "Europeana Semantic Elements", ["dc"]),
        ("clarin.eu/cmd", "CMDI", ["cmdi"]),
        ("/OLAC/", "OLAC", ["olac"]),
        ("/qdc", "Qualified Dublin Core", ["dc"]),
        ("/dc/terms", "Qualified Dublin Core", ["dc"]),
        ("/oai_dc", "Dublin Core", ["dc"]),
    ];

    internal static IEnumerable<string> CrosswalkNames => Known.SelectMany(static known => known.Crosswalks).Distinct();

    /// <summary>Richest first; formats that the hub doesn't know after those it does.</summary>
    public static IReadOnlyList<ProbedFormat> Rank(IReadOnlyList<OaiMetadataFormat> formats) =>
        [.. formats.DistinctBy(format => format.Prefix).OrderBy(Place).Select(Describe)];

    /// <summary>What to harvest: the prefix asked for where the hub can read it, else the richest one that it can read.</summary>
    /// <param name="ranked">Empty: nothing is known, and the prefix asked for is the best guess.</param>
    /// <returns>Null where the provider offers nothing that the hub reads.</returns>
    public static string? Choose(IReadOnlyList<ProbedFormat> ranked, string asked) =>
        ranked.Count == 0 || ranked.Any(format => format.Prefix == asked && format.Readable) ? asked : ranked.FirstOrDefault(format => format.Readable)?.Prefix;

    private static int Place(OaiMetadataFormat format) => Array.FindIndex(Known, known => IsKnownAs(format, known.Part)) is >= 0 and var place ? place : Known.Length;

    private static ProbedFormat Describe(OaiMetadataFormat format)
    {
        var known = Array.Find(Known, known => IsKnownAs(format, known.Part));
        return new ProbedFormat(format.Prefix, format.Namespace, known.Name, known.Crosswalks?.Any(MetadataFormats.Names.Contains) ?? false);
    }

    // every provider must serve this prefix with this meaning (section 5.1), whatever it writes into the list
    private static bool IsKnownAs(OaiMetadataFormat format, string part) =>
        format.Namespace.Contains(part, StringComparison.OrdinalIgnoreCase) || (part == "/oai_dc" && format.Prefix == DublinCore);
}
