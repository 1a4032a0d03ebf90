using System.Text.Json;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>Who made a publication, by the roles for which Readium has an element of its own; the others with their MARC relator code.</summary>
internal static class Opds2Contributors
{
    private static readonly (string Element, string Code)[] Elements =
        [("author", "aut"), ("translator", "trl"), ("editor", "edt"), ("artist", "art"), ("illustrator", "ill"), ("colorist", "clr"), ("narrator", "nrt")];

    public static void Write(Utf8JsonWriter json, FeedEntry entry)
    {
        var agents = entry.Creators.Select(name => (Name: name, Element: ElementOf(name, entry, "author")))
            .Concat(entry.Contributors.Except(entry.Creators).Select(name => (Name: name, Element: ElementOf(name, entry, "contributor")))).ToList();
        foreach (var element in Elements.Select(known => known.Element).Append("contributor"))
        {
            var names = agents.Where(agent => agent.Element == element).Select(agent => agent.Name).ToList();
            if (names.Count == 0)
            {
                continue;
            }

            json.WriteStartArray(element);
            foreach (var name in names)
            {
                Write(json, name, element == "contributor" ? RoleOf(name, entry) : null);
            }

            json.WriteEndArray();
        }
    }

    /// <summary>A creator whose role has no element stays an author: a composer is not somebody who only contributed.</summary>
    private static string ElementOf(string name, FeedEntry entry, string otherwise) =>
        RoleOf(name, entry) is { } role && Array.Find(Elements, known => known.Code == role).Element is { } element ? element : otherwise;

    private static string? RoleOf(string name, FeedEntry entry) => entry.Roles?.GetValueOrDefault(name);

    /// <summary>As the record gives it; with the order that catalogues sort by where it is another.</summary>
    private static void Write(Utf8JsonWriter json, string given, string? role)
    {
        var inverted = NameForms.Of(given).Inverted;
        if (inverted == given && role is null)
        {
            json.WriteStringValue(given);
            return;
        }

        json.WriteStartObject();
        json.WriteString("name", given);
        if (inverted != given)
        {
            json.WriteString("sortAs", inverted);
        }

        if (role is not null)
        {
            json.WriteString("role", role);
        }

        json.WriteEndObject();
    }
}
