using System.Xml;
using IntegrationHub.Records;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Records;

/// <summary>Every MARC record of the shared material, in XML and in ISO 2709: real ones, and those that a library made to test its own catalogue with.</summary>
public class MarcCorpusTests(ITestOutputHelper output)
{
    private static readonly string[] Titles = ["130", "200", "222", "240", "245", "246", "247", "440", "490", "500", "830"];

    private static readonly (string What, Func<BibliographicRecord, bool> Has)[] Columns =
    [
        ("creator", static record => record.Creators.Count > 0),
        ("creator or contributor", static record => record.Creators.Count + record.Contributors.Count > 0),
        ("publisher", static record => record.Publisher is not null),
        ("year", static record => record.Year is not null),
        ("language", static record => record.Languages.Count > 0),
        ("type", static record => record.Type != WorkType.Other),
        ("subject", static record => record.Subjects.Count > 0),
        ("identifier", static record => record.Identifiers.Count > 0),
        ("link", static record => record.Links.Count > 0),
        ("access", static record => record.Access.Status != AccessStatus.Unknown),
        ("series", static record => record.Series.Count > 0),
        ("container", static record => record.Container is not null),
        ("romanised title", static record => record.AlternativeTitles.Any(static title => title.Kind == TitleKind.Romanised)),
        ("other form of a name", static record => record.Creators.Concat(record.Contributors).Any(static agent => agent.OtherForm is not null)),
    ];

    [SkippableFact]
    public void Real_Marcxml_Becomes_Records()
    {
        Skip.IfNot(Directory.Exists(Repository.Shared), "The shared material is not beside this checkout.");
        Report(Directory.EnumerateFiles(Repository.Shared, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(RecordsOf), atLeast: 150);
    }

    [SkippableFact]
    public void Real_Records_From_Tape_Become_Records()
    {
        var folder = Path.Combine(Repository.Shared, "corpus", "marc-stanford");
        Skip.IfNot(Directory.Exists(folder), "The shared material is not beside this checkout.");
        var files = Directory.EnumerateFiles(folder).Where(static file => Path.GetExtension(file) is ".mrc" or ".marc").Order(StringComparer.Ordinal);
        Report(files.SelectMany(static file => Iso2709.ReadAll(File.ReadAllBytes(file))), atLeast: 1_200);
    }

    /// <summary>One by one, and those before a break: broken pages are the harvest's business.</summary>
    private static List<string> RecordsOf(string file)
    {
        var records = new List<string>();
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CloseInput = true });
        try
        {
            reader.MoveToContent();
            while (!reader.EOF)
            {
                if (reader is { NodeType: XmlNodeType.Element, LocalName: "record", NamespaceURI: "http://www.loc.gov/MARC21/slim" })
                {
                    records.Add(reader.ReadOuterXml());
                }
                else
                {
                    reader.Read();
                }
            }
        }
        catch (XmlException)
        {
        }

        return records;
    }

    private void Report(IEnumerable<string> payloads, int atLeast)
    {
        var formats = new MetadataFormats();
        var read = new List<CrosswalkedRecord>();
        var refused = new Dictionary<string, int>(StringComparer.Ordinal);
        var (all, titled) = (0, 0);
        foreach (var payload in payloads.Distinct(StringComparer.Ordinal))
        {
            all++;
            var isTitled = Array.Exists(Titles, tag => payload.Contains($"tag=\"{tag}\"", StringComparison.Ordinal));
            titled += isTitled ? 1 : 0;
            try
            {
                using var reader = XmlReader.Create(new StringReader(payload));
                reader.MoveToContent();
                read.Add(formats.Read(reader));
            }
            catch (FormatException e)
            {
                var reason = isTitled ? $"{e.Message} (has a field for titles)" : e.Message;
                refused[reason] = refused.GetValueOrDefault(reason) + 1;
            }
        }

        output.WriteLine($"{all} records, {titled} with a field for titles; {read.Count} with a title: {100.0 * read.Count / titled:F1} %");
        foreach (var (reason, count) in refused)
        {
            output.WriteLine($"refused {count}: {reason}");
        }

        foreach (var (what, has) in Columns)
        {
            output.WriteLine($"{what,-24}{100.0 * read.Count(one => has(one.Record)) / read.Count,6:F1} %");
        }

        foreach (var path in read.SelectMany(static one => one.Dropped).CountBy(static path => path).OrderByDescending(static count => count.Value).Take(40))
        {
            output.WriteLine($"dropped {path.Value}: {path.Key}");
        }

        Assert.True(all >= atLeast, $"Only {all} records were found.");
        Assert.True(read.Count >= 0.95 * titled, "Fewer than 95 of 100 have a title.");
        Assert.All(read, static one => Assert.Equal("marc21", one.Format));
        Assert.All(read, static one => Assert.DoesNotContain(
            string.Concat([one.Record.FullTitle, one.Record.Publisher ?? string.Empty, .. one.Record.Creators.Select(static agent => agent.Name), .. one.Record.AlternativeTitles.Select(static title => title.Text)]), char.IsControl));
    }
}
