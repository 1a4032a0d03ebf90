using IntegrationHub.Records;
using IntegrationHub.Sources;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Linking;

/// <summary>What a step takes: records by id, and how far the sources' deliveries are consumed once it is committed.</summary>
/// <param name="Waiting">Every delivery that waits, whether the step takes anything of it or not.</param>
/// <param name="Taken">Those of them that it takes something of.</param>
/// <param name="Finished">Those of which nothing is left, among them what an earlier step had consumed already.</param>
/// <param name="Swept">The complete delivery that ends this step, with the ids that it named: what else the index holds of its source goes.</param>
internal sealed record Intake(
    Dictionary<RecordId, Arrival> Arrivals,
    IReadOnlyDictionary<SourceId, ConsumedRun> Consumed,
    IReadOnlyList<Delivery> Waiting,
    IReadOnlyList<Delivery> Taken,
    IReadOnlyList<Delivery> Finished,
    Sweep? Swept)
{
    public bool Advances => Taken.Count > 0;
}

/// <param name="Named">Hashes of the record ids that a complete delivery names.</param>
internal sealed record Sweep(SourceId Source, int Run, HashSet<UInt128> Named);

/// <summary>
/// Takes what waits, source by source in the order of runs, until the step is full. A delivery may be taken in parts; a complete one ends the step
/// that takes its last part, since only then is known what it does not name, unless it is the first of its source.
/// </summary>
internal sealed partial class DeliveryIntake(SegmentReader read, IOptions<LinkingOptions> options, ILogger<DeliveryIntake> logger)
{
    /// <param name="deliveries">Those that wait; a source's in the order of its runs.</param>
    /// <param name="consumed">How far they were taken before.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<Intake> TakeAsync(IAsyncEnumerable<Delivery> deliveries, IReadOnlyDictionary<SourceId, ConsumedRun> consumed, CancellationToken ct)
    {
        using var stage = LinkStage.Begin("intake");
        var arrivals = new Dictionary<RecordId, Arrival>();
        var next = new Dictionary<SourceId, ConsumedRun>(consumed);
        List<Delivery> waiting = [], takenOf = [], finished = [];
        var stuck = new HashSet<SourceId>();
        var taken = 0;
        Sweep? sweep = null;

        await foreach (var delivery in deliveries.WithCancellation(ct))
        {
            waiting.Add(delivery);
            var before = next.GetValueOrDefault(delivery.Source);
            if (FirstOpenSegment(delivery, before) is not { } first)
            {
                finished.Add(delivery);
                continue;
            }

            if (taken >= options.Value.RecordsPerStep || sweep is not null || stuck.Contains(delivery.Source))
            {
                continue;
            }

            // A source that the index holds nothing of has nothing to be swept away.
            var fresh = before is null || (before.First && before.Run == delivery.Run);
            var named = delivery.Complete && !fresh ? new HashSet<UInt128>() : null;
            var at = first;
            var done = false;
            try
            {
                await foreach (var records in ReadAsync(delivery.Segments.Skip(first), ct))
                {
                    Add(arrivals, delivery, records);
                    Name(named, delivery.Source, records);
                    at++;
                    taken += records.Count;
                    if (taken >= options.Value.RecordsPerStep)
                    {
                        break;
                    }
                }

                if (at == delivery.Segments.Count)
                {
                    await foreach (var records in ReadAsync(named is null ? [] : delivery.Segments.Take(first), ct))
                    {
                        Name(named, delivery.Source, records);
                    }

                    done = true;
                }
            }
            catch (FileNotFoundException e)
            {
                // One broken source never stops the hub: it waits, the others go on.
                Log.SegmentMissing(logger, delivery.Source, delivery.Run, e.Message);
            }

            if (at > first || done)
            {
                next[delivery.Source] = done ? new ConsumedRun(delivery.Run) : new ConsumedRun(delivery.Run, at, fresh);
                takenOf.Add(delivery);
            }

            if (done)
            {
                finished.Add(delivery);
                sweep = named is null ? null : new Sweep(delivery.Source, delivery.Run, named);
            }
            else
            {
                // Later runs of this source wait for this one.
                stuck.Add(delivery.Source);
            }
        }

        return new Intake(arrivals, next, waiting, takenOf, finished, sweep);
    }

    private static int? FirstOpenSegment(Delivery delivery, ConsumedRun? consumed) => consumed switch
    {
        null => 0,
        _ when delivery.Run > consumed.Run => 0,
        _ when delivery.Run == consumed.Run => consumed.Segments,
        _ => null,
    };

    private static void Add(Dictionary<RecordId, Arrival> arrivals, Delivery delivery, List<HarvestedRecord> records)
    {
        foreach (var record in records.Where(record => !record.IsUnreadable))
        {
            var id = new RecordId(delivery.Source, record.Id);
            var run = record.Run ?? delivery.Run;
            arrivals[id] = arrivals.TryGetValue(id, out var before) ? before.Then(record, run, delivery.Run) : Arrival.Of(record, run, delivery.Run);
        }
    }

    private static void Name(HashSet<UInt128>? named, SourceId source, List<HarvestedRecord> records) =>
        named?.UnionWith(records.Select(record => ResourceId.Of(new RecordId(source, record.Id)).Hash));

    /// <summary>Segments in their order, the next ones fetched and parsed while one is used.</summary>
    private async IAsyncEnumerable<List<HarvestedRecord>> ReadAsync(IEnumerable<string> names, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var ahead = new Queue<Task<List<HarvestedRecord>>>();
        foreach (var name in names)
        {
            ahead.Enqueue(Task.Run(async () => (await read(name, ct)).ToList(), ct));
            if (ahead.Count >= options.Value.Parallel)
            {
                yield return await ahead.Dequeue();
            }
        }

        while (ahead.TryDequeue(out var read))
        {
            yield return await read;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Delivery {Run} of {Source} can't be linked and waits. {Reason}")]
        public static partial void SegmentMissing(ILogger logger, SourceId source, int run, string reason);
    }
}
