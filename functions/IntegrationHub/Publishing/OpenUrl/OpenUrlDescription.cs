using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>A referent's metadata as a record, to be compared with those of the index.</summary>
internal static class OpenUrlDescription
{
    private const int MostNames = 20;

    /// <param name="own">Identifiers of the thing itself.</param>
    /// <param name="whole">Of what it appeared in.</param>
    /// <returns>Null: no title is given.</returns>
    public static BibliographicRecord? Of(OpenUrlKeys keys, OpenUrlGenre genre, IReadOnlyList<Identifier> own, IReadOnlyList<Identifier> whole)
    {
        var title = genre switch
        {
            { IsPart: true } => keys["atitle"],
            { Type: WorkType.Serial } => keys["jtitle"] ?? keys["title"] ?? keys["stitle"],
            _ => keys["btitle"] ?? keys["title"] ?? keys["atitle"] ?? keys["jtitle"],
        };
        if (title is null || DisplayText.Clean(title) is not { Length: > 0 } clean)
        {
            return null;
        }

        var date = Clean(keys["date"]);
        return new BibliographicRecord
        {
            Title = clean,
            Creators = CreatorsOf(keys),
            Publisher = Clean(keys["pub"] ?? keys["inst"]),
            Place = Clean(keys["place"]),
            Issued = date,
            Year = date is null ? null : DateText.YearOf(date),
            Edition = Clean(keys["edition"]),
            Type = genre.Type,
            Identifiers = own,
            Container = genre.IsPart ? ContainerOf(keys, whole) : null,
        };
    }

    private static Container? ContainerOf(OpenUrlKeys keys, IReadOnlyList<Identifier> whole)
    {
        var first = keys["spage"];
        var container = new Container(Clean(keys["jtitle"] ?? keys["btitle"] ?? keys["title"] ?? keys["stitle"]))
        {
            Issn = whole.FirstOrDefault(identifier => identifier.Scheme == IdentifierScheme.Issn)?.Value,
            Isbn = whole.FirstOrDefault(identifier => identifier.Scheme == IdentifierScheme.Isbn)?.Value,
            Volume = Clean(keys["volume"]),
            Issue = Clean(keys["issue"]),
            Pages = Clean(keys["pages"] ?? (first is null ? keys["artnum"] : keys["epage"] is { } last && last != first ? $"{first}-{last}" : first)),
        };
        return container == new Container(default(string)) ? null : container;
    }

    /// <summary>The first author in parts, and whole names: some referrers give the first in both ways, some the whole name only.</summary>
    private static List<Agent> CreatorsOf(OpenUrlKeys keys)
    {
        var names = keys.All("au").Select(Clean).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostNames).Select(name => new Agent(name)).ToList();
        if (Clean(keys["aulast"]) is { } family)
        {
            var given = Clean(keys["aufirst"] ?? keys["auinit"] ?? (string.Join(' ', new[] { keys["auinit1"], keys["auinitm"] }.OfType<string>()) is { Length: > 0 } initials ? initials : null));
            names.RemoveAll(agent => agent.Name.Contains(family, StringComparison.OrdinalIgnoreCase));
            names.Insert(0, new Agent(given is null ? family : IsHan(family) ? family + given : $"{family}, {given}") { Family = family, Given = given });
        }

        if (Clean(keys["aucorp"]) is { } body)
        {
            names.Add(new Agent(body) { Kind = AgentKind.Organisation });
        }

        return names;
    }

    private static bool IsHan(string text) => text.AsSpan().ContainsAnyInRange('\u3400', '\u9FFF');

    private static string? Clean(string? text) => text is null ? null : DisplayText.Clean(text) is { Length: > 0 } clean ? clean : null;
}
