using System.Runtime.InteropServices;
using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Harvest;

/// <summary>Pages and their records between two writes, kept as they will be written.</summary>
/// <param name="access">What the source's admin says about free access.</param>
/// <param name="keepsPages">False: only records; the pages are kept elsewhere.</param>
internal sealed class Checkpoint(SourceAccess access, bool keepsPages = true)
{
    private const int MostRejects = 50;
    private const int LongestText = 200;

    private readonly List<HarvestReject> _rejects = [];

    private CheckpointPack? _pack;

    private HarvestCounts _counts = HarvestCounts.None;
    private DateTimeOffset? _answeredAt;
    private bool _goesOn;

    public bool IsEmpty => _pack is null;

    public long Bytes => _counts.Bytes;

    public bool KeepsPages => keepsPages;

    /// <param name="raw">As it came.</param>
    /// <param name="page">What it holds.</param>
    /// <param name="run">The run that it was first read by, where that is not the one at work.</param>
    public void Add(OaiFetch.Page raw, OaiPage<CrosswalkedRecord> page, int? run = null)
    {
        var repairs = new Dictionary<string, long>();
        foreach (var (kind, count) in raw.Repairs.Concat(page.Repairs))
        {
            repairs[kind.ToString()] = repairs.GetValueOrDefault(kind.ToString()) + count;
        }

        if (page.Truncated)
        {
            repairs[nameof(OaiRepair.TruncatedPage)] = repairs.GetValueOrDefault(nameof(OaiRepair.TruncatedPage)) + 1;
        }

        _goesOn |= !page.Truncated;
        var deleted = 0;
        var taken = 0;
        var reasons = new Dictionary<string, long>();
        var formats = new Dictionary<string, long>(StringComparer.Ordinal);
        var dropped = new Dictionary<(string Format, string Path), long>();
        foreach (var record in page.Records)
        {
            if (RecordReading.RejectOf(record) is { } reason)
            {
                Reject(record.Header.Identifier, reason, reasons);
                continue;
            }

            taken++;
            if (RecordReading.IsDeletion(record))
            {
                deleted++;
            }
            else if (record.Metadata is { } read)
            {
                Count(formats, read.Format);
                foreach (var path in read.Dropped)
                {
                    Count(dropped, (read.Format, path));
                }
            }
        }

        foreach (var reject in page.Rejects)
        {
            Reject(reject.Identifier, reject.Reason, reasons);
        }

        _pack ??= new CheckpointPack();
        _pack.Add(keepsPages ? new RawPage(raw.RequestUri, raw.Body) : null, RecordReading.Lines(page, access, run));
        _answeredAt ??= page.ResponseDate;
        _counts += new HarvestCounts
        {
            Pages = 1,
            Bytes = raw.Body.Length,
            Records = taken - deleted,
            Deleted = deleted,
            Rejected = page.Records.Count + page.Rejects.Count - taken,
            Nameless = page.Rejects.Count(reject => reject.Identifier is null),
            Repairs = repairs,
            Reasons = reasons,
            Formats = formats,
            Dropped = dropped.ToDictionary(element => $"{element.Key.Format} {element.Key.Path}", element => element.Value, StringComparer.Ordinal),
            Slowest = SlowPage.Of(raw.Elapsed, raw.RequestUri),
        };
    }

    /// <summary><paramref name="window"/> with this harvest in it, as checkpoint <paramref name="number"/>.</summary>
    public Window AddTo(Window window, int number) => window with
    {
        Checkpoints = CheckpointRange.Append(window.Checkpoints, number),
        Counts = window.Counts + _counts,
        Rejects = [.. window.Rejects.Concat(_rejects).Take(MostRejects)],
        FirstAnsweredAt = window.Counts.Pages == 0 ? _answeredAt : window.FirstAnsweredAt,
        // The same page may break off again and again.
        FaultsInARow = _goesOn ? 0 : window.FaultsInARow,
        Revivals = 0,
    };

    /// <summary>What is to be written, once all of it is packed; at least one page was added.</summary>
    public Task<(ReadOnlyMemory<byte> Pages, ReadOnlyMemory<byte> Records)> PackedAsync() => _pack!.FinishAsync();

    /// <summary>It is written: what was packed is not needed any more.</summary>
    public void Release() => _pack!.Dispose();

    private static void Count<T>(Dictionary<T, long> counts, T of)
        where T : notnull => CollectionsMarshal.GetValueRefOrAddDefault(counts, of, out _)++;

    private void Reject(string? id, string reason, Dictionary<string, long> reasons)
    {
        var kind = RejectReason.Of(reason);
        Count(reasons, kind);
        if (_rejects.Count < MostRejects)
        {
            _rejects.Add(new HarvestReject(id is null ? null : Text.Cut(id, LongestText), Text.Cut(reason, LongestText)));
        }
    }
}
