using IntegrationHub.Oai;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>
/// All that the sources have ever brought, as their kept pages tell it: read with the hub's present crosswalks and the sources' present settings, as a replay
/// does. Other than a replay it begins with the oldest page there is, so that who came first, and who was withdrawn when, is known again.
/// </summary>
public sealed class KeptHarvests(SourceTable sources, RunTable runs, KeptPages kept, RawPageBlobs pages)
{
    /// <returns>What can be linked again, and of each source that there is what that comes to.</returns>
    public async Task<(DeliveryArchive Archive, IReadOnlyList<KeptHistory> Sources)> ListAsync(CancellationToken ct)
    {
        var present = await sources.ListAsync(ct).Select(row => row.Value).ToDictionaryAsync(source => source.Id, cancellationToken: ct);
        var access = present.ToDictionary(source => source.Key, source => SourceAccess.Of(source.Value));
        var all = await runs.ListAsync(source: null, ct).Select(row => row.Value).GroupBy(run => run.Source.Id).ToListAsync(ct);
        var told = new List<(DateTimeOffset At, bool Withdraws, Delivery Delivery)>();
        var histories = new List<KeptHistory>();
        foreach (var group in all)
        {
            var counted = new List<KeptRun>();
            foreach (var run in group.Where(KeptRun.Counts))
            {
                counted.Add(await LookAsync(run, ct));
            }

            access.TryAdd(group.Key, SourceAccess.Of(group.Last().Source));
            told.AddRange(InTime(counted));
            if (present.ContainsKey(group.Key))
            {
                histories.Add(KeptHistory.Of(group.Key, group.First().Number, counted));
            }
        }

        return (new DeliveryArchive(StepsOf(told), (name, stop) => ReadAsync(name, access, stop)), histories);
    }

    private async Task<KeptRun> LookAsync(Run run, CancellationToken ct)
    {
        if (run.PagesPurged)
        {
            return new KeptRun(run, [], 0);
        }

        var listed = await kept.NamesAsync(run.Source.Id, run.Number, ct);
        var there = await pages.ListAsync(run.Source.Id, run.Number, ct).ToHashSetAsync(cancellationToken: ct);
        var names = listed.Where(there.Contains).ToList();
        return new KeptRun(run, names, listed.Count - names.Count);
    }

    /// <summary>When each was handed over; a source's in the order of their numbers whatever a clock says.</summary>
    private static IEnumerable<(DateTimeOffset At, bool Withdraws, Delivery Delivery)> InTime(IEnumerable<KeptRun> counted)
    {
        var at = DateTimeOffset.MinValue;
        var isFirst = true;
        foreach (var run in counted.Where(run => run.Checkpoints.Count > 0 || run.IsComplete))
        {
            at = run.Run.Ended is { } ended && ended > at ? ended : at;
            // Of a source that nothing was there of nothing is withdrawn.
            yield return (at, run.Withdraws && !isFirst, run.ToDelivery());
            isFirst = false;
        }
    }

    private static List<List<Delivery>> StepsOf(IEnumerable<(DateTimeOffset At, bool Withdraws, Delivery Delivery)> told)
    {
        var steps = new List<List<Delivery>>();
        foreach (var (_, withdraws, delivery) in told.OrderBy(one => one.At).ThenBy(one => one.Delivery.Source).ThenBy(one => one.Delivery.Run))
        {
            if (withdraws || steps.Count == 0)
            {
                steps.Add([]);
            }

            steps[^1].Add(delivery);
        }

        return steps;
    }

    /// <summary>A checkpoint's records, as lines of a segment: parsed for whoever looks into them.</summary>
    private async Task<IEnumerable<HarvestedRecord>> ReadAsync(string name, IReadOnlyDictionary<SourceId, SourceAccess> access, CancellationToken ct)
    {
        var raw = await pages.ReadAsync(name, ct) ?? throw new FileNotFoundException($"Blob {RawPageBlobs.Container}/{name} was purged meanwhile.", name);
        var policy = access[SourceId.Parse(name[..name.IndexOf('/')])];
        var formats = new MetadataFormats();
        var line = new JsonText(16 * 1024);
        var lines = new List<HarvestedRecord>();
        foreach (var page in raw)
        {
            var fetched = new OaiFetch.Page(page.Body.ToArray(), page.RequestUri, page.RequestUri, TimeSpan.Zero, OaiRepairs.None);
            foreach (var record in RecordReading.Lines(KeptAnswer.Read(fetched, formats.Read), policy))
            {
                line.Clear();
                RecordLine.Write(record, line);
                lines.Add(RecordLine.Read(line.Written.ToArray()));
            }
        }

        return lines;
    }
}
