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
        var keys = new HashSet<MatchKey>();
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
            keys.Add(MatchKey.OfText("title", title.Core));
        }

        AddDamageKeys(keys, record);
        return [.. keys];
    }

    private static void AddDamageKeys(HashSet<MatchKey> keys, ComparableRecord record)
    {
        var title = record.Title;
        var person = record.People.Count > 0 ? record.People[0].Key : null;
        if (title.Main != title.Core)
        {
            keys.Add(MatchKey.OfText("title", title.Main));
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
            keys.Add(MatchKey.OfText("begin", string.Join(' ', words.Take(KeyWords).Order(StringComparer.Ordinal))));
            keys.Add(MatchKey.OfText("end", string.Join(' ', words.TakeLast(KeyWords).Order(StringComparer.Ordinal))));
        }

        // The title alone of "Linear algebra" has too many holders.
        if (words.Count > 0 && person is not null && record.Year is { } year)
        {
            keys.Add(MatchKey.OfText("who", string.Create(CultureInfo.InvariantCulture, $"{person}\0{words.MaxBy(word => word.Length)}\0{year}")));
        }
    }

    private static void AddHanKeys(HashSet<MatchKey> keys, string core, string? person)
    {
        if (core.Length >= ShortHan)
        {
            var half = core.Length / 2;
            keys.Add(MatchKey.OfText("begin", core[..half]));
            keys.Add(MatchKey.OfText("end", core[(core.Length - half)..]));
        }

        if (person is not null && core.Length >= 3)
        {
            keys.Add(MatchKey.OfText("who", $"{person}\0{core[..2]}"));
            keys.Add(MatchKey.OfText("whose", $"{person}\0{core[^2..]}"));
        }
    }
}
