using System.Globalization;
using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>
/// Under which keys a record is found: the one owner of what goes into a key. Several text keys each survive another kind of damage; Chinese titles keep
/// their characters, since romanised homophones would collide. Changing a rule here asks for the index to be built again.
/// </summary>
internal static class MatchKeys
{
    private const int ShortHan = 6;
    private const int KeyWords = 3;

    public static MatchKey[] Of(BibliographicRecord record) => Of(ComparableRecord.Of(record));

    public static MatchKey[] Of(ComparableRecord record)
    {
        var found = new Found(Words: null);
        Collect(found, record);
        return [.. found.Keys];
    }

    /// <summary>The same for a person: identifiers as they are, keys of text by their kind and words.</summary>
    public static IReadOnlyList<string> Explain(BibliographicRecord record)
    {
        var found = new Found([]);
        Collect(found, ComparableRecord.Of(record));
        return [.. found.Keys.Select(key => found.Words!.GetValueOrDefault(key) ?? key.ToString())];
    }

    private static void Collect(Found keys, ComparableRecord record)
    {
        foreach (var identifier in record.Record.Identifiers)
        {
            if (WorkIdentifiers.Speaks(identifier, record.Record.Type))
            {
                keys.Add(MatchKey.Of(identifier.Scheme, identifier.Value));
            }
        }

        foreach (var link in record.Record.Links)
        {
            keys.Add(MatchKey.Of(IdentifierScheme.Uri, link));
        }

        foreach (var title in record.Titles)
        {
            keys.AddText("title", title.Core);
        }

        AddDamageKeys(keys, record);
    }

    private static void AddDamageKeys(Found keys, ComparableRecord record)
    {
        var title = record.Title;
        var person = record.People.Count > 0 ? record.People[0].Key : null;
        if (title.Main != title.Core)
        {
            keys.AddText("title", title.Main);
        }

        if (title.IsHan)
        {
            AddHanKeys(keys, title.Core, person);
            return;
        }

        var words = title.Words.Where(word => word.Length > 3).ToList();
        if (words.Count >= KeyWords)
        {
            // A typo spoils one end of a title, seldom both.
            keys.AddText("begin", string.Join(' ', words.Take(KeyWords).Order(StringComparer.Ordinal)));
            keys.AddText("end", string.Join(' ', words.TakeLast(KeyWords).Order(StringComparer.Ordinal)));
        }

        // The title alone of "Linear algebra" has too many holders.
        if (words.Count > 0 && person is not null && record.Year is { } year)
        {
            keys.AddText("who", string.Create(CultureInfo.InvariantCulture, $"{person}\0{words.MaxBy(word => word.Length)}\0{year}"));
        }
    }

    private static void AddHanKeys(Found keys, string core, string? person)
    {
        if (core.Length >= ShortHan)
        {
            var half = core.Length / 2;
            keys.AddText("begin", core[..half]);
            keys.AddText("end", core[(core.Length - half)..]);
        }

        if (person is not null && core.Length >= 3)
        {
            keys.AddText("who", $"{person}\0{core[..2]}");
            keys.AddText("whose", $"{person}\0{core[^2..]}");
        }
    }

    /// <param name="Words">What keys of text are made of, for whoever asks; null: nobody does.</param>
    private sealed record Found(Dictionary<MatchKey, string>? Words)
    {
        public HashSet<MatchKey> Keys { get; } = [];

        public void Add(MatchKey key) => Keys.Add(key);

        public void AddText(string kind, string text)
        {
            var key = MatchKey.OfText(kind, text);
            Keys.Add(key);
            Words?.TryAdd(key, $"{kind}: {text.Replace('\0', ' ')}");
        }
    }
}
