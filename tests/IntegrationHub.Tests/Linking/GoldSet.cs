using System.Net;
using System.Text;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

/// <summary>Records with known true pairs, outside the repository: present where the project's shared folder is.</summary>
internal sealed record GoldSet(IReadOnlyList<(string Id, BibliographicRecord Record)> Records, IReadOnlySet<(string, string)> Pairs)
{
    public static string? Folder(string name)
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

    public static GoldSet DblpAcm(string folder) => new(
        [.. new[] { "a.csv", "b.csv" }.SelectMany(file => Rows(Path.Combine(folder, file))).Select(row => (row[0], new BibliographicRecord
        {
            Title = WebUtility.HtmlDecode(row[1]),
            Creators = [.. row[2].Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(name => new Agent(WebUtility.HtmlDecode(name)!))],
            Container = row[3]!,
            Year = int.TryParse(row[4], out var year) ? year : null,
            Type = WorkType.Article,
        }))],
        Truth(folder));

    public static GoldSet Kanripo(string folder) => new(
        [.. Rows(Path.Combine(folder, "records.csv")).Select(row => (row[0], new BibliographicRecord
        {
            Title = row[1],
            Creators = [.. row[2].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(name => new Agent(name))],
            Container = row[3].Length == 0 ? null : new Container(row[3]),
            Type = WorkType.AncientText,
        }))],
        Truth(folder));

    public (double Precision, double Recall, double F1, List<(string, string)> Wrong, List<(string, string)> Missed) Measure(Func<string, string, bool> counts)
    {
        var resources = IndexOracle.Link(IndexOracle.Members(Records.Select(entry => entry.Record)), holdersPerKey: 200);
        var found = new HashSet<(string, string)>();
        foreach (var members in resources)
        {
            for (var i = 0; i < members.Count; i++)
            {
                for (var j = i + 1; j < members.Count; j++)
                {
                    var pair = Pair(Records[members[i]].Id, Records[members[j]].Id);
                    if (counts(pair.Item1, pair.Item2))
                    {
                        found.Add(pair);
                    }
                }
            }
        }

        double hits = found.Count(Pairs.Contains);
        var (precision, recall) = (hits / found.Count, hits / Pairs.Count);
        return (precision, recall, 2 * precision * recall / (precision + recall), [.. found.Where(pair => !Pairs.Contains(pair))], [.. Pairs.Where(pair => !found.Contains(pair))]);
    }

    private static HashSet<(string, string)> Truth(string folder) => [.. Rows(Path.Combine(folder, "gold.csv")).Select(row => Pair(row[0], row[1]))];

    private static (string, string) Pair(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? (a, b) : (b, a);

    private static IEnumerable<List<string>> Rows(string file)
    {
        var text = File.ReadAllText(file);
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        var first = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"')
            {
                if (quoted && i + 1 < text.Length && text[i + 1] == '"')
                {
                    field.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (!quoted && c is (',' or '\n'))
            {
                row.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (c == '\n')
                {
                    if (!first)
                    {
                        yield return row;
                    }

                    first = false;
                    row = [];
                }
            }
            else
            {
                field.Append(c);
            }
        }
    }
}
