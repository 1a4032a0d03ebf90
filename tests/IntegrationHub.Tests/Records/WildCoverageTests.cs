using System.Xml;
using IntegrationHub.Records;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Records;

/// <summary>Every payload that real repositories sent (see the README of the shared material): what share of the records of each format has what.</summary>
public class WildCoverageTests(ITestOutputHelper output)
{
    private static readonly (string What, Func<CrosswalkedRecord, bool> Has)[] Columns =
    [
        ("creator", static read => read.Record.Creators.Count > 0),
        ("year", static read => read.Record.Year is not null),
        ("language", static read => read.Record.Languages.Count > 0),
        ("type", static read => read.Record.Type != WorkType.Other),
        ("identif.", static read => read.Record.Identifiers.Count > 0),
        ("link", static read => read.Record.Links.Count > 0),
        ("access", static read => read.Record.Access.Status != AccessStatus.Unknown),
    ];

    private static readonly (string Name, string Title)[] s_called = [.. CrosswalkTable.Names().Select(static name => (name, CrosswalkTable.Load(name).Title))];

    [SkippableFact]
    public void Of_Every_Format_Nearly_All_Records_Have_A_Title()
    {
        var folder = Path.Combine(Repository.Shared, "wild");
        Skip.IfNot(Directory.Exists(folder), "The shared material is not beside this checkout.");
        var read = new List<(string Format, string? Refused, CrosswalkedRecord? Record)>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            ReadFile(file, read);
        }

        var formats = read.GroupBy(static one => one.Format).OrderByDescending(static group => group.Count()).ToList();
        Print(formats);
        Assert.True(formats.Count > 12, $"Only {formats.Count} formats were found.");
        foreach (var format in formats.Where(static format => !format.Key.StartsWith('{')))
        {
            Assert.True(format.Count(static one => one.Record is not null) >= 0.95 * format.Count(), $"{format.Key}: {format.Select(static one => one.Refused).FirstOrDefault(static reason => reason is not null)}");
        }
    }

    /// <summary>Payloads stand within OAI-PMH's metadata; files with no such element are a payload themselves.</summary>
    private static void ReadFile(string file, List<(string Format, string? Refused, CrosswalkedRecord? Record)> read)
    {
        var formats = new MetadataFormats();
        using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, CloseInput = true });
        try
        {
            reader.MoveToContent();
            if (reader.LocalName is "OAI-PMH" or "Repository" or "record" or "ListRecords" && !reader.NamespaceURI.Contains("MARC", StringComparison.Ordinal))
            {
                while (reader.Read())
                {
                    if (reader is { NodeType: XmlNodeType.Element, LocalName: "metadata", IsEmptyElement: false } && reader.NamespaceURI is "http://www.openarchives.org/OAI/2.0/" or "")
                    {
                        reader.Read();
                        if (reader.MoveToContent() == XmlNodeType.Element)
                        {
                            ReadPayload(formats, reader, read);
                        }
                    }
                }
            }
            else if (reader.LocalName is not ("html" or "error"))
            {
                ReadPayload(formats, reader, read);
            }
        }
        catch (XmlException)
        {
            // Broken pages are the harvest's business; the records before the break count here.
        }
    }

    private static void ReadPayload(MetadataFormats formats, XmlReader reader, List<(string Format, string? Refused, CrosswalkedRecord? Record)> read)
    {
        var root = $"{{{reader.NamespaceURI}}}{reader.LocalName}";
        try
        {
            var record = formats.Read(reader);
            read.Add((record.Format, null, record));
        }
        catch (FormatException e)
        {
            // What is in no format that is read is told by its root, and counts for none.
            read.Add((s_called.FirstOrDefault(called => e.Message.StartsWith($"The {called.Title} record", StringComparison.Ordinal)).Name ?? root, e.Message, null));
        }
    }

    private void Print(List<IGrouping<string, (string Format, string? Refused, CrosswalkedRecord? Record)>> formats)
    {
        output.WriteLine($"{"format",-60}{"records",8}{"title",9}{string.Concat(Columns.Select(static column => $"{column.What,9}"))}");
        foreach (var format in formats)
        {
            var records = format.Select(static one => one.Record).OfType<CrosswalkedRecord>().ToList();
            output.WriteLine($"{format.Key,-60}{format.Count(),8}{100.0 * records.Count / format.Count(),8:F1}%{string.Concat(Columns.Select(column => $"{100.0 * records.Count(column.Has) / format.Count(),8:F1}%"))}");
            var reasons = format.Where(static one => one.Refused is not null).GroupBy(static one => one.Refused);
            foreach (var reason in reasons)
            {
                output.WriteLine($"    refused {reason.Count()}: {reason.Key}");
            }

            foreach (var path in records.SelectMany(static record => record.Dropped).CountBy(static path => path).OrderByDescending(static count => count.Value).Take(12))
            {
                output.WriteLine($"    dropped {path.Value}: {path.Key}");
            }
        }
    }
}
