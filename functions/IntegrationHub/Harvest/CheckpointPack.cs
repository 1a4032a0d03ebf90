using IntegrationHub.Records;
using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>
/// A checkpoint's two blobs while they grow. Each page is packed beside the walk while the next one is read, so records die young (a checkpoint's worth of
/// them kept until it is full cost more in garbage collection than reading them) and a full checkpoint has only to be sent.
/// </summary>
internal sealed class CheckpointPack : IDisposable
{
    private readonly GzipBuffer _pages = new();
    private readonly JsonLinesPack<HarvestedRecord> _records = new(RecordLine.Write);

    private Task _packed = Task.CompletedTask;

    /// <param name="page">As it came; null: it is not to be kept.</param>
    /// <param name="records">Its lines; they may be made as they are packed.</param>
    public void Add(RawPage? page, IEnumerable<HarvestedRecord> records) => _packed = PackAsync(_packed, page, records);

    /// <returns>Both blobs; not to be looked at after <see cref="Dispose"/>.</returns>
    public async Task<(ReadOnlyMemory<byte> Pages, ReadOnlyMemory<byte> Records)> FinishAsync()
    {
        await _packed;
        return (_pages.Finish(), _records.Finish());
    }

    public void Dispose()
    {
        _pages.Dispose();
        _records.Dispose();
    }

    private async Task PackAsync(Task before, RawPage? page, IEnumerable<HarvestedRecord> records)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (page is not null)
        {
            RawPageBlobs.Pack(page, _pages);
        }

        _records.Add(records);
    }
}
