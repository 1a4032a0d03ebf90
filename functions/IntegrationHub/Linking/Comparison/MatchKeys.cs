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

    /// <summary>Among so many creators are the first two by name looked for.</summary>
    private const int MostPeople = 6;

    /// <summary>What a word must tell to be one of a key.</summary>
    private const float Telling = 0.55f;

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

        foreach (var (kind, identifier) in record.Named)
        {
            var key = MatchKey.Of(identifier.Scheme, identifier.Value);
            keys.Add(kind == RelationKind.OtherForm ? key : MatchKey.To(key));
        }

        foreach (var link in record.Record.Links)
        {
            keys.Add(MatchKey.Of(IdentifierScheme.Uri, link));
        }

        foreach (var title in record.Titles)
        {
            keys.AddText("title", WithoutBlanks(title.Core));
        }

        if (record.Title.Main != record.Title.Core)
        {
            keys.AddText("title", WithoutBlanks(record.Title.Main));
        }

        if (record.Title.Volumes.Length > 0 || record.Title.Last is not null)
        {
            // Of a series of hundreds, whose name alone has too many holders.
            keys.AddText("volume", $"{WithoutBlanks(record.Title.Core)}\0{string.Join(' ', record.Title.Volumes)}\0{record.Title.Last}");
        }

        if (record.Title.IsHan)
        {
            AddHanKeys(keys, record);
        }
        else
        {
            AddWordKeys(keys, record);
        }

        AddPlaceKey(keys, record);
    }

    /// <summary>Whose, and on which page or under which number of a collection: found whatever became of the title.</summary>
    private static void AddPlaceKey(Found keys, ComparableRecord record)
    {
        if (record.Record.Container is { } container && (container.Pages ?? container.Title).AsSpan().ContainsAnyInRange('0', '9') && record.Lead is { } lead
            && record.Container is { } form && (form.FirstPage ?? (form.Core != form.Skeleton ? form.Core : null)) is { } place)
        {
            keys.AddText("place", $"{lead.Key}\0{place}");
        }
    }

    /// <summary>A typo spoils one end of a title, seldom both; and seldom the longest word too.</summary>
    private static void AddWordKeys(Found keys, ComparableRecord record)
    {
        var title = record.Title;
        var words = new List<string>(title.Words.Length);
        for (var i = 0; i < title.Words.Length; i++)
        {
            if (title.Tell[i] > Telling && title.Words[i].Length > 2)
            {
                words.Add(title.Words[i]);
            }
        }

        if (words.Count >= KeyWords)
        {
            keys.AddPart("begin", InOrder(words, 0));
            keys.AddPart("end", InOrder(words, words.Count - KeyWords));
        }

        if (record.Lead is { } lead && (words.Count > 0 ? words : [.. title.Words]) is { Count: > 0 } some)
        {
            AddCreatorKeys(keys, record, lead, some);
        }
    }

    /// <summary>The title alone of "Linear algebra" has too many holders. Indexes list creators in different orders, cut the list, leave years out.</summary>
    private static void AddCreatorKeys(Found keys, ComparableRecord record, PersonForm lead, List<string> words)
    {
        if (SecondOf(record, lead) is { } other)
        {
            keys.AddPart("names", string.CompareOrdinal(lead.Key, other) < 0 ? $"{lead.Key}\0{other}" : $"{other}\0{lead.Key}");
        }

        var (longest, second) = LongestOf(words);
        keys.AddText("who", $"{lead.Key}\0{longest}\0{second}");
        // Few letters of the title, so that typos all over it leave one key.
        keys.AddText("pair", PairByName(record, lead) is { } pair ? $"{pair}\0{Begin(words[0])}" : $"{lead.Key}\0{Begin(words[0])}\0{Begin(words[Math.Min(1, words.Count - 1)])}");
    }

    /// <summary>Who is named next to the lead; null: nobody.</summary>
    private static string? SecondOf(ComparableRecord record, PersonForm lead)
    {
        var named = record.Record.Creators;
        for (var i = 1; i < named.Count && i < MostPeople; i++)
        {
            if (PersonForm.Of(named[i])?.Key is { } key && key != lead.Key)
            {
                return key;
            }
        }

        return null;
    }

    private static (string Longest, string Second) LongestOf(List<string> words)
    {
        var (longest, second) = (string.Empty, string.Empty);
        foreach (var word in words)
        {
            if (IsBefore(word, longest))
            {
                (longest, second) = (word, longest);
            }
            else if (word != longest && IsBefore(word, second))
            {
                second = word;
            }
        }

        return (longest, second);

        // Of words of one length the first by letter, wherever they stand.
        static bool IsBefore(string word, string other) => word.Length > other.Length || (word.Length == other.Length && string.CompareOrdinal(word, other) < 0);
    }

    private static void AddHanKeys(Found keys, ComparableRecord record)
    {
        var core = record.Title.Core;
        if (core.Length >= ShortHan)
        {
            // Of fixed lengths, so that a title with a word before or behind it shares the other end.
            var length = core.Length < 8 ? 3 : 5;
            keys.AddPart("begin", core[..length]);
            keys.AddPart("end", core[^length..]);
        }

        if (record.Lead is { } lead && core.Length >= 2)
        {
            keys.AddPart("who", $"{lead.Key}\0{core[..2]}");
            keys.AddPart("whose", $"{lead.Key}\0{core[^2..]}");
        }
    }

    /// <summary>Two creators, the first by their names; null where only one is named.</summary>
    private static string? PairByName(ComparableRecord record, PersonForm lead)
    {
        var first = lead.Key;
        string? second = null;
        var named = record.Record.Creators;
        for (var i = 1; i < named.Count && i < MostPeople; i++)
        {
            if (PersonForm.Of(named[i])?.Key is { } key && key != first)
            {
                if (string.CompareOrdinal(key, first) < 0)
                {
                    (first, second) = (key, first);
                }
                else if (second is null || string.CompareOrdinal(key, second) < 0)
                {
                    second = key;
                }
            }
        }

        return second is null ? null : $"{first}\0{second}";
    }

    private static string Begin(string word) => word.Length <= 2 ? word : word[..2];

    private static string InOrder(List<string> words, int from)
    {
        var some = words.GetRange(from, KeyWords);
        some.Sort(StringComparer.Ordinal);
        return string.Join(' ', some);
    }

    /// <summary>Compounds are written in one word and in two.</summary>
    private static string WithoutBlanks(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    /// <param name="Words">What keys of text are made of, for whoever asks; null: nobody does.</param>
    private sealed record Found(Dictionary<MatchKey, string>? Words)
    {
        public HashSet<MatchKey> Keys { get; } = [];

        public void Add(MatchKey key) => Keys.Add(key);

        public void AddText(string kind, string text) => Add(kind, text, ofPart: false);

        public void AddPart(string kind, string text) => Add(kind, text, ofPart: true);

        private void Add(string kind, string text, bool ofPart)
        {
            var key = MatchKey.OfText(kind, text, ofPart);
            Keys.Add(key);
            Words?.TryAdd(key, $"{kind}: {text.Replace('\0', ' ')}");
        }
    }
}
