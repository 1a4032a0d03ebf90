using IntegrationHub.Oai;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>Finds the pages that were kept of earlier runs, for a replay: to plan it, and to read them again.</summary>
public sealed class KeptPages(RunTable runs, WindowTable windows, RawPageBlobs pages)
{
    /// <summary>How many checkpoints each of the runs has; those that count.</summary>
    internal async Task<IReadOnlyList<(int Run, int Checkpoints)>> CountAsync(SourceId source, IEnumerable<Run> kept, CancellationToken ct)
    {
        var counts = new List<(int Run, int Checkpoints)>();
        foreach (var run in kept)
        {
            counts.Add((run.Number, (await NamesAsync(source, run.Number, ct)).Count));
        }

        return counts;
    }

    /// <summary>One window's share of a replay.</summary>
    internal async Task<IPageSource> OpenAsync(Run replay, ReplayPart part, CancellationToken ct)
    {
        var source = replay.Source.Id;
        var all = await runs.ListAsync(source, ct).Select(row => row.Value).ToListAsync(ct);
        var blobs = new List<(int Run, string Name)>();
        foreach (var run in ReplayPlan.Between(all, part.First, part.Last))
        {
            blobs.AddRange((await NamesAsync(source, run.Number, ct)).Select(name => (run.Number, name)));
        }

        return new ReplayedPages(pages, [.. blobs.Skip(part.Skip).Take(part.Take)], part, new Uri(replay.Source.BaseUrl));
    }

    // Only what the windows' rows list: other blobs are left-overs of workers that lost their window, or of attempts that were begun again.
    internal async Task<IReadOnlyList<string>> NamesAsync(SourceId source, int run, CancellationToken ct) =>
    [
        .. from window in await windows.ListAsync(source, run, ct)
           from range in window.Value.Checkpoints
           from number in Enumerable.Range(range.First, range.Count)
           select RawPageBlobs.NameOf(source, run, window.Value.Number, number),
    ];
}

/// <summary>Pages as they were kept, one after another; nobody is asked. A token is checkpoint and page, <c>3.17</c>.</summary>
internal sealed class ReplayedPages(RawPageBlobs pages, IReadOnlyList<(int Run, string Name)> blobs, ReplayPart part, Uri baseUrl) : IPageSource
{
    // Pages a checkpoint, as far as they were read: the next one may be open already while the last page of this one is looked into.
    private readonly int[] _counts = new int[blobs.Count];

    private (int Index, Task<IReadOnlyList<RawPage>?> Pages)? _open;
    private (int Index, Task<IReadOnlyList<RawPage>?> Pages)? _next;

    public async Task<OaiFetch> FetchAsync(string? token, CancellationToken ct)
    {
        var place = PlaceOf(token);
        if (blobs.Count != part.Take)
        {
            return Gone($"Of runs {part.First} to {part.Last} {blobs.Count} of {part.Take} checkpoints are still listed: old runs were forgotten meanwhile. Replay the source again.");
        }

        if (_open?.Index != place.Blob)
        {
            _open = _next?.Index == place.Blob ? _next : (place.Blob, ReadAsync(place.Blob, ct));
            _next = place.Blob + 1 < blobs.Count ? (place.Blob + 1, ReadAsync(place.Blob + 1, ct)) : null;
        }

        if (await _open.Value.Pages is not { } kept)
        {
            return Gone($"The pages of run {blobs[place.Blob].Run} were purged meanwhile. Replay the source again.");
        }

        _counts[place.Blob] = kept.Count;
        var page = kept[place.Page];
        return new OaiFetch.Page(page.Body.ToArray(), page.RequestUri, page.RequestUri, TimeSpan.Zero, OaiRepairs.None);
    }

    public string? TryReadToken(string? token, OaiFetch.Page page) => NextOf(token);

    public ReadPage Read(string? token, OaiFetch.Page page, MetadataReader<CrosswalkedRecord> records)
    {
        var next = NextOf(token);
        return new ReadPage(
            KeptAnswer.Read(page, records) with { Errors = [], ResumptionToken = next is null ? null : new OaiResumptionToken(next, null, null, null) },
            Datestamps: null,
            blobs[PlaceOf(token).Blob].Run);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var reading in new[] { _open, _next })
        {
            await ((Task?)reading?.Pages ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static (int Blob, int Page) PlaceOf(string? token) =>
        token is null ? (0, 0) : token.Split('.') is [var blob, var page] ? (int.Parse(blob, null), int.Parse(page, null)) : throw new FormatException($"'{token}' is no place in a replay.");

    private string? NextOf(string? token)
    {
        var (blob, page) = PlaceOf(token);
        return page + 1 < _counts[blob] ? $"{blob}.{page + 1}" : blob + 1 < blobs.Count ? $"{blob + 1}.0" : null;
    }

    private async Task<IReadOnlyList<RawPage>?> ReadAsync(int index, CancellationToken ct) => await pages.ReadAsync(blobs[index].Name, ct);

    private OaiFetch.Failed Gone(string reason) => new(reason, Transient: false, baseUrl, Status: null, FirstBytes: "");
}
