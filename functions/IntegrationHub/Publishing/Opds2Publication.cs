using System.Globalization;
using System.Text.Json;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>One publication of OPDS 2.0: Readium metadata and acquisition links.</summary>
internal sealed class Opds2Publication(FeedUrls urls, FeedSources sources, FeedLanguage language)
{
    public void Write(Utf8JsonWriter json, FeedEntry entry)
    {
        json.WriteStartObject();
        WriteMetadata(json, entry);
        json.WriteStartArray("links");
        foreach (var link in AcquisitionLinks.Of(entry, urls, sources, language))
        {
            WriteLink(json, link);
        }

        WriteLink(json, "self", urls.Resource(entry.Id, AnswerForm.Publication), AnswerForm.Publication.MediaType);
        WriteLink(json, "alternate", urls.ResourcePage(entry.Id), "text/html");
        WriteLink(json, "alternate", urls.Resource(entry.Id), AnswerForm.Json.MediaType);
        json.WriteEndArray();
        if (entry.Thumbnail is { } image)
        {
            json.WriteStartArray("images");
            json.WriteStartObject();
            json.WriteString("href", image);
            json.WriteString("type", ImageLinks.TypeOf(image));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter json, FeedEntry entry)
    {
        json.WriteStartObject("metadata");
        json.WriteString("@type", TypeLabels.Schema(entry.Type));
        json.WriteString("title", entry.Title);
        json.WriteString("identifier", FeedUrls.IdOf(entry.Id));
        WriteStrings(json, "altIdentifier", [.. entry.Identifiers.Select(IdentifierUri.Of).OfType<string>()]);
        Opds2Contributors.Write(json, entry);
        WriteStrings(json, "publisher", entry.Publisher is { } publisher ? [publisher] : []);
        if (PublishedOf(entry) is { } published)
        {
            json.WriteString("published", published);
        }

        if (entry.Issued is { } issued)
        {
            // "published" must be a whole day; what the record says may be a year or a reign.
            json.WriteString("http://purl.org/dc/terms/issued", issued);
        }

        json.WriteString("modified", entry.Updated);
        WriteStrings(json, "language", entry.Languages);
        WriteSubjects(json, entry.Subjects);
        if (entry.Abstract is { } text)
        {
            json.WriteString("description", text);
        }

        WriteBelonging(json, entry);
        json.WriteEndObject();
    }

    private static void WriteBelonging(Utf8JsonWriter json, FeedEntry entry)
    {
        if (entry.Container is null && entry.Series.Count == 0)
        {
            return;
        }

        json.WriteStartObject("belongsTo");
        if (entry.Journal is { } journal)
        {
            json.WritePropertyName("journal");
            WritePart(json, journal, isSeries: false);
        }
        else if (entry.Container is { } container && (entry.Type == WorkType.Article || entry.Series.Count == 0))
        {
            json.WriteString(entry.Type == WorkType.Article ? "journal" : "series", container);
        }
        else if (entry.Container is { } whole && entry.Series.All(series => series.Name != whole))
        {
            json.WriteString("collection", whole);
        }

        if (entry.Series.Count > 0)
        {
            json.WriteStartArray("series");
            foreach (var series in entry.Series)
            {
                WritePart(json, series, isSeries: true);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WritePart(Utf8JsonWriter json, FeedPart part, bool isSeries)
    {
        json.WriteStartObject();
        json.WriteString("name", part.Name);
        if (part.Volume is { } volume)
        {
            json.WriteNumber(isSeries ? "position" : "volume", volume);
        }

        if (part.Issue is { } issue && !isSeries)
        {
            json.WriteNumber("issue", issue);
        }

        json.WriteEndObject();
    }

    private static void WriteSubjects(Utf8JsonWriter json, IReadOnlyList<Subject> subjects)
    {
        if (subjects.Count == 0)
        {
            return;
        }

        json.WriteStartArray("subject");
        foreach (var subject in subjects)
        {
            json.WriteStartObject();
            json.WriteString("name", SubjectTerms.NameOf(subject));
            if (SubjectTerms.SchemeOf(subject) is { } scheme)
            {
                json.WriteString("code", subject.Value);
                json.WriteString("scheme", scheme);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteLink(Utf8JsonWriter json, AcquisitionLink link)
    {
        json.WriteStartObject();
        json.WriteString("rel", link.Rel);
        json.WriteString("href", link.Href);
        json.WriteString("type", link.Type);
        if (link.Title is { } title)
        {
            json.WriteString("title", title);
        }

        json.WriteStartObject("properties");
        if (link.Unavailable)
        {
            json.WriteStartObject("availability");
            json.WriteString("state", "unavailable");
            if (link.Until is { } until)
            {
                json.WriteString("until", until);
            }

            json.WriteEndObject();
        }

        if (link.Place is { } place)
        {
            json.WriteStartObject("access");
            json.WriteString("source", place.Source.Value);
            json.WriteString("status", AccessTerms.Of(place.Status));
            if (place.IsContradicted)
            {
                json.WriteBoolean("contradicted", true);
            }

            WriteEvidence(json, place.Evidence);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteLink(Utf8JsonWriter json, string rel, string address, string mediaType)
    {
        json.WriteStartObject();
        json.WriteString("rel", rel);
        json.WriteString("href", address);
        json.WriteString("type", mediaType);
        json.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter json, IReadOnlyList<AccessEvidence> evidence)
    {
        json.WriteStartArray("evidence");
        foreach (var piece in evidence)
        {
            json.WriteStartObject();
            json.WriteString("kind", AccessTerms.Of(piece.Kind));
            json.WriteString("says", AccessTerms.Of(piece.Says));
            json.WriteString("value", piece.Value);
            json.WriteString("strength", AccessTerms.Of(piece.Strength));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static string? PublishedOf(FeedEntry entry) =>
        DateOnly.TryParseExact(entry.Issued, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? entry.Issued
        : entry.Year is >= 1 and <= 9999 ? string.Create(CultureInfo.InvariantCulture, $"{entry.Year:D4}-01-01")
        : null;
}
