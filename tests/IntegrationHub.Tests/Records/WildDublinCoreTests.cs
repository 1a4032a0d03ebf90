using System.Xml;
using IntegrationHub.Records;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Records;

/// <summary>Every oai_dc payload that real repositories sent (see the README of the shared material).</summary>
public class WildDublinCoreTests(ITestOutputHelper output)
{
    private const string OaiDc = "http://www.openarchives.org/OAI/2.0/oai_dc/";

    [SkippableFact]
    public void Real_Payloads_Become_Records()
    {
        var folder = Shared("wild");
        Skip.If(folder is null, "The shared material is not beside this checkout.");
        var records = new List<BibliographicRecord>();
        var refused = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            ReadFile(file, records, refused);
        }

        Print(records, refused);
        Assert.True(records.Count > 100, $"Only {records.Count} records were found.");
        Assert.True(records.Count >= 0.95 * (records.Count + refused.Values.Sum()), "Fewer than 95 of 100 have a title.");
        Assert.All(records, record => Assert.DoesNotContain(
            string.Concat([record.Title, record.Abstract ?? string.Empty, .. record.Creators.Select(agent => agent.Name), .. record.Links, .. record.Rights, .. record.Identifiers.Select(identifier => identifier.Value)]), char.IsControl));
        Assert.All(records, record => Assert.Equal(Fingerprint.Of(record, []), Fingerprint.Of(record with { }, [])));
    }

    private static void ReadFile(string file, List<BibliographicRecord> records, SortedDictionary<string, int> refused)
    {
        var formats = new MetadataFormats();
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true });
        try
        {
            while (!reader.EOF)
            {
                // Descriptions of sets and provenance are oai_dc too, mostly without a title, but they are no records.
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "setDescription" or "about" })
                {
                    reader.Skip();
                    continue;
                }

                if (reader is not { NodeType: XmlNodeType.Element, LocalName: "dc", NamespaceURI: OaiDc })
                {
                    reader.Read();
                    continue;
                }

                try
                {
                    using var payload = reader.ReadSubtree();
                    payload.Read();
                    records.Add(formats.Read(payload).Record);
                }
                catch (FormatException e)
                {
                    refused[e.Message] = refused.GetValueOrDefault(e.Message) + 1;
                }
            }
        }
        catch (XmlException)
        {
            // Broken pages are the harvest's business; the records before the break count here.
        }
    }

    private void Print(List<BibliographicRecord> records, SortedDictionary<string, int> refused)
    {
        var total = records.Count + refused.Values.Sum();
        output.WriteLine($"{total} oai_dc payloads");
        foreach (var (reason, count) in refused)
        {
            output.WriteLine($"refused {count}: {reason}");
        }

        Line("title", _ => true);
        Line("creator", record => record.Creators.Count > 0);
        Line("year", record => record.Year is not null);
        Line("language", record => record.Languages.Count > 0);
        Line("type", record => record.Type != WorkType.Other);
        Line("class", record => Classification.Of(record).Count > 0);
        Line("identifier", record => record.Identifiers.Count > 0);
        Line("link", record => record.Links.Count > 0);
        Line("access", record => record.Access.Status != AccessStatus.Unknown);

        void Line(string what, Func<BibliographicRecord, bool> has) => output.WriteLine($"{what,-12}{100.0 * records.Count(has) / total,6:F1} %");
    }

    private static string? Shared(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IntegrationHub.sln")))
            {
                var shared = Path.Combine(folder.FullName, "..", "shared", name);
                return Directory.Exists(shared) ? shared : null;
            }
        }

        return null;
    }
}
