using System.Globalization;
using System.Net.Mail;
using System.Text.Json;
using IntegrationHub.Sources;

namespace IntegrationHub.Publishing;

/// <summary>Reads the settings of the navigation as an admin writes them, and tells every mistake at once.</summary>
internal static class NavigationBody
{
    private const int LongestLabel = 200;
    private const int LongestAddress = 2_000;
    private const int MostNodes = 1_000;
    private const int LastOrder = 1_000_000;

    /// <param name="mistakes">Property path to sentences; empty if and only if the settings may be stored.</param>
    public static NavigationSettings Read(JsonElement json, out IReadOnlyDictionary<string, string[]> mistakes)
    {
        var found = new SourceMistakes();
        var settings = JsonFields.Of(json, "", found) is { } fields ? Read(fields, found) : NavigationSettings.None;
        mistakes = found.ToDictionary();
        return settings;
    }

    /// <summary>A name in both languages; given in one alone it is the same in the other.</summary>
    public static Label? LabelOf(JsonFields? fields, string path, int longest, SourceMistakes found)
    {
        if (fields is null)
        {
            return null;
        }

        var (chinese, english) = (fields.Text("zh"), fields.Text("en"));
        fields.End("a name");
        foreach (var (name, text) in new[] { ("zh", chinese), ("en", english) })
        {
            if (text?.Length > longest)
            {
                found.Add($"{path}.{name}", string.Create(CultureInfo.InvariantCulture, $"It is {text.Length} characters long: shorten it to {longest}."));
            }
            else if (text?.Any(char.IsControl) == true)
            {
                found.Add($"{path}.{name}", "It holds control characters: write it on one line.");
            }
        }

        if (chinese is { Length: > 0 } || english is { Length: > 0 })
        {
            return new Label(chinese is { Length: > 0 } ? chinese : english!, english is { Length: > 0 } ? english : chinese!);
        }

        found.Add(path, "It is empty: give zh, en or both, or leave it out.");
        return null;
    }

    private static NavigationSettings Read(JsonFields fields, SourceMistakes found)
    {
        var settings = new NavigationSettings
        {
            Name = LabelOf(fields.Object("name"), "name", LongestLabel, found),
            Logo = Address(fields.Text("logo"), "logo", "a picture", found),
            WebPage = Address(fields.Text("webPage"), "webPage", "a page", found),
            Email = Mail(fields.Text("email"), found),
            Nodes = new SortedDictionary<string, NodeSettings>((fields.Object("nodes")?.Each() ?? []).ToDictionary(node => node.Name, node => Read(node.Name, node.Fields, found)), StringComparer.Ordinal),
        };
        fields.End("the navigation");
        if (settings.Nodes.Count > MostNodes)
        {
            found.Add("nodes", string.Create(CultureInfo.InvariantCulture, $"{settings.Nodes.Count} nodes are too many: set at most {MostNodes}."));
        }

        foreach (var (path, node) in settings.Nodes)
        {
            Check(path, node, settings, found);
        }

        return settings;
    }

    private static NodeSettings Read(string path, JsonFields fields, SourceMistakes found)
    {
        var node = new NodeSettings(
            LabelOf(fields.Object("label"), $"nodes.{path}.label", LongestLabel, found), fields.Whole("order"), fields.Switch("hidden") ?? false, fields.Switch("featured") ?? false);
        fields.End("a node");
        return node;
    }

    private static void Check(string path, NodeSettings node, NavigationSettings settings, SourceMistakes found)
    {
        if (!FeedTree.CanBe(path))
        {
            found.Add($"nodes.{path}", WhyNot(path));
            return;
        }

        if (node.Order is < -LastOrder or > LastOrder)
        {
            found.Add($"nodes.{path}.order", string.Create(CultureInfo.InvariantCulture, $"{node.Order} is out of range: give {-LastOrder} to {LastOrder}; the lowest comes first."));
        }

        // The whole must be reachable: portals copy the feed by it, and a class's count is that of its whole.
        if (node.Hidden && (path == FeedTree.All || path.EndsWith($"/{FeedTree.All}", StringComparison.Ordinal)))
        {
            found.Add($"nodes.{path}.hidden", path == FeedTree.All ? "It can't be hidden: portals copy the feed by it. Give it another label, or an order." : $"It can't be hidden alone: hide '{FeedTree.ParentOf(path)}', which is counted by it.");
        }

        if (!node.Featured)
        {
            return;
        }

        if (FeedTree.ParentOf(path) is "")
        {
            found.Add($"nodes.{path}.featured", "It is in the root already: give it an order, and the lowest comes first.");
        }

        for (var above = path; above is { Length: > 0 }; above = FeedTree.ParentOf(above))
        {
            if (settings.Of(above).Hidden)
            {
                found.Add($"nodes.{path}.featured", $"'{above}' is hidden: what is featured is shown, so choose one of both.");
                break;
            }
        }
    }

    private static string WhyNot(string path)
    {
        var dimension = FeedTree.DimensionOf(path);
        var example = dimension switch
        {
            FeedTree.Collection => "collection/classics, by a collection's id",
            "platform" or "member" => $"{dimension}/nstl, by a source's id",
            "subject" => "subject, subject/T or subject/T/TP, by the numbers of the first two levels of the CLC",
            "type" => $"type/book; types are {string.Join(", ", TypeLabels.Slugs)}",
            "language" => "language/zh, by a code of ISO 639 of two or three small letters",
            "period" => "period/1990-1999 from 1900 on, period/1800-1899 before, period/undated",
            "place" => "place/CN, place/CN/CN-BJ or place/JP, by the codes of ISO 3166",
            _ => null,
        };
        return example is null
            ? $"'{dimension}' is no dimension: a path begins with one of {string.Join(", ", FeedTree.Dimensions.Select(known => known.Path))}, or is {FeedTree.All}, {FeedTree.New} or {FeedTree.Withdrawn}."
            : $"No document can stand there: write it like {example}.";
    }

    private static string? Address(string? text, string property, string what, SourceMistakes found)
    {
        if (text is not null && (text.Length > LongestAddress || FeedEntryOf.HttpAddress(text) is null))
        {
            found.Add(property, $"'{(text.Length > LongestAddress ? text[..60] + "…" : text)}' is no address of {what}: give one that begins with https:// or http://, or leave it out.");
        }

        return text is null ? null : FeedEntryOf.HttpAddress(text);
    }

    private static string? Mail(string? text, SourceMistakes found)
    {
        if (text is not null && (!MailAddress.TryCreate(text, out var address) || address.Address != text || !address.Host.Contains('.', StringComparison.Ordinal) || !text.All(char.IsAscii)))
        {
            found.Add("email", $"'{text}' is no e-mail address: write it like help@library.example, or leave it out.");
        }

        return text;
    }
}
