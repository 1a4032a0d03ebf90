using System.Globalization;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Storage;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Benchmarks;

/// <summary>One step over the index, alone in its process.</summary>
internal static class IndexSteps
{
    public static async Task<Dictionary<string, double>> RunAsync(string step, string connection)
    {
        await using var hub = await HubOnAzurite.StartAsync(connection);
        using var requests = new StorageRequests();
        if (step == "lookup")
        {
            return await AskAsync(hub, connection, requests);
        }

        if (step == "search")
        {
            return await SearchQuestions.AskAsync(hub);
        }

        if (step == "provide")
        {
            return await ProvidedLists.RunAsync(hub);
        }

        using var stages = new StageTimes();
        var meter = new Meter();
        await (step switch
        {
            "copy" => CopyAsync(hub),
            "link" => DoneAsync(hub.Get<RecordLinker>().LinkAsync(new LinkRecords("a benchmark"), CancellationToken.None)),
            "verify" => VerifyAsync(hub),
            "rebuild" => RebuildAsync(hub),
            "read" => ReadAsync(hub),
            "publish" => DoneAsync(hub.Get<FeedPublisher>().PublishAsync(new PublishFeed(1), CancellationToken.None)),
            _ => throw new ArgumentException($"No such step: {step}", nameof(step)),
        });
        return new Dictionary<string, double>(stages.Seconds.Select(stage => KeyValuePair.Create(IndexBenchmark.StagePrefix + stage.Key, stage.Value)))
        {
            ["seconds"] = meter.Seconds,
            ["cpu"] = meter.CpuSeconds,
            ["collecting"] = GC.GetTotalPauseDuration().TotalSeconds,
            ["peak"] = Meter.PeakMebibytes,
            ["written"] = requests.BlobsWritten,
            ["read"] = requests.BlobsRead,
        };
    }

    private static async Task DoneAsync(Task<StepOutcome> step)
    {
        if (await step is not StepOutcome.Done)
        {
            throw new InvalidOperationException("The step did not complete.");
        }
    }

    /// <summary>What any store of these records must do at least.</summary>
    private static async Task CopyAsync(HubOnAzurite hub)
    {
        var segments = hub.Get<SegmentBlobs>();
        var copies = new BlobFolder(hub.Get<StorageAccount>(), "copies");
        await copies.CreateAsync(CancellationToken.None);
        await foreach (var delivery in segments.WaitingAsync(CancellationToken.None))
        {
            await Parallel.ForEachAsync(delivery.Segments, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (name, ct) =>
                await copies.WriteAsync(name, JsonLines.Write(await segments.ReadAsync(name, ct), RecordsJson.Default.HarvestedRecord), ct));
            foreach (var name in delivery.Segments)
            {
                await copies.DeleteAsync(name, CancellationToken.None);
            }
        }
    }

    private static async Task VerifyAsync(HubOnAzurite hub)
    {
        if (await hub.Get<IndexVerifier>().VerifyAsync(CancellationToken.None) is { Holds: false } faulty)
        {
            throw new InvalidOperationException($"The index is broken: {faulty}");
        }
    }

    private static async Task RebuildAsync(HubOnAzurite hub)
    {
        if (await hub.Get<IndexRebuild>().RebuildAsync(CancellationToken.None) is not RebuildOutcome.Done)
        {
            throw new InvalidOperationException("The index was not built afresh.");
        }
    }

    private static async Task ReadAsync(HubOnAzurite hub)
    {
        var index = hub.Get<IndexReader>();
        await foreach (var _ in index.ReadAllAsync(await index.ManifestAsync(CancellationToken.None), CancellationToken.None))
        {
        }
    }

    private static async Task<Dictionary<string, double>> AskAsync(HubOnAzurite hub, string connection, StorageRequests requests)
    {
        const int Questions = 20_000;
        const int WarmUp = 20_000;
        var figures = new Dictionary<string, double>();
        var lookup = hub.Get<Lookup>();
        var members = (await hub.Get<IndexReader>().ManifestAsync(CancellationToken.None)).Counters.Members;

        await MeasureAsync("doi", WarmUp, Questions, async i =>
        {
            var request = new DefaultHttpContext().Request;
            var work = (i * 7919L % (members / 10) * 10) + 1;
            request.Method = HttpMethods.Get;
            request.QueryString = new QueryString(string.Create(CultureInfo.InvariantCulture, $"?doi=10.5555/generated.{(work % 3 == 0 ? work + 1 : work)}"));
            await lookup.ResolveAsync(request, CancellationToken.None);
        });

        var pages = hub.Get<FeedPages>();
        var etag = (await PageAsync("")).Headers.ETag.ToString();
        await using var another = await HubOnAzurite.StartAsync(connection);
        pages = another.Get<FeedPages>();
        await MeasureAsync("304", 0, Questions, async _ =>
        {
            if ((await PageAsync(etag)).StatusCode != StatusCodes.Status304NotModified)
            {
                throw new InvalidOperationException("The page was sent although its ETag matched.");
            }
        });

        var blobs = hub.Get<IndexBlobs>();
        await MeasureAsync("storage", 100, 1_000, _ => blobs.CommittedAtAsync(CancellationToken.None));
        return figures;

        async Task<HttpResponse> PageAsync(string known)
        {
            var context = new DefaultHttpContext();
            context.Request.Method = HttpMethods.Get;
            context.Request.Headers.IfNoneMatch = known;
            await (await pages.GetAsync(context.Request, "2", "all", CancellationToken.None)).ExecuteAsync(context);
            return context.Response;
        }

        async Task MeasureAsync(string name, int warmUp, int count, Func<int, Task> askAsync)
        {
            for (var i = 0; i < warmUp; i++)
            {
                await askAsync(i);
            }

            var (reads, listings) = (requests.BlobsRead, requests.ListingsRead);
            var times = new double[count];
            for (var i = 0; i < count; i++)
            {
                var meter = TimeProvider.System.GetTimestamp();
                await askAsync(i);
                times[i] = TimeProvider.System.GetElapsedTime(meter).TotalMilliseconds;
            }

            Array.Sort(times);
            figures[$"{name} p50"] = times[count / 2];
            figures[$"{name} p99"] = times[count * 99 / 100];
            figures[$"{name} reads"] = requests.BlobsRead - reads;
            figures[$"{name} listings"] = requests.ListingsRead - listings;
        }
    }
}
