using System.IO.Compression;
using System.Text.Json;
using IntegrationHub.Records;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Records;

/// <summary>How far the mapping tables reach in real records (see the README of the shared material), by the collections that they come from.</summary>
public sealed class CorpusClassificationTests(ITestOutputHelper output)
{
    [SkippableFact]
    public void Nearly_All_Chinese_Papers_Are_Classified()
    {
        var corpus = Path.Combine(Repository.Shared, "corpus", "records.jsonl.gz");
        Skip.IfNot(File.Exists(corpus), "The shared material is not beside this checkout.");
        var counts = new SortedDictionary<string, (int Records, int WithSubjects, int Classified, int InADivision)>(StringComparer.Ordinal);
        foreach (var (collection, record) in Read(corpus))
        {
            var places = Classification.Of(record);
            var (records, subjects, classified, divided) = counts.GetValueOrDefault(collection);
            counts[collection] = (
                records + 1, subjects + (record.Subjects.Count > 0 ? 1 : 0), classified + (places.Count > 0 ? 1 : 0), divided + (places.Any(place => place.Class.Division is not null) ? 1 : 0));
        }

        foreach (var (collection, (records, subjects, classified, divided)) in counts)
        {
            output.WriteLine($"{collection,-6} {records,6} records, {subjects,6} with subjects, {classified,6} classified, {divided,6} in a class of the second level");
        }

        // Three of four say nothing but their field of learning (门类), one of which, 理学, spans four main classes.
        var papers = counts["csl"];
        Assert.True(papers.Classified >= 0.9 * papers.Records, "Fewer than 90 of 100 papers are classified.");
        Assert.True(papers.InADivision >= 0.25 * papers.Records, "Fewer than 25 of 100 papers are in a class of the second level.");
    }

    private static IEnumerable<(string Collection, BibliographicRecord Record)> Read(string corpus)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(corpus), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var json = JsonDocument.Parse(line);
            var id = json.RootElement.GetProperty("id").GetString()!;
            var subjects = new List<Subject>();
            if (json.RootElement.TryGetProperty("subjects", out var given))
            {
                foreach (var subject in given.EnumerateArray())
                {
                    SubjectText.Add(subject.GetString()!, chinese: true, subjects);
                }
            }

            yield return (id[..id.IndexOf(':', StringComparison.Ordinal)], new BibliographicRecord { Title = "?", Subjects = subjects });
        }
    }
}
