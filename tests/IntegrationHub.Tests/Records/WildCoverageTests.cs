using System.Globalization;
using System.Text;
using System.Xml;
using IntegrationHub.Oai;
using IntegrationHub.Records;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Records;

/// <summary>
/// Everything that real repositories sent (see the README of the shared material), whatever its format: what share of each format's records has what. The table that it
/// prints is the one in the benchmarks' RESULTS.md.
/// </summary>
public sealed class WildCoverageTests(ITestOutputHelper output)
{
    private static readonly (string Name, Func<BibliographicRecord, bool> Has)[] Columns =
    [
        ("title", record => record.Title.Length > 0),
        ("creator", record => record.Creators.Count + record.Contributors.Count > 0),
        ("year", record => record.Year is not null),
        ("language", record => record.Languages.Count > 0),
        ("type", record => record.Type != WorkType.Other),
        ("subject", record => record.Subjects.Count > 0),
        ("class", record => Classification.Of(record).Count > 0),
        ("identifier", record => record.Identifiers.Count > 0),
        ("link", record => record.Links.Count > 0),
        ("access", record => record.Access.Status != AccessStatus.Unknown),
    ];

    private readonly MetadataFormats _formats = new();
    private string _file = "";
    private readonly SortedDictionary<string, List<BibliographicRecord>> _records = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _untitled = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _refused = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _dropped = new(StringComparer.Ordinal);

    [SkippableFact]
    public void Of_Every_Format_Nearly_All_Records_Have_A_Title()
    {
        var folder = Path.Combine(Repository.Shared, "wild");
        Skip.IfNot(Directory.Exists(folder), "The shared material is not beside this checkout.");
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            _file = Path.GetRelativePath(folder, file);
            ReadFile(File.ReadAllBytes(file));
        }

        Print();
        Assert.True(_records.Values.Sum(records => records.Count) > 400, "Too few records were found to say anything.");
        Assert.All(_records, format => Assert.True(
            format.Value.Count >= 0.95 * (format.Value.Count + _untitled.GetValueOrDefault(format.Key)), $"Fewer than 95 of 100 records in {format.Key} have a title."));
        Assert.All(_records.Values.SelectMany(records => records), record => Assert.DoesNotContain(string.Concat(RecordTexts.Of(record)), char.IsControl));
    }

    private void ReadFile(byte[] bytes)
    {
        if (Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, 2_000)).Contains("<OAI-PMH", StringComparison.Ordinal))
        {
            try
            {
                OaiPageReader.Read<object?>(bytes, reader =>
                {
                    Read(reader);
                    return null;
                });
            }
            catch (OaiFormatException)
            {
                // no OAI-PMH answer at all: the harvest's business
            }

            return;
        }

        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            reader.MoveToContent();
            // a record without its page
            if (reader.LocalName == "record" && reader.ReadToDescendant("metadata", reader.NamespaceURI))
            {
                do
                {
                    reader.Read();
                }
                while (reader.NodeType is not (XmlNodeType.Element or XmlNodeType.EndElement));
            }

            if (reader.NodeType == XmlNodeType.Element)
            {
                Read(reader);
            }
        }
        catch (XmlException)
        {
            // broken beyond what a harvest would repair
        }
    }

    private void Read(XmlReader reader)
    {
        try
        {
            var read = _formats.Read(reader);
            (_records.TryGetValue(read.Format, out var known) ? known : _records[read.Format] = []).Add(read.Record);
            foreach (var path in read.Dropped)
            {
                Count(_dropped, $"{read.Format} {path}");
            }
        }
        catch (FormatException e) when (MetadataFormats.CalledIn(e.Message) is { } format)
        {
            Count(_untitled, format);
            output.WriteLine($"{_file}: {e.Message}");
        }
        catch (FormatException e)
        {
            Count(_refused, e.Message[..Math.Min(e.Message.Length, 160)]);
        }
    }

    private static void Count(SortedDictionary<string, int> counts, string of) => counts[of] = counts.GetValueOrDefault(of) + 1;

    private void Print()
    {
        output.WriteLine($"| format | records | {string.Join(" | ", Columns.Select(column => column.Name))} |");
        output.WriteLine($"|---|---|{string.Concat(Columns.Select(_ => "---|"))}");
        foreach (var format in _records.Keys.Union(_untitled.Keys).Order(StringComparer.Ordinal))
        {
            var records = _records.GetValueOrDefault(format, []);
            var all = records.Count + _untitled.GetValueOrDefault(format);
            var shares = Columns.Select(column => (100.0 * records.Count(column.Has) / all).ToString("F0", CultureInfo.InvariantCulture));
            output.WriteLine($"| {format} | {all} | {string.Join(" | ", shares)} |");
        }

        output.WriteLine("");
        foreach (var (reason, count) in _refused.OrderByDescending(pair => pair.Value))
        {
            output.WriteLine($"refused {count}: {reason}");
        }

        foreach (var (path, count) in _dropped.OrderByDescending(pair => pair.Value).Take(60))
        {
            output.WriteLine($"dropped {count}: {path}");
        }
    }
}
