using IntegrationHub.Oai;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Benchmarks;

/// <summary>From segments to the index, the feed and the answers from both, each step in a fresh process over one Azurite in memory.</summary>
internal static class IndexBenchmark
{
    public const int Changes = 1_000;

    /// <summary>Of the figures that say how long a stage took.</summary>
    public const string StagePrefix = "stage: ";

    private const int SegmentRecords = 6_500;

    public static readonly SourceId Source = SourceId.Parse("generated");

    /// <param name="until">The last thing to measure: link, upkeep, publish, search, lookup, answers or provide.</param>
    public static async Task RunAsync(int records, string until)
    {
        await using var azurite = await HubOnAzurite.AzuriteAsync();
        var connection = azurite.ConnectionString(HubOnAzurite.Account(0));
        await WriteDeliveryAsync(connection, run: 1, [.. Enumerable.Range(0, records).Chunk(SegmentRecords)], complete: true);

        Report.Title($"Index of {records:N0} records", "step", "seconds", "records/s", "against its floor", "CPU seconds", "collecting", "peak MiB", "blobs written", "blobs read");
        var floor = await StepAsync("copy", "floor: read every segment, write it again", records, null, connection);
        var linked = await StepAsync("link", "link a first load", records, floor, connection);
        var publishes = until is "publish" or "search" or "lookup" or "answers" or "provide";
        if (publishes)
        {
            var read = await StepAsync("read", "floor: read the whole index", records, null, connection);
            await StepAsync("publish", "publish it", records, read, connection);
        }

        await WriteDeliveryAsync(connection, run: 2, [[.. Enumerable.Range(0, Changes).Select(i => (int)((long)i * records / Changes))]], complete: false);
        await StepAsync("link", $"link {Changes:N0} changed records", Changes, linked, connection);
        if (publishes)
        {
            await StepAsync("publish", "publish them", Changes, null, connection);
        }

        if (until == "upkeep")
        {
            await StepAsync("verify", "verify the index", records, null, connection);
            await StepAsync("rebuild", "build it afresh", records, floor, connection);
        }

        if (until is "search" or "answers")
        {
            var found = await Child.MeasureAsync("index", "search", connection);
            Report.Title($"Search, {found["files"]:0} files of {found["bytes"] / 1e6:0.0} MB", "question", "hits", "p50, ms", "p99, ms");
            foreach (var (question, _) in SearchQuestions.All)
            {
                Report.Row($"{question}", $"{found[question + " hits"]:N0}", $"{found[question + " p50"]:0.000}", $"**{found[question + " p99"]:0.000}**");
            }
        }

        if (until == "provide")
        {
            await ProvideAsync(connection);
        }

        if (until == "answers")
        {
            await AnswersBenchmark.RunAsync(connection, records);
        }

        if (until is "lookup" or "answers")
        {
            var found = await Child.MeasureAsync("index", "lookup", connection);
            Report.Title("Answers, in process", "question", "p50, ms", "p99, ms", "one read of the storage ÷ p50", "blobs read", "listings read");
            Report.Row($"DOI, warm", $"{found["doi p50"]:0.000}", $"**{found["doi p99"]:0.000}**", $"{found["storage p50"] / found["doi p50"]:0}", $"{found["doi reads"]}", $"{found["doi listings"]}");
            Report.Row($"feed page with matching ETag", $"{found["304 p50"]:0.000}", $"{found["304 p99"]:0.000}", $"{found["storage p50"] / found["304 p50"]:0}", $"{found["304 reads"]}", $"**{found["304 listings"]}**");
        }
    }

    private static async Task ProvideAsync(string connection)
    {
        var found = await Child.MeasureAsync("index", "provide", connection);
        Report.Title($"OAI-PMH out, a walk over the whole list; cold {found["cold"]:0.0} s", "format", "records", "bytes a record", "seconds", "records/s", "page p50, ms", "page p99, ms", "the same bytes from a bare handler, s", "÷ floor");
        foreach (var format in ProvidedLists.Formats)
        {
            var (records, seconds, floor) = (found[$"{format} records"], found[$"{format} seconds"], found[$"{format} floor"]);
            Report.Row(
                $"{format}", $"{records:N0}", $"{found[$"{format} bytes"] / records:N0}", $"{seconds:0.0}", $"**{records / seconds:N0}**", $"{found[$"{format} p50"]:0.0}", $"{found[$"{format} p99"]:0.0}", $"{floor:0.0}", $"{floor / seconds:0.00}");
        }
    }

    private static async Task<double> StepAsync(string step, string name, int records, double? floor, string connection)
    {
        var figures = await Child.MeasureAsync("index", step, connection);
        var seconds = figures["seconds"];
        Report.Row(
            $"{name}", $"**{seconds:0.0}**", $"{records / seconds:N0}", $"{(floor is { } least ? FormattableString.Invariant($"{least / seconds:0.00}") : "")}", $"{figures["cpu"]:0.0}", $"{figures["collecting"]:0.0}", $"{figures["peak"]:N0}", $"{figures["written"]}", $"{figures["read"]}");
        foreach (var (stage, took) in figures.Where(figure => figure.Key.StartsWith(StagePrefix, StringComparison.Ordinal)))
        {
            Report.Row($"· {stage[StagePrefix.Length..]}", $"{took:0.0}", $"", $"", $"", $"", $"", $"", $"");
        }

        return seconds;
    }

    /// <summary>What a harvest of these records would hand to linking. In a later run than the first every title is another.</summary>
    private static async Task WriteDeliveryAsync(string connection, int run, int[][] chunks, bool complete)
    {
        await using var hub = await HubOnAzurite.StartAsync(connection);
        await hub.Get<SourceTable>().StoreAsync(new Source { Id = Source, Name = "Generated", BaseUrl = "http://127.0.0.1/oai" }, CancellationToken.None);
        var segments = hub.Get<SegmentBlobs>();
        var names = chunks.Select((_, i) => SegmentBlobs.NameOf(Source, run, 1, i + 1)).ToList();
        await Parallel.ForEachAsync(chunks.Index(), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (chunk, ct) =>
            await segments.WriteAsync(names[chunk.Index], Records(chunk.Item, run), ct));
        await segments.DeliverAsync(new Delivery { Source = Source, Run = run, Segments = names, Records = chunks.Sum(chunk => chunk.Length), Complete = complete }, CancellationToken.None);
    }

    private static IEnumerable<HarvestedRecord> Records(int[] numbers, int run)
    {
        byte[] page = [.. GeneratedPages.Page(numbers), .. GeneratedPages.End("")];
        foreach (var read in OaiPageReader.Read(page, new MetadataFormats().Read).Records)
        {
            var first = read.Metadata!.Record;
            var record = run == 1 ? first : first with { Title = $"{first.Title}, revised" };
            yield return new HarvestedRecord
            {
                Id = read.Header.Identifier,
                Datestamp = read.Header.Datestamp,
                Sets = read.Header.SetSpecs,
                Fingerprint = Fingerprint.Of(record, read.Header.SetSpecs),
                Record = record,
            };
        }
    }
}
