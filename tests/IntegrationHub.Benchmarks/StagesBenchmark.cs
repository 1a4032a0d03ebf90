using IntegrationHub.Harvest;
using IntegrationHub.Oai;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Benchmarks;

/// <summary>What harvesting a page is made of, each stage alone on one core, warm, over pages in memory: best of several passes.</summary>
internal static class StagesBenchmark
{
    private const int PageSize = 500;
    private const int Passes = 7;

    public static void Run(int count)
    {
        var end = GeneratedPages.End("");
        byte[][] pages = [.. GeneratedPages.Make(count, PageSize).Select(page => (byte[])[.. page, .. end])];
        var formats = new MetadataFormats();
        var made = pages.Select(page => OaiPageReader.Read(page, formats.Read)).ToList();
        var read = made.SelectMany(page => page.Records).ToList();
        var records = made.SelectMany(page => RecordReading.Lines(page, new SourceAccess(AccessPolicy.ByEvidence, []))).ToList();
        var raw = pages.Select(page => new RawPage(new Uri("http://127.0.0.1/oai?verb=ListRecords"), page)).ToList();
        var bytes = 0L;

        Report.Title($"Stages of a harvest, {count:N0} records of {pages.Sum(page => (long)page.Length) / count:N0} bytes", "stage", "records/s of CPU", "µs a record", "bytes allocated a record");
        Stage($"XmlReader.Read over the page (floor)", () => bytes += pages.Sum(page => Floor.Walk(page, out _)));
        Stage($"OaiPageReader, metadata skipped", () => bytes += pages.Sum(page => OaiPageReader.Read<object?>(page, static reader => null).Records.Count));
        Stage($"OaiPageReader with MetadataFormats", () => bytes += pages.Sum(page => OaiPageReader.Read(page, formats.Read).Records.Count));
        Stage($"Fingerprint", () => bytes += read.Sum(record => Fingerprint.Of(record.Metadata!.Record, record.Header.SetSpecs).Length));
        Stage($"Segment: JSON lines, gzip", () => bytes += records.Chunk(6_500).Sum(SegmentLength));
        Stage($"Raw pages: gzip", () => bytes += raw.Chunk(13).Sum(PackedLength));
        GC.KeepAlive(bytes);

        static long SegmentLength(IEnumerable<HarvestedRecord> lines)
        {
            using var pack = new JsonLinesPack<HarvestedRecord>(RecordLine.Write);
            pack.Add(lines);
            return pack.Finish().Length;
        }

        static long PackedLength(IEnumerable<RawPage> pages)
        {
            using var gzip = new GzipBuffer();
            foreach (var page in pages)
            {
                RawPageBlobs.Pack(page, gzip);
            }

            return gzip.Finish().Length;
        }

        void Stage(FormattableString name, Action pass)
        {
            var best = double.MaxValue;
            var allocated = 0.0;
            for (var i = 0; i < Passes; i++)
            {
                var before = GC.GetTotalAllocatedBytes();
                var meter = new Meter();
                pass();
                best = Math.Min(best, meter.CpuSeconds);
                allocated = (GC.GetTotalAllocatedBytes() - before) / (double)count;
            }

            Report.Row(name, $"{count / best:N0}", $"{best * 1e6 / count:0.0}", $"{allocated:N0}");
        }
    }
}
