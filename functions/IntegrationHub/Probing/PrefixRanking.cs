using IntegrationHub.Oai;

namespace IntegrationHub.Probing;

/// <summary>A metadata format of a provider.</summary>
/// <param name="Name">What it is, where the hub knows its namespace.</param>
/// <param name="Readable">The hub makes records of it.</param>
public sealed record ProbedFormat(string Prefix, string Namespace, string? Name, bool Readable);

/// <summary>Which metadata formats say most of a work, by namespace: prefixes are whatever a provider likes.</summary>
internal static class PrefixRanking
{
    public const string DublinCore = "oai_dc";

    /// <summary>Richest first. The end of a namespace, since its beginning and version vary.</summary>
    private static readonly (string Part, string Name, bool Readable)[] Known =
    [
        ("nstl.gov.cn", "NSTL unified metadata", false),
        ("/MARC21/slim", "MARC 21 in MARCXML", false),
        ("/marcxchange", "MarcXchange (CNMARC, UNIMARC and others)", false),
        ("/mods/v3", "MODS", false),
        ("/ese/", "Europeana", false),
        ("/edm/", "Europeana Data Model", false),
        ("/xmetadissplus/", "XMetaDissPlus", false),
        ("/ETD-MS", "ETD-MS", false),
        ("/ETD/", "ETD-MS", false),
        ("/datacite", "DataCite", false),
        ("datacite.org/schema", "DataCite", false),
        ("/schema/didl", "DIDL", false),
        ("JATS", "JATS", false),
        ("/qdc", "Qualified Dublin Core", false),
        ("/dc/terms", "Qualified Dublin Core", false),
        ("dspace.org/xmlns/dspace", "DSpace's own", false),
        ("/oai_dc", "Dublin Core", true),
    ];

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
        return new ProbedFormat(format.Prefix, format.Namespace, known.Name, known.Readable);
    }

    // every provider must serve this prefix with this meaning (section 5.1), whatever it writes into the list
    private static bool IsKnownAs(OaiMetadataFormat format, string part) =>
        format.Namespace.Contains(part, StringComparison.OrdinalIgnoreCase) || (part == "/oai_dc" && format.Prefix == DublinCore);
}
