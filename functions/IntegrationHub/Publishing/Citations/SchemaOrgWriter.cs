using System.Globalization;
using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>Works as JSON-LD 1.1 in the words of schema.org, as search engines and linked-data readers take them. Several are a graph.</summary>
internal static class SchemaOrgWriter
{
    private const string Context = "https://schema.org";

    public static byte[] Write(IEnumerable<CitedResource> resources) => ReadableJson.Write(json =>
    {
        var all = resources.ToList();
        json.WriteStartObject();
        json.WriteString("@context", Context);
        if (all is [var only])
        {
            WriteWork(json, only);
        }
        else
        {
            json.WriteStartArray("@graph");
            foreach (var resource in all)
            {
                json.WriteStartObject();
                WriteWork(json, resource);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    private static void WriteWork(Utf8JsonWriter json, CitedResource resource)
    {
        var record = resource.Record;
        json.WriteString("@type", TypeLabels.Schema(record.Type)["http://schema.org/".Length..]);
        json.WriteString("@id", resource.Page);
        Text("name", record.FullTitle);
        Texts("alternateName", record.AlternativeTitles.Select(title => title.Text));
        WriteAgents(json, "author", record.Creators);
        WriteAgents(json, "editor", resource.Contributors("edt"));
        WriteAgents(json, "translator", resource.Contributors("trl"));
        WriteAgents(json, "contributor", record.Contributors.Where(agent => agent.Role is not ("edt" or "trl")));
        Text("datePublished", DateOf(record));
        if (record.Publisher is { Length: > 0 } publisher)
        {
            json.WriteStartObject("publisher");
            json.WriteString("@type", "Organization");
            json.WriteString("name", publisher);
            json.WriteEndObject();
        }

        Texts("inLanguage", record.Languages);
        Texts("isbn", resource.Values(IdentifierScheme.Isbn));
        if (record.Type == WorkType.Serial)
        {
            Text("issn", resource.Issn);
        }

        Text("bookEdition", record.Type is WorkType.Book or WorkType.AncientText ? record.Edition : null);
        Texts("sameAs", record.Identifiers.Where(identifier => !identifier.Invalid).Select(IdentifierUri.Of).OfType<string>().Where(uri => FeedEntryOf.HttpAddress(uri) is not null).Distinct(StringComparer.Ordinal));
        Text("url", resource.Address);
        json.WriteBoolean("isAccessibleForFree", resource.IsFree);
        Text("license", record.Rights.Select(FeedEntryOf.HttpAddress).FirstOrDefault(address => address is not null));
        Text("description", record.Abstract);
        Texts("about", record.Subjects.Select(SubjectTerms.NameOf).Distinct(StringComparer.Ordinal));
        Text("thumbnailUrl", FeedEntryOf.HttpAddress(record.Thumbnail));
        WriteWhole(json, record);
        WriteEditions(json, Editions.Of(resource.Resource));

        void Text(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                json.WriteString(name, value);
            }
        }

        void Texts(string name, IEnumerable<string> values)
        {
            var all = values.ToList();
            if (all.Count == 0)
            {
                return;
            }

            json.WriteStartArray(name);
            all.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }
    }

    private static string? DateOf(BibliographicRecord record) => CitedDate.Of(record) switch
    {
        null => null,
        { Day: { } day, Month: { } month } date => string.Create(CultureInfo.InvariantCulture, $"{date.Year:D4}-{month:D2}-{day:D2}"),
        { Month: { } month } date => string.Create(CultureInfo.InvariantCulture, $"{date.Year:D4}-{month:D2}"),
        { } date => date.Year.ToString("D4", CultureInfo.InvariantCulture),
    };

    private static void WriteAgents(Utf8JsonWriter json, string name, IEnumerable<Agent> agents)
    {
        var all = agents.ToList();
        if (all.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var agent in all)
        {
            var cited = CitedName.Of(agent);
            json.WriteStartObject();
            json.WriteString("@type", cited.Family is null && (agent.Kind is AgentKind.Organisation or AgentKind.Meeting || NameForms.Of(agent.Name).IsBody) ? "Organization" : "Person");
            if (FeedEntryOf.HttpAddress(agent.Id) is { } id)
            {
                json.WriteString("@id", id);
            }

            json.WriteString("name", agent.Name);
            if (cited.Family is { } family)
            {
                json.WriteString("familyName", family);
            }

            if (cited.Given is { Length: > 0 } given)
            {
                json.WriteString("givenName", given);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The journal by its volume and issue, or the series.</summary>
    private static void WriteWhole(Utf8JsonWriter json, BibliographicRecord record)
    {
        if (record.Container is { Pages: { Length: > 0 } pages })
        {
            json.WriteString("pagination", pages);
        }

        if (record.Container is { } container)
        {
            json.WriteStartObject("isPartOf");
            WritePart(json, [("PublicationIssue", "issueNumber", container.Issue), ("PublicationVolume", "volumeNumber", container.Volume)], 0, container, record.Type == WorkType.Article ? "Periodical" : "CreativeWork");
            json.WriteEndObject();
        }
        else if (record.Series is [{ Title: { Length: > 0 } } series, ..])
        {
            json.WriteStartObject("isPartOf");
            WritePart(json, [], 0, series, "CreativeWorkSeries");
            json.WriteEndObject();
            if (series.Volume is { Length: > 0 } position)
            {
                json.WriteString("position", position);
            }
        }
    }

    private static void WritePart(Utf8JsonWriter json, (string Type, string Number, string? Value)[] parts, int at, Container container, string whole)
    {
        while (at < parts.Length && parts[at].Value is null)
        {
            at++;
        }

        if (at == parts.Length)
        {
            json.WriteString("@type", whole);
            if ((container.Title ?? container.Issn ?? container.Isbn) is { } name)
            {
                json.WriteString("name", name);
            }

            if (container.Issn is { } issn)
            {
                json.WriteString("issn", issn);
            }

            return;
        }

        json.WriteString("@type", parts[at].Type);
        json.WriteString(parts[at].Number, parts[at].Value);
        json.WriteStartObject("isPartOf");
        WritePart(json, parts, at + 1, container, whole);
        json.WriteEndObject();
    }

    private static void WriteEditions(Utf8JsonWriter json, IReadOnlyList<EditionGroup> editions)
    {
        if (editions.Count < 2)
        {
            return;
        }

        json.WriteStartArray("workExample");
        foreach (var edition in editions)
        {
            json.WriteStartObject();
            json.WriteString("@type", edition.Isbn.Count > 0 ? "Book" : "CreativeWork");
            if (edition.Year is { } year)
            {
                json.WriteString("datePublished", year.ToString("D4", CultureInfo.InvariantCulture));
            }

            if (edition.Edition is { } statement)
            {
                json.WriteString(edition.Isbn.Count > 0 ? "bookEdition" : "version", statement);
            }

            if (edition.Isbn is [var isbn, ..])
            {
                json.WriteString("isbn", isbn);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
