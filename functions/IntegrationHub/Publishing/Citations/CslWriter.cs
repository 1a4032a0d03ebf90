using System.Text.Json;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>Items of CSL-JSON (https://github.com/citation-style-language/schema, csl-data.json): always an array, as processors read it.</summary>
internal static class CslWriter
{
    public static byte[] Write(IEnumerable<CitedResource> resources) => ReadableJson.Write(json =>
    {
        json.WriteStartArray();
        foreach (var resource in resources)
        {
            Write(json, resource);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, CitedResource resource)
    {
        var record = resource.Record;
        json.WriteStartObject();
        json.WriteString("id", resource.Id.ToString());
        json.WriteString("type", TypeOf(record));
        json.WriteString("title", record.FullTitle);
        WriteNames("author", record.Creators);
        WriteNames("editor", resource.Contributors("edt"));
        WriteNames("translator", resource.Contributors("trl"));
        WriteDate(json, record);
        if (record.Container is { } container)
        {
            WriteText("container-title", container.Title);
            WriteText("volume", container.Volume);
            WriteText("issue", container.Issue);
            WriteText("page", container.Pages);
        }

        if (record.Series is [var series, ..])
        {
            WriteText("collection-title", series.Title);
            WriteText("collection-number", series.Volume);
        }

        WriteText("edition", record.Edition);
        WriteText("publisher", record.Publisher);
        WriteText("publisher-place", record.Place);
        WriteText("DOI", resource.Value(IdentifierScheme.Doi));
        WriteText("ISBN", resource.Value(IdentifierScheme.Isbn));
        WriteText("ISSN", resource.Issn);
        WriteText("PMID", resource.Value(IdentifierScheme.Pmid));
        WriteText("PMCID", resource.Value(IdentifierScheme.Pmcid));
        WriteText("URL", resource.Address);
        WriteText("language", record.Languages.FirstOrDefault());
        WriteText("abstract", record.Abstract);
        json.WriteEndObject();

        void WriteText(string name, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                json.WriteString(name, value);
            }
        }

        void WriteNames(string name, IEnumerable<Agent> agents)
        {
            var names = agents.Select(CitedName.Of).ToList();
            if (names.Count == 0)
            {
                return;
            }

            json.WriteStartArray(name);
            foreach (var one in names)
            {
                json.WriteStartObject();
                WriteText(one.Family is null ? "literal" : "family", one.Family ?? one.Whole);
                WriteText("given", one.Given);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    private static void WriteDate(Utf8JsonWriter json, BibliographicRecord record)
    {
        if (CitedDate.Of(record) is { } date)
        {
            json.WriteStartObject("issued");
            json.WriteStartArray("date-parts");
            json.WriteStartArray();
            foreach (var part in new[] { date.Year, date.Month, date.Day }.OfType<int>())
            {
                json.WriteNumberValue(part);
            }

            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteEndObject();
        }
        else if (record.Issued is { Length: > 0 } issued)
        {
            json.WriteStartObject("issued");
            json.WriteString("literal", issued);
            json.WriteEndObject();
        }
    }

    private static string TypeOf(BibliographicRecord record) => record.Type switch
    {
        WorkType.Book => "book",
        WorkType.Article => record.Container is null ? "article" : "article-journal",
        WorkType.Thesis => "thesis",
        WorkType.Report => "report",
        WorkType.Dataset => "dataset",
        WorkType.Serial => "periodical",
        WorkType.AudioVisual => "motion_picture",
        WorkType.Image => "graphic",
        WorkType.AncientText => "classic",
        WorkType.Map => "map",
        WorkType.Score => "musical_score",
        WorkType.Standard => "standard",
        WorkType.Patent => "patent",
        WorkType.Software => "software",
        _ => "document",
    };
}
