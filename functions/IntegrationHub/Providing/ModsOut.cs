using System.Text.Json;
using System.Xml.Linq;
using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Providing;

/// <summary>
/// A resource in MODS 3.8 (https://www.loc.gov/standards/mods/userguide/): the richest format that the hub gives, and the one that a hub should be harvested in. What the hub's own crosswalk reads of it is
/// what the resource's description says.
/// </summary>
internal static class ModsOut
{
    public static readonly XNamespace Mods = "http://www.loc.gov/mods/v3";
    public static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";

    public static XElement Write(ProvidedResource provided)
    {
        var record = provided.Record;
        return new XElement(
            Mods + "mods",
            new XAttribute(XNamespace.Xmlns + "xlink", XLink),
            new XAttribute("version", "3.8"),
            new XElement(Mods + "titleInfo", new XAttribute("usage", "primary"), Text("title", record.Title), Text("subTitle", record.Subtitle), Text("partNumber", record.PartNumber), Text("partName", record.PartName)),
            record.AlternativeTitles.Select(TitleOf),
            record.Creators.Select(agent => NameOf(agent, defaultRole: null)),
            record.Contributors.Select(agent => NameOf(agent, defaultRole: "ctb")),
            TypeOf(record.Type),
            OriginOf(record),
            record.Languages.Select(tag => new XElement(Mods + "language", Text("languageTerm", tag, ("type", "code"), ("authority", "rfc5646")))),
            record.Extent is null ? null : new XElement(Mods + "physicalDescription", Text("extent", record.Extent)),
            Text("abstract", record.Abstract),
            record.Subjects.Select(SubjectOf),
            ModsRelated.Write(record),
            record.Identifiers.Select(IdentifierOf),
            LocationOf(provided),
            ModsHoldings.Write(provided),
            AccessOf(provided),
            new XElement(Mods + "recordInfo", provided.View.Places.Select(place => provided.NameOf(place.Source)).Distinct(StringComparer.Ordinal).Select(name => Text("recordContentSource", name)), Text("recordIdentifier", provided.Identifier)));
    }

    /// <returns>Null without text.</returns>
    public static XElement? Text(string name, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var element = new XElement(Mods + name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null)
            {
                element.Add(new XAttribute(attribute, value));
            }
        }

