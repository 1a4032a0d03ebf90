using System.Diagnostics;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Benchmarks;

/// <summary>Linking generated records on an account: a first load and the same again, both complete deliveries, an increment; lookups warm. <c>linking [records]</c>; the account is that of AzureWebJobsStorage.</summary>
internal static class LinkingBenchmark
{
    private const int SegmentRecords = 5_000;

    private static readonly string[] Words =
        ["river", "province", "history", "paper", "garden", "method", "system", "culture", "analysis", "library", "network", "ancient", "modern", "theory", "practice", "market", "climate", "language", "village", "school",
         "bridge", "harvest", "music", "painting", "medicine", "energy", "memory", "border", "island", "mountain", "forest", "railway", "temple", "ceramics", "silk", "canal", "census", "folklore", "printing", "archive"];

    public static async Task RunAsync(int count)
    {
        var connection = Environment.GetEnvironmentVariable("AzureWebJobsStorage") ?? "UseDevelopmentStorage=true";
        var account = new StorageAccount(new StorageOptions { ConnectionString = connection });
        var options = Options.Create(new LinkingOptions());
        var (segments, index, locks) = (new SegmentBlobs(account), new IndexBlobs(account), new BlobLock(account, TimeProvider.System));
        await segments.CreateAsync(default);
        await index.CreateAsync(default);
        await locks.CreateAsync(default);
        var linked = new LinkedRunTable(account);
        await linked.CreateAsync(default);
        var decisions = new DecisionTable(account);
        await decisions.CreateAsync(default);
        var linker = new RecordLinker(index, segments, new LinkedDeliveries(segments, linked, TimeProvider.System), decisions, locks, static (_, _) => Task.CompletedTask, options, NullLoggerFactory.Instance);
        var source = SourceId.Parse("bench");
        var run = 0;

        await MeasureAsync("first load", Enumerable.Range(0, count), complete: true);
        await MeasureAsync("the same again", Enumerable.Range(0, count), complete: true);
        await MeasureAsync("1,000 more", Enumerable.Range(count, 1_000));
        await LookUpAsync(new IndexReader(index, TimeProvider.System, options), source, count);

        async Task MeasureAsync(string what, IEnumerable<int> records, bool complete = false)
        {
            run++;
            var names = new List<string>();
            var total = 0;
            foreach (var chunk in records.Chunk(SegmentRecords))
            {
                names.Add(SegmentBlobs.NameOf(source, run, 0, names.Count));
                await segments.WriteAsync(names[^1], chunk.Select(Record), default);
                total += chunk.Length;
            }

            await segments.DeliverAsync(new Delivery { Source = source, Run = run, Segments = names, Records = total, Complete = complete }, default);
            GC.Collect();
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            await linker.LinkAsync(new LinkRecords("benchmark"), default);
            var manifest = (await index.ReadManifestAsync(null, default)).Manifest;
            Console.WriteLine(
                $"{what}: {total} records in {watch.Elapsed.TotalSeconds:F1} s, {total / watch.Elapsed.TotalSeconds:N0} records/s ({(Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds:F1} s of processor); version {manifest.Version}, {manifest.Counters}; "
                + $"{manifest.Resources.Blobs.Count} + {manifest.Keys.Blobs.Count} partitions of {manifest.Resources.Bytes >> 20} + {manifest.Keys.Bytes >> 20} MiB; peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");
        }
    }

    private static async Task LookUpAsync(IndexReader reader, SourceId source, int count)
    {
        var times = new List<double>();
        for (var i = 0; i < 4_000; i++)
        {
            var id = ResourceId.Of(new RecordId(source, $"oai:bench:{i % 500 * 7 % count}"));
            var start = Stopwatch.GetTimestamp();
            await reader.FindAsync(id, default);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var warm = times.Skip(2_000).Order().ToList();
        Console.WriteLine($"lookup: warm median {warm[warm.Count / 2]:F3} ms, p99 {warm[warm.Count * 99 / 100]:F3} ms");
    }

    /// <summary>Every tenth describes the work of the one before it in other words.</summary>
    private static HarvestedRecord Record(int i)
    {
        var work = i % 10 == 9 ? i - 1 : i;
        var random = new Random(work);
        var title = string.Join(' ', Enumerable.Range(0, 7).Select(_ => Words[random.Next(Words.Length)] + Words[random.Next(Words.Length)][..3]));
        var author = $"{(char)('A' + (work % 26))}{Words[random.Next(Words.Length)]}{Words[random.Next(Words.Length)]}";
        var record = new BibliographicRecord
        {
            Title = i == work ? title : title.ToUpperInvariant() + ".",
            Creators = [i == work ? $"{author}, Jia Ling" : $"J. L. {author}"],
            Publisher = "Provincial Press",
            Issued = $"{1950 + (work % 70)}",
            Year = 1950 + (work % 70),
            Languages = ["en"],
            Type = WorkType.Article,
            Subjects = [new Subject(SubjectScheme.Keyword, Words[work % Words.Length]), new Subject(SubjectScheme.Clc, $"K{work % 99}")],
            Abstract = string.Join(' ', Enumerable.Range(0, 60).Select(_ => Words[random.Next(Words.Length)])),
            Identifiers = [new Identifier(IdentifierScheme.Other, $"B{i:D9}")],
            Links = [$"https://library.example/{i}"],
            Rights = ["https://creativecommons.org/licenses/by/4.0/"],
            Access = new Access { Status = AccessStatus.Open, Url = $"https://library.example/{i}", Evidence = [new AccessEvidence(EvidenceKind.Licence, AccessStatus.Open, "https://creativecommons.org/licenses/by/4.0/")] },
        };
        return new HarvestedRecord { Id = $"oai:bench:{i}", Datestamp = "2024-01-01", Record = record, Fingerprint = Fingerprint.Of(record, []) };
    }
}
