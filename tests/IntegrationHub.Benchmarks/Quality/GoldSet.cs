using System.Globalization;
using CsvHelper;
using IntegrationHub.Records;

namespace IntegrationHub.Quality;

/// <summary>
/// Records whose true pairs are known. A folder with <c>gold.csv</c>, whose first two columns are ids (a third called label says with 0 that a pair is none), and either one
/// file of records or several; then only pairs across files count. Columns are known by their names: see <see cref="RawFields"/>. RFC 4180, UTF-8.
/// </summary>
/// <param name="Pairs">By place in <paramref name="Records"/>, the smaller first.</param>
/// <param name="AcrossFiles">Pairs within a file don't count.</param>
/// <param name="Notes">What a reader of the figures should know: columns not used, ids not found.</param>
internal sealed record GoldSet(string Name, IReadOnlyList<RawRecord> Records, IReadOnlySet<(int, int)> Pairs, bool AcrossFiles, IReadOnlyList<string> Notes)
{
    private const string Truth = "gold.csv";

    public bool Counts(int a, int b) => !AcrossFiles || Records[a].File != Records[b].File;

    public static (int, int) Pair(int a, int b) => a < b ? (a, b) : (b, a);

    /// <returns>The folder of that name within the shared material beside the checkout; null where it is absent.</returns>
    public static string? Folder(string name = "")
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var candidate = Path.Combine(at.FullName, "shared", "gold", name);
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <returns>The folder itself where it is a set, else every set within it.</returns>
    public static IEnumerable<string> Within(string folder) =>
        Directory.EnumerateFiles(folder, Truth, SearchOption.AllDirectories).Select(file => Path.GetDirectoryName(file)!).Order(StringComparer.Ordinal);

    public static GoldSet Read(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.csv").Where(file => Path.GetFileName(file) != Truth).Order(StringComparer.Ordinal).ToList();
        var notes = new List<string>();
        var records = files.SelectMany((file, number) => ReadRecords(file, number, notes)).ToList();
        var places = new Dictionary<(int File, string Id), int>();
        foreach (var (place, record) in records.Index())
        {
            if (!places.TryAdd((record.File, record.Id), place))
            {
                notes.Add($"id {record.Id} stands twice");
            }
        }

        var pairs = new HashSet<(int, int)>();
        var lost = 0;
        var rows = Rows(Path.Combine(folder, Truth)).ToList();
        var label = rows[0].Index().Where(column => column.Item is "label").Select(column => column.Index).FirstOrDefault(-1);
        foreach (var row in rows.Skip(1).Where(row => label < 0 || row[label] != "0"))
        {
            if (Find(row[0], 0) is { } a && Find(row[1], files.Count - 1) is { } b && a != b)
            {
                pairs.Add(Pair(a, b));
            }
            else
            {
                lost++;
            }
        }

        if (lost > 0)
        {
            notes.Add($"{lost} pairs name a record that is not there");
        }

        return new GoldSet(Path.GetFileName(folder), records, pairs, files.Count > 1, notes);

        // Ids may be unique within their file only: then the first column speaks of the first file.
        int? Find(string id, int preferred)
        {
            foreach (var file in Enumerable.Range(0, files.Count).OrderBy(file => file == preferred ? 0 : 1))
            {
                if (places.TryGetValue((file, id), out var place))
                {
                    return place;
                }
            }

            return null;
        }
    }

    /// <param name="type">What the provider of such records would say that they are, where they don't say it themselves; null: nothing.</param>
    public GoldSet Typed(string? type) => type is null ? this : this with
    {
        Records = [.. Records.Select(record => record[RawField.Type] is null ? record with { Texts = [.. record.Texts, (RawField.Type, type)] } : record)],
    };

    /// <summary>The records as the hub reads them. What it rejects, having no title, is left out, and so are its pairs.</summary>
    public (GoldSet Gold, IReadOnlyList<BibliographicRecord> Records) ReadRecords()
    {
        var draft = new DraftRecord();
        var records = new List<BibliographicRecord>(Records.Count);
        var places = new Dictionary<int, int>(Records.Count);
        foreach (var (place, raw) in Records.Index())
        {
            try
            {
                records.Add(raw.Read(draft));
                places.Add(place, records.Count - 1);
            }
            catch (FormatException)
            {
                // As in a harvest: one bad record is rejected, the others go on.
            }
        }

        if (records.Count == Records.Count)
        {
            return (this, records);
        }

        var pairs = Pairs.Where(pair => places.ContainsKey(pair.Item1) && places.ContainsKey(pair.Item2)).Select(pair => (places[pair.Item1], places[pair.Item2])).ToHashSet();
        var note = $"{Records.Count - records.Count} records without a title are rejected by the hub; {Pairs.Count - pairs.Count} pairs with them are left out";
        return (this with { Records = [.. places.Keys.Order().Select(place => Records[place])], Pairs = pairs, Notes = [.. Notes, note] }, records);
    }

    private static IEnumerable<RawRecord> ReadRecords(string file, int number, List<string> notes)
    {
        var rows = Rows(file).GetEnumerator();
        rows.MoveNext();
        var header = rows.Current;
        var fields = header.Select(RawFields.Of).ToArray();
        if (!fields.Contains(RawField.Title) && Array.IndexOf(fields, RawField.Container) is >= 0 and var book)
        {
            // "Book-Title" beside no other title is what is described.
            fields[book] = RawField.Title;
        }

        var unused = header.Where((_, column) => fields[column] is null).ToList();
        if (unused.Count > 0)
        {
            notes.Add($"{Path.GetFileName(file)}: not used: {string.Join(", ", unused)}");
        }

        var id = Math.Max(0, Array.IndexOf(fields, RawField.Id));
        while (rows.MoveNext())
        {
            var row = rows.Current;
            var texts = fields.Index()
                .Where(column => column.Item is not null and not RawField.Id && column.Index < row.Length && !string.IsNullOrWhiteSpace(row[column.Index]))
                .SelectMany(column => column.Item is RawField.Creator or RawField.Contributor
                    ? NameList.Split(row[column.Index]).Select(name => (column.Item.Value, name))
                    : [(column.Item!.Value, row[column.Index])]);
            yield return new RawRecord(row[id], number, [.. texts]);
        }
    }

    private static IEnumerable<string[]> Rows(string file)
    {
        using var reader = new StreamReader(file);
        using var parser = new CsvParser(reader, CultureInfo.InvariantCulture);
        while (parser.Read())
        {
            yield return parser.Record!;
        }
    }
}