        element.Add(ProviderFormats.Clean(text));
        return element;
    }

    public static XElement? IdentifierOf(Identifier identifier) =>
        Text("identifier", identifier.Value, ("type", TypeOf(identifier.Scheme)), ("invalid", identifier.Invalid ? "yes" : null));

    /// <summary>Of a title's kinds MODS has no word for two: a parallel title is alternative and says so, a romanised one says how.</summary>
    private static XElement TitleOf(OtherTitle title)
    {
        var type = title.Kind switch
        {
            TitleKind.Translated => "translated",
            TitleKind.Uniform => "uniform",
            TitleKind.Abbreviated => "abbreviated",
            TitleKind.Parallel or TitleKind.Romanised => null,
            _ => "alternative",
        };
        var other = title.Kind switch { TitleKind.Parallel => "parallel", TitleKind.Romanised => "romanised", _ => null };
        return new XElement(
            Mods + "titleInfo",
            type is null ? null : new XAttribute("type", type),
            other is null ? null : new XAttribute("otherType", other),
            title.Language is { } language ? new XAttribute(XNamespace.Xml + "lang", language) : null,
            Text("title", title.Text));
    }

    private static XElement NameOf(Agent agent, string? defaultRole)
    {
        var type = agent.Kind switch { AgentKind.Person => "personal", AgentKind.Organisation => "corporate", AgentKind.Meeting => "conference", _ => null };
        var name = agent is { Family: not null, Given: not null }
            ? new object?[] { Text("namePart", agent.Family, ("type", "family")), Text("namePart", agent.Given, ("type", "given")), Text("displayForm", agent.Name) }
            : [Text("namePart", agent.Name)];
        return new XElement(
            Mods + "name",
            type is null ? null : new XAttribute("type", type),
            name,
            agent.OtherForm is { } form ? new XElement(Mods + "alternativeName", Text("namePart", form)) : null,
            (agent.Role ?? defaultRole) is { } role ? new XElement(Mods + "role", IsCode(role) ? Text("roleTerm", role, ("type", "code"), ("authority", "marcrelator")) : Text("roleTerm", role, ("type", "text"))) : null,
            Text("nameIdentifier", agent.Id, ("type", AgentIdentifier.TryParse(agent.Id, out var known) ? known.Scheme == AgentScheme.Orcid ? "orcid" : "isni" : "uri")));
    }

    private static bool IsCode(string role) => role.Length == 3 && role.All(char.IsAsciiLetterLower);

    private static IEnumerable<XElement?> TypeOf(WorkType type)
    {
        var (resource, genre) = type switch
        {
            WorkType.Book => ("text", "book"),
            WorkType.Article => ("text", "article"),
            WorkType.Thesis => ("text", "thesis"),
            WorkType.Report => ("text", "report"),
            WorkType.Serial => ("text", "serial"),
            WorkType.AncientText => ("text", "rare book"),
            WorkType.Standard => ("text", "standard"),
            WorkType.Patent => ("text", "patent"),
            WorkType.Dataset => ("software, multimedia", "dataset"),
            WorkType.Software => ("software, multimedia", "software"),
            WorkType.Image => ("still image", "image"),
            WorkType.Map => ("cartographic", "map"),
            WorkType.Score => ("notated music", "score"),
            // Sound or moving pictures: the record does not say.
            WorkType.AudioVisual => (null, "audiovisual"),
            _ => (null, (string?)null),
        };
        return [Text("typeOfResource", resource), Text("genre", genre)];
    }

    private static XElement? OriginOf(BibliographicRecord record)
    {
        var origin = new XElement(
            Mods + "originInfo",
            record.Place is null ? null : new XElement(Mods + "place", Text("placeTerm", record.Place, ("type", "text"))),
            Text("publisher", record.Publisher),
            Text("dateIssued", record.Issued, ("encoding", record.IssuedEdtf is null && IsEdtf(record.Issued) ? "edtf" : null), ("keyDate", "yes")),
            Text("dateIssued", record.IssuedEdtf, ("encoding", "edtf")),
            Text("dateCreated", record.Created),
            Text("edition", record.Edition),
            record.Type == WorkType.Serial ? Text("issuance", "serial") : null);
        return origin.HasElements ? origin : null;
    }

    private static bool IsEdtf(string? date) => date is not null && DateText.EdtfOf(date) == date;

    private static XElement? SubjectOf(Subject subject)
    {
        var authority = subject.Scheme == SubjectScheme.Keyword ? null : JsonNamingPolicy.CamelCase.ConvertName(subject.Scheme.ToString());
        return subject.Scheme switch
        {
            SubjectScheme.Person => new XElement(Mods + "subject", new XElement(Mods + "name", Text("namePart", subject.Value))),
            SubjectScheme.Work => new XElement(Mods + "subject", new XElement(Mods + "titleInfo", Text("title", subject.Value))),
            SubjectScheme.Place => new XElement(Mods + "subject", Text("geographic", subject.Value)),
            SubjectScheme.Period => new XElement(Mods + "subject", Text("temporal", subject.Value)),
            SubjectScheme.Keyword or >= SubjectScheme.Lcsh => new XElement(
                Mods + "subject",
                authority is null ? null : new XAttribute("authority", authority),
                SubjectSchemes.UriOf(subject.Scheme) is { } uri ? new XAttribute("authorityURI", uri) : null,
                (authority is null ? [subject.Value] : subject.Value.Split("--")).Select(part => Text("topic", part))),
            _ => Text("classification", subject.Value, ("authority", authority), ("authorityURI", SubjectSchemes.UriOf(subject.Scheme))),
        };
    }

    /// <summary>Codes of https://www.loc.gov/standards/sourcelist/standard-identifier.html, and names of our own for what has none there.</summary>
    private static string? TypeOf(IdentifierScheme scheme) => scheme switch
    {
        IdentifierScheme.Handle => "hdl",
        IdentifierScheme.UrnNbn => "urn",
        IdentifierScheme.UnifiedBookNumber => "csbn",
        IdentifierScheme.CnSerial => "cn",
        IdentifierScheme.NationalBibliography => "nbn",
        IdentifierScheme.Other => null,
        _ => scheme.ToString().ToLowerInvariant(),
    };

    private static XElement? LocationOf(ProvidedResource provided)
    {
        var location = new XElement(
            Mods + "location",
            provided.Urls.Where(OaiNames.IsUri).Select((url, i) => Text("url", url, ("usage", i == 0 ? "primary" : null))),
            provided.Record.Thumbnail is { } picture && OaiNames.IsUri(picture) ? Text("url", picture, ("access", "preview")) : null);
        return location.HasElements ? location : null;
    }

    private static IEnumerable<XElement> AccessOf(ProvidedResource provided) =>
        (provided.IsSaidByRights ? [] : AccessTerms.Of(provided.Status, provided.EmbargoEnd))
            .Select(term => new XElement(Mods + "accessCondition", new XAttribute("type", "restriction on access"), new XAttribute("displayLabel", AccessTerms.Label), term))
            .Concat(provided.Rights.Select(statement => new XElement(Mods + "accessCondition", new XAttribute("type", "use and reproduction"), ProviderFormats.Clean(statement))));
}
