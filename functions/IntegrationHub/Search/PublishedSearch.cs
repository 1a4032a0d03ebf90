using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Search;

/// <summary>
/// The search index that this process has open: that of the published version, or, while that is being fetched, of the version before. One instance per process.
/// </summary>
public sealed partial class PublishedSearch(SearchFolder folder, IOptions<SearchOptions> options, TimeProvider time, ILogger<PublishedSearch> logger) : IDisposable
{
    /// <summary>Another version may have been on its way when a question came.</summary>
    private const int Tries = 2;

    private readonly Lock _lock = new();
    private volatile OpenVersion? _current;
    private Task _opening = Task.CompletedTask;

    /// <param name="version">As the current manifest names it.</param>
    /// <returns>Null: the first version is still on its way.</returns>
    internal async Task<SearchHits?> AskAsync(SearchVersion version, SearchQuestion question, CancellationToken ct)
    {
        var identity = version.Identity;
        for (var attempt = 0; attempt < Tries && _current?.Identity != identity; attempt++)
        {
            try
            {
                await Opening(version).WaitAsync(options.Value.Wait, time, ct);
            }
            catch (TimeoutException)
            {
                break;
            }
        }

        while (_current is { } open)
        {
            // Closed between the two lines: there is a newer one.
            if (open.Index.TryHold())
            {
                try
                {
                    return open.Index.Search(question);
                }
                finally
                {
                    open.Index.Release();
                }
            }
        }

        return null;
    }

    public void Dispose() => Interlocked.Exchange(ref _current, null)?.Index.Release();

    private Task Opening(SearchVersion version)
    {
        lock (_lock)
        {
            if (_opening.IsCompleted && _current?.Identity != version.Identity)
            {
                // Whoever asked first may go away; the others still wait for it.
                _opening = Task.Run(() => OpenAsync(version), CancellationToken.None);
            }

            return _opening;
        }
    }

    private async Task OpenAsync(SearchVersion version)
    {
        try
        {
            await folder.FetchAsync(version, CancellationToken.None);
            var index = new SearchIndex(new SearchDirectory(folder.OpenKept(), version.Files));
            Interlocked.Exchange(ref _current, new OpenVersion(version.Identity, index))?.Index.Release();
            Log.SearchOpened(logger, version.IndexVersion, index.Count, version.Files.Count);
            folder.Sweep(version);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The version before goes on answering; the next question tries again.
            Log.SearchNotOpened(logger, version.IndexVersion, e);
        }
    }

    private sealed record OpenVersion(string Identity, SearchIndex Index);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, EventName = "SearchOpened", Level = LogLevel.Information, Message = "Search of index version {Version} is open: {Resources} resources in {Files} files")]
        public static partial void SearchOpened(ILogger logger, long version, int resources, int files);

        [LoggerMessage(EventId = 2, EventName = "SearchNotOpened", Level = LogLevel.Warning, Message = "Search of index version {Version} could not be opened")]
        public static partial void SearchNotOpened(ILogger logger, long version, Exception reason);
    }
}
