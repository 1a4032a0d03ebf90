using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;
using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Benchmarks;

/// <summary>Records of each format, those of the tests' fixtures over and over, from page to record, on one core, warm: against a bare XmlReader over the same bytes.</summary>
internal static class FormatsBenchmark
{
    private const int PageSize = 500;
    private const int Passes = 7;

    public static void Run(int count)
    {
        Report.Title($"Crosswalks, {count:N0} records of each format", "format", "bytes a record", "XmlReader, records/s", "to records, records/s", "÷ floor", "µs a record", "bytes allocated a record");
        foreach (var folder in Directory.EnumerateDirectories(Fixtures()).Order(StringComparer.Ordinal))
        {
            var payloads = Directory.EnumerateFiles(folder, "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Payloads).Where(IsRecord).ToList();
            if (payloads.Count == 0)
            {
                throw new InvalidOperationException($"None of the fixtures in {folder} is read.");
            }

            byte[][] pages = [.. Enumerable.Range(0, count).Chunk(PageSize).Select(chunk => Page(chunk.Select(i => payloads[i % payloads.Count])))];
            var formats = new MetadataFormats();
            var floor = Best(() => pages.Sum(Walk), count, out _);
            var read = Best(() => pages.Sum(page => OaiPageReader.Read(page, formats.Read).Records.Count), count, out var allocated);
            Report.Row(
                $"{Path.GetFileName(folder)}", $"{pages.Sum(page => (long)page.Length) / count:N0}", $"{count / floor:N0}", $"{count / read:N0}", $"{floor / read:0.00}", $"{read * 1e6 / count:0.0}", $"{allocated:N0}");
        }
    }

    private static double Best(Func<int> pass, int count, out double allocated)
    {
        var best = double.MaxValue;
        allocated = 0;
        for (var i = 0; i < Passes; i++)
        {
            var before = GC.GetTotalAllocatedBytes();
            var meter = new Meter();
            if (pass() != count)
            {
                throw new InvalidOperationException("Not every record was read.");
            }

            best = Math.Min(best, meter.CpuSeconds);
            allocated = (GC.GetTotalAllocatedBytes() - before) / (double)count;
        }

        return best;
    }

    /// <returns>Records: payloads have elements of that name too, but not the page's prefix.</returns>
    private static int Walk(byte[] page)
    {
        var records = 0;
        using var reader = XmlReader.Create(new MemoryStream(page, writable: false));
        while (reader.Read())
        {
            records += reader.NodeType == XmlNodeType.Element && reader.Prefix == "o" && reader.LocalName == "record" ? 1 : 0;
        }

        return records;
    }

    private static bool IsRecord(string payload)
    {
        using var reader = XmlReader.Create(new StringReader(payload));
        reader.MoveToContent();
        try
        {
            new MetadataFormats().Read(reader);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Payloads(string file)
    {
        var document = System.Xml.Linq.XDocument.Load(file);
        return document.Root!.Name.LocalName == "fixtures" ? document.Root.Elements().Select(element => Payload.Write(element)) : [Payload.Write(document.Root)];
    }

    private static byte[] Page(IEnumerable<string> payloads)
    {
        var page = new StringBuilder("""<?xml version="1.0" encoding="UTF-8"?><o:OAI-PMH xmlns:o="http://www.openarchives.org/OAI/2.0/"><o:responseDate>2026-11-27T00:00:00Z</o:responseDate><o:ListRecords>""");
        var number = 0;
        foreach (var payload in payloads)
        {
            page.Append($"<o:record><o:header><o:identifier>oai:bench:{number++}</o:identifier><o:datestamp>2026-01-01</o:datestamp></o:header><o:metadata>{payload}</o:metadata></o:record>");
        }

        return Encoding.UTF8.GetBytes(page.Append("</o:ListRecords></o:OAI-PMH>").ToString());
    }

    private static string Fixtures([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "IntegrationHub.Tests", "Records", "Crosswalks");
}
