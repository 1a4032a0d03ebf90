using IntegrationHub.Records;

namespace IntegrationHub.Harvest;

/// <summary>A checkpoint's two blobs: the pages as they came, and their records as they are linked.</summary>
public sealed class CheckpointBlobs(RawPageBlobs raw, SegmentBlobs segments)
{
    internal async Task WriteAsync(Window window, int number, Checkpoint checkpoint, CancellationToken ct)
    {
        var packed = await checkpoint.PackedAsync();
        await Task.WhenAll(
            checkpoint.KeepsPages ? raw.WriteAsync(RawPageBlobs.NameOf(window.Source, window.Run, window.Number, number), packed.Pages, ct) : Task.CompletedTask,
            segments.WriteAsync(SegmentBlobs.NameOf(window.Source, window.Run, window.Number, number), packed.Records, ct));
        checkpoint.Release();
    }
}
