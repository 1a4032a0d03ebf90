using System.Globalization;
using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Publishing;

/// <summary>Reads a special collection as an admin writes it, and tells every mistake at once.</summary>
internal static class CollectionBody
{
    /// <summary>What is looked up for each resource of a publication.</summary>
    public const int MostCollections = 200;

    private const int LongestLabel = 200;
    private const int LongestDescription = 1_000;
    private const int MostRules = 50;
    private const int MostValues = 100;
    private const int LongestValue = 300;
    private const int MostResources = 1_000;

    /// <summary>Folding takes marks away: what is left must say something.</summary>
    private const int ShortestWords = 2;

    /// <param name="id">The id in the address; a body that names another one is mistaken.</param>
    /// <param name="mistakes">Property path to sentences; empty if and only if the collection may be stored.</param>
    public static Collection Read(JsonElement json, CollectionId id, out IReadOnlyDictionary<string, string[]> mistakes)
    {
        var found = new SourceMistakes();
        var collection = JsonFields.Of(json, "", found) is { } fields ? Read(fields, id, found) : new Collection { Id = id, Label = new Label(id.Value) };
        mistakes = found.ToDictionary();
        return collection;
    }

    private static Collection Read(JsonFields fields, CollectionId id, SourceMistakes found)
    {
        if (fields.Text("id") is { } said && said != id.Value)
        {
            found.Add("id", $"The body says '{said}' but the address says '{id}': leave it out of the body or make them equal.");
        }

        var label = fields.Object("label");
        if (label is null && !found.Any("label"))
        {
            found.Add("label", "Say what readers shall see: {\"zh\": \"…\", \"en\": \"…\"}.");
        }

        var collection = new Collection
        {
            Id = id,
            Label = NavigationBody.LabelOf(label, "label", LongestLabel, found) ?? new Label(id.Value),
            Description = NavigationBody.LabelOf(fields.Object("description"), "description", LongestDescription, found),
            Rules = [.. (fields.Objects("rules") ?? []).Select((rule, at) => ReadRule(rule, string.Create(CultureInfo.InvariantCulture, $"rules[{at}]"), found))],
            Resources = fields.Texts("resources") ?? [],
        };
        fields.End("a collection");
        CheckCount("rules", collection.Rules.Count, MostRules, found);
        CheckCount("resources", collection.Resources.Count, MostResources, found);
        for (var at = 0; at < collection.Resources.Count; at++)
        {
            if (!ResourceId.TryParse(collection.Resources[at], out _) && NamedIdentifier.Read(collection.Resources[at]) is null)
            {
                found.Add(string.Create(CultureInfo.InvariantCulture, $"resources[{at}]"), $"'{Cut(collection.Resources[at])}' names nothing: give a resource's id of 26 characters, or an identifier behind its scheme, as in isbn:9787020002207. Schemes are {string.Join(", ", NamedIdentifier.Schemes)}.");
            }
        }

        if (collection.Rules.Count == 0 && collection.Resources.Count == 0 && !found.Any("rules") && !found.Any("resources"))
        {
            found.Add("rules", "Nothing belongs to it: give a rule, or resources.");
        }

        return collection;
    }

    private static CollectionRule ReadRule(JsonFields fields, string path, SourceMistakes found)
    {
        var years = fields.Object("years");
        var rule = new CollectionRule
        {
            Sources = fields.Texts("sources") ?? [],
            Sets = fields.Texts("sets") ?? [],
            Subjects = [.. (fields.Texts("subjects") ?? []).Select(number => number.ToUpperInvariant())],
            Types = fields.Texts("types") ?? [],
            Languages = fields.Texts("languages") ?? [],
            Titles = fields.Texts("titles") ?? [],
            Years = years is null ? null : new CollectionYears(years.Whole("from"), years.Whole("to")),
            Free = fields.Switch("free"),
        };
        fields.End("a rule");
        years?.End("years");
        Check("sources", rule.Sources, source => SourceId.TryParse(source, out _), "is no source id: GET /api/admin/sources lists them");
        Check("sets", rule.Sets, set => set.Length > 0 && !set.Any(char.IsWhiteSpace), "is no setSpec: take the short name that the provider's ListSets gives, as in physics:hep");
        Check("subjects", rule.Subjects, number => ClcClasses.Find(number) is not null, "is no number of the CLC: give one like I2 or TP311");
        Check("types", rule.Types, slug => TypeLabels.Order(slug) >= 0, $"is no type: take one of {string.Join(", ", TypeLabels.Slugs)}");
        Check("languages", rule.Languages, Checking.FeedSyntax.IsLanguage, "is no BCP 47 tag: give one like zh or zh-Hant");
        Check("titles", rule.Titles, words => TextFolding.Fold(words).Length >= ShortestWords, "says too little: give words of two letters or characters at least");
        if (rule.Years is { From: null, To: null } && !found.Any($"{path}.years"))
        {
            found.Add($"{path}.years", "Give from, to or both.");
        }
        else if (rule.Years is { From: { } from, To: { } to } && from > to)
        {
            found.Add($"{path}.years", string.Create(CultureInfo.InvariantCulture, $"From {from} to {to} is no year: turn them round."));
        }

        if (rule is { Sources.Count: 0, Sets.Count: 0, Subjects.Count: 0, Types.Count: 0, Languages.Count: 0, Titles.Count: 0, Years: null, Free: null } && !found.Any(path))
        {
            found.Add(path, "It has no condition, so everything would belong: give one, or leave the rule out.");
        }

        return rule;

        void Check(string property, IReadOnlyList<string> values, Func<string, bool> isRight, string what)
        {
            CheckCount($"{path}.{property}", values.Count, MostValues, found);
            for (var at = 0; at < values.Count; at++)
            {
                if (values[at].Length > LongestValue || !isRight(values[at]))
                {
                    found.Add(string.Create(CultureInfo.InvariantCulture, $"{path}.{property}[{at}]"), $"'{Cut(values[at])}' {what}.");
                }
            }
        }
    }

    private static void CheckCount(string property, int count, int most, SourceMistakes found)
    {
        if (count > most)
        {
            found.Add(property, string.Create(CultureInfo.InvariantCulture, $"{count} are too many: give at most {most}."));
        }
    }

    private static string Cut(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
