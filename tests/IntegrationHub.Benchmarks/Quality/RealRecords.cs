using System.IO.Compression;
using System.Text.Json;
using System.Xml.Linq;

namespace IntegrationHub.Quality;

/// <summary>Real records as texts: of the corpus beside the checkout, or the samples within it.</summary>
internal static class RealRecords
{
    private static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    /// <summary>
    /// Sources of the corpus that name hardly a work twice and share none: one of the two article indexes, and one of the five catalogues of classical books. The ACL Anthology
    /// does have papers of joint conferences twice, so precision is a lower bound.
    /// </summary>
    private static readonly string[] Apart = ["acl", "csl", "dblp", "kr"];

    /// <summary>Two of the samples that share no work.</summary>
    public static readonly string[] SamplesApart = ["nstl", "culture"];

    /// <returns>Of the corpus where it is, else of the samples.</returns>
    public static IReadOnlyList<RawRecord> Read() => Corpus() is { } file ? [.. OfCorpus(file).Where(record => Apart.Contains(record.Id[..record.Id.IndexOf(':', StringComparison.Ordinal)]))] : Samples(SamplesApart);

    /// <summary>All samples, with the pairs across them that were written down when they were made.</summary>
    public static GoldSet SampleSet()
    {
        var records = Samples(["culture", "science", "nstl", "cashl", "member"]);
        var places = records.Index().ToDictionary(record => record.Item.Id, record => record.Index);
        var pairs = File.ReadLines(Path.Combine(SampleFolder(), "overlaps.tsv")).Skip(1).Select(line => line.Split('\t')).Select(ids => GoldSet.Pair(places[ids[0]], places[ids[1]]));
        return new GoldSet("samples", records, pairs.ToHashSet(), AcrossFiles: true, ["the sample platforms, made from real records; pairs by overlaps.tsv"]);
    }

    public static IReadOnlyList<RawRecord> Samples(IEnumerable<string> names)
    {
        var folder = SampleFolder();
        return [.. names.SelectMany((name, file) => XDocument.Load(Path.Combine(folder, $"sample-{name}.xml")).Descendants(Oai + "record").Select(record => OfDublinCore(record, file))).Where(record => record[RawField.Title] is not null)];
    }

    private static string SampleFolder() =>
        Above(at => Path.Combine(at, "functions", "IntegrationHub.LocalHost", "Samples"), Directory.Exists) ?? throw new DirectoryNotFoundException("No samples above the program.");

    private static RawRecord OfDublinCore(XElement record, int file) => new(
        record.Descendants(Oai + "identifier").First().Value,
        file,
        [.. record.Descendants().Where(element => element.Name.Namespace == Dc && RawFields.Of(element.Name.LocalName) is not null).Select(element => (RawFields.Of(element.Name.LocalName)!.Value, element.Value))]);

    private static string? Corpus() => Above(at => Path.Combine(at, "shared", "corpus", "records.jsonl.gz"), File.Exists);

    private static IEnumerable<RawRecord> OfCorpus(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            yield return new RawRecord(json.RootElement.GetProperty("id").GetString()!, 0, [.. TextsOf(json.RootElement)]);
        }
    }

    private static IEnumerable<(RawField, string)> TextsOf(JsonElement record)
    {
        foreach (var member in record.EnumerateObject())
        {
            if (RawFields.Of(member.Name) is { } field and not RawField.Id)
            {
                foreach (var value in member.Value.ValueKind == JsonValueKind.Array ? [.. member.Value.EnumerateArray()] : new[] { member.Value })
                {
                    yield return (field, value.ToString());
                }
            }
        }
    }

    private static string? Above(Func<string, string> candidate, Func<string, bool> exists)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (candidate(at.FullName) is var path && exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
