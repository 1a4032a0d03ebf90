using System.Globalization;
using System.Text.Json;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>One publication of OPDS 2.0: Readium metadata and acquisition links.</summary>
internal sealed class Opds2Publication(FeedUrls urls, FeedSources sources)
{
    public void Write(Utf8JsonWriter json, FeedEntry entry)
    {
        json.WriteStartObject();
        WriteMetadata(json, entry);
        json.WriteStartArray("links");
        foreach (var link in AcquisitionLinks.Of(entry, urls, sources))
        {
            WriteLink(json, link);
        }

        json.WriteStartObject();
        json.WriteString("rel", "alternate");
        json.WriteString("href", urls.Resource(entry.Id));
        json.WriteString("type", "application/json");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter json, FeedEntry entry)
    {
        json.WriteStartObject("metadata");
        json.WriteString("@type", TypeLabels.Schema(entry.Type));
        json.WriteString("title", entry.Title);
        json.WriteString("identifier", FeedUrls.IdOf(entry.Id));
        WriteStrings(json, "altIdentifier", [.. entry.Identifiers.Select(IdentifierUri.Of).OfType<string>()]);
        WriteNames(json, "author", entry.Creators);
        WriteNames(json, "contributor", entry.Contributors);
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

        if (entry.Container is { } container)
        {
            json.WriteStartObject("belongsTo");
            json.WriteString(entry.Type == WorkType.Article ? "journal" : "series", container);
            json.WriteEndObject();
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

    /// <summary>As the record gives them; with the order that catalogues sort by where it is another.</summary>
    private static void WriteNames(Utf8JsonWriter json, string name, IReadOnlyList<string> names)
    {
        if (names.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var given in names)
        {
            var inverted = NameForms.Of(given).Inverted;
            if (inverted == given)
            {
                json.WriteStringValue(given);
                continue;
            }

            json.WriteStartObject();
            json.WriteString("name", given);
            json.WriteString("sortAs", inverted);
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
