using System.Text.Json;

namespace IntegrationHub.Publishing.Checking;

/// <summary>The metadata of a Readium Web Publication Manifest (readium.org/webpub-manifest) as far as OPDS 2.0 uses it.</summary>
internal sealed class Opds2MetadataRules(List<FeedFault> faults)
{
    private static readonly string[] Contributors =
        ["author", "translator", "editor", "artist", "illustrator", "letterer", "penciler", "colorist", "inker", "narrator", "contributor", "publisher", "imprint"];

    public void CheckPublication(JsonElement metadata, string place)
    {
        if (!metadata.TryGetProperty("title", out _))
        {
            Must("title", place, "A publication must have a title.");
        }

        CheckCommon(metadata, place);
        if (Opds2Rules.Text(metadata, "published") is { } published && !FeedSyntax.IsDate(published) && !FeedSyntax.IsDateTime(published))
        {
            Must("date", place + ".published", $"'{published}' is no date of ISO 8601.");
        }

        foreach (var tag in Each(metadata, "language").Where(tag => !FeedSyntax.IsLanguage(tag.GetString())))
        {
            Must("language", place + ".language", $"'{tag}' is no BCP 47 tag.");
        }

        foreach (var (name, one) in Contributors.SelectMany(name => Each(metadata, name).Select(one => (name, one))))
        {
            CheckNamed(one, $"{place}.{name}");
        }

        foreach (var subject in Each(metadata, "subject"))
        {
            CheckNamed(subject, place + ".subject");
            if (Opds2Rules.Text(subject, "scheme") is { } scheme && !FeedSyntax.IsIri(scheme))
            {
                Must("identifier", place + ".subject.scheme", $"'{scheme}' is no URI.");
            }
        }

        if (metadata.TryGetProperty("belongsTo", out var belongs) && belongs.ValueKind == JsonValueKind.Object)
        {
            foreach (var (name, one) in belongs.EnumerateObject().SelectMany(kind => Each(belongs, kind.Name).Select(one => (kind.Name, one))))
            {
                CheckCollection(name, one, $"{place}.belongsTo.{name}");
            }
        }
    }

    /// <summary>What feeds, groups, facets and publications share.</summary>
    public void CheckCommon(JsonElement metadata, string place)
    {
        foreach (var name in new[] { "title", "subtitle", "sortAs" }.Where(name => metadata.TryGetProperty(name, out _)))
        {
            CheckLanguageMap(metadata.GetProperty(name), $"{place}.{name}");
        }

        foreach (var name in new[] { "identifier", "@type" }.Where(name => Opds2Rules.Text(metadata, name) is { } uri && !FeedSyntax.IsIri(uri)))
        {
            Must("identifier", $"{place}.{name}", $"'{Opds2Rules.Text(metadata, name)}' is no URI.");
        }

        if (Opds2Rules.Text(metadata, "modified") is { } modified && !FeedSyntax.IsDateTime(modified))
        {
            Must("date", place + ".modified", $"'{modified}' is no date and time of RFC 3339.");
        }

        foreach (var property in metadata.EnumerateObject().Where(property => IsBlank(property.Value)))
        {
            faults.Add(new FeedFault("blank value", $"{place}.{property.Name}", "Metadata should not have blank values.", FeedSeverity.Should));
        }
    }

    private void CheckCollection(string kind, JsonElement one, string place)
    {
        if (kind is "volume" or "issue" && one.ValueKind == JsonValueKind.Number)
        {
            return;
        }

        if (one.ValueKind == JsonValueKind.Object && one.TryGetProperty("position", out var position) && position.ValueKind != JsonValueKind.Number)
        {
            Must("position", place, "A position is a number.");
        }

        if (kind is not ("volume" or "issue"))
        {
            CheckNamed(one, place);
        }
    }

    private void CheckNamed(JsonElement one, string place)
    {
        if (one.ValueKind == JsonValueKind.String)
        {
            CheckLanguageMap(one, place);
        }
        else if (one.ValueKind == JsonValueKind.Object && one.TryGetProperty("name", out var name))
        {
            CheckLanguageMap(name, place + ".name");
            if (Opds2Rules.Text(one, "identifier") is { } id && !FeedSyntax.IsIri(id))
            {
                Must("identifier", place + ".identifier", $"'{id}' is no URI.");
            }
        }
        else
        {
            Must("name", place, "It is a text, or an object with a name.");
        }
    }

    /// <summary>A text, or texts by BCP 47 tag.</summary>
    private void CheckLanguageMap(JsonElement value, string place)
    {
        var isText = value.ValueKind == JsonValueKind.String && value.GetString()!.Trim().Length > 0;
        var isMap = value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any()
            && value.EnumerateObject().All(text => FeedSyntax.IsLanguage(text.Name) && text.Value.ValueKind == JsonValueKind.String && text.Value.GetString()!.Trim().Length > 0);
        if (!isText && !isMap)
        {
            Must(place.EndsWith("title", StringComparison.Ordinal) ? "title" : "language map", place, "It is a text that is not empty, or such texts by BCP 47 tag.");
        }
    }

    private static IEnumerable<JsonElement> Each(JsonElement parent, string name) =>
        !parent.TryGetProperty(name, out var value) ? [] : value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    private static bool IsBlank(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.String => value.GetString()!.Length == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    private void Must(string rule, string place, string reason) => faults.Add(new FeedFault(rule, place, reason));
}
