using System.Globalization;
using System.Xml.Linq;
using IntegrationHub.Records;

namespace IntegrationHub.Providing;

/// <summary>A resource in MARC 21 (https://www.loc.gov/marc/bibliographic/) as MARCXML.</summary>
internal static class MarcOut
{
    public static readonly XNamespace Marc = "http://www.loc.gov/MARC21/slim";

    public static XElement Write(ProvidedResource provided)
    {
        var record = provided.Record;
        return new XElement(
            Marc + "record",
            new XElement(Marc + "leader", LeaderOf(record.Type)),
            Control("001", provided.Resource.Id.ToString()),
            Control("008", FixedOf(record)),
            record.Identifiers.Where(identifier => !identifier.Invalid).OrderBy(TagOf, StringComparer.Ordinal).Select(IdentifierOf),
            Classes(record, SubjectScheme.Ddc, "082", '0', ' ', null),
            Classes(record, SubjectScheme.Clc, "084", ' ', ' ', "clc"),
            record.Creators.Take(1).Select(agent => AgentOf("1", agent, "aut")),
            Field("245", record.Creators.Count > 0 ? '1' : '0', '0', ('a', record.Title), ('n', record.PartNumber), ('p', record.PartName), ('b', record.Subtitle)),
            record.AlternativeTitles.Select(title => Field("246", '3', ' ', ('a', title.Text))),
            Field("250", ' ', ' ', ('a', record.Edition)),
            Field("264", ' ', '1', ('a', record.Place), ('b', record.Publisher), ('c', record.Issued)),
            Field("300", ' ', ' ', ('a', record.Extent)),
            record.Series.Select(series => Field("490", '0', ' ', ('a', series.Title), ('x', series.Issn), ('v', series.Volume))),
            Field("520", ' ', ' ', ('a', record.Abstract)),
            provided.Rights.Select(rights => Field("540", ' ', ' ', ('a', rights))),
            record.Subjects.Where(subject => subject.Scheme == SubjectScheme.Keyword).Select(subject => Field("653", ' ', ' ', ('a', subject.Value))),
            record.Creators.Skip(1).Select(agent => AgentOf("7", agent, "aut")),
            record.Contributors.Select(agent => AgentOf("7", agent, null)),
            record.Container is { } host ? Field("773", '0', ' ', ('t', host.Title), ('x', host.Issn), ('z', host.Isbn), ('g', PlaceIn(host))) : null,
            provided.Urls.Select((url, i) => Field("856", '4', '0', ('u', url), ('7', i == 0 ? AccessCodeOf(provided.Status) : null))));
    }

    /// <summary>Leader 06 and 07: type of record, bibliographic level. The lengths are what MARCXML leaves blank.</summary>
    private static string LeaderOf(WorkType type)
    {
        var (kind, level) = type switch
        {
            WorkType.Article => ('a', 'a'),
            WorkType.Serial => ('a', 's'),
            WorkType.Dataset or WorkType.Software => ('m', 'm'),
            WorkType.AudioVisual => ('g', 'm'),
            WorkType.Image => ('k', 'm'),
            WorkType.Map => ('e', 'm'),
            WorkType.Score => ('c', 'm'),
            _ => ('a', 'm'),
        };
        return $"00000n{kind}{level} a2200000 u 4500";
    }

    /// <summary>Field 008: 40 characters, of which only the year is known.</summary>
    private static string FixedOf(BibliographicRecord record)
    {
        var year = record.Year is >= 1 and <= 9999 and var known ? known.ToString("D4", CultureInfo.InvariantCulture) : null;
        return $"      {(year is null ? "nuuuu" : "s" + year)}    xx ".PadRight(35, ' ') + "    d";
    }

    /// <summary>Of 856 $7; what only some get, or not yet, is restricted.</summary>
    private static string? AccessCodeOf(AccessStatus status) => status switch
    {
        AccessStatus.Unknown => null,
        >= AccessStatus.Free => "0",
        _ => "1",
    };

    private static string TagOf(Identifier identifier) => identifier.Scheme switch
    {
        IdentifierScheme.Lccn => "010",
        IdentifierScheme.Isbn => "020",
        IdentifierScheme.Issn => "022",
        IdentifierScheme.Oclc => "035",
        IdentifierScheme.Uri => "856",
        _ => "024",
    };

    private static XElement? IdentifierOf(Identifier identifier) => TagOf(identifier) switch
    {
        "024" when identifier.Scheme == IdentifierScheme.Ismn => Field("024", '2', ' ', ('a', identifier.Value)),
        "024" when SourceOf(identifier.Scheme) is { } source => Field("024", '7', ' ', ('a', identifier.Value), ('2', source)),
        "024" => Field("024", '8', ' ', ('a', identifier.Value)),
        "035" => Field("035", ' ', ' ', ('a', ProviderFormats.Name(identifier))),
        "856" => Field("856", '4', ' ', ('u', identifier.Value)),
        var tag => Field(tag, ' ', ' ', ('a', identifier.Value)),
    };

    /// <summary>Codes of https://www.loc.gov/standards/sourcelist/standard-identifier.html.</summary>
    private static string? SourceOf(IdentifierScheme scheme) => scheme switch
    {
        IdentifierScheme.Doi => "doi",
        IdentifierScheme.Handle => "hdl",
        IdentifierScheme.Ark => "ark",
        IdentifierScheme.UrnNbn => "urn",
        IdentifierScheme.Arxiv => "arxiv",
        IdentifierScheme.Pmid => "pmid",
        IdentifierScheme.Pmcid => "pmcid",
        IdentifierScheme.Cstr => "cstr",
        _ => null,
    };

    private static XElement? AgentOf(string block, Agent agent, string? role) =>
        Field(
            block + (agent.Kind switch { AgentKind.Organisation => "10", AgentKind.Meeting => "11", _ => "00" }),
            agent.Kind is AgentKind.Organisation or AgentKind.Meeting ? '2' : agent.Name.Contains(',', StringComparison.Ordinal) ? '1' : '0', ' ',
            ('a', agent.Name), ('4', agent.Role is { Length: 3 } code ? code : role));

    private static IEnumerable<XElement?> Classes(BibliographicRecord record, SubjectScheme scheme, string tag, char first, char second, string? source) =>
        record.Subjects.Where(subject => subject.Scheme == scheme).Select(subject => Field(tag, first, second, ('a', subject.Value), ('2', source)));

    private static string? PlaceIn(Container host) => (host with { Title = null, Issn = null, Isbn = null }).ToString() is { Length: > 0 } place ? place : null;

    private static XElement Control(string tag, string value) => new(Marc + "controlfield", new XAttribute("tag", tag), value);

    /// <returns>Null when it would have no subfield, or nothing but its last, which is a code.</returns>
    private static XElement? Field(string tag, char first, char second, params ReadOnlySpan<(char Code, string? Value)> subfields)
    {
        var field = new XElement(Marc + "datafield", new XAttribute("tag", tag), new XAttribute("ind1", first), new XAttribute("ind2", second));
        foreach (var (code, value) in subfields)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                field.Add(new XElement(Marc + "subfield", new XAttribute("code", code), ProviderFormats.Clean(value)));
            }
        }

        return field.HasElements ? field : null;
    }
}
