using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Harvest;

/// <summary>A window's list, page by page, wherever its pages come from.</summary>
internal interface IPageSource : IAsyncDisposable
{
    /// <param name="token">Null: the first page.</param>
    /// <param name="ct">Ends it.</param>
    Task<OaiFetch> FetchAsync(string? token, CancellationToken ct);

    /// <summary>The next page's token where it can be told before the page is read, so that the next one comes meanwhile; null: let the page say.</summary>
    /// <param name="token">That the page was fetched with. The same below.</param>
    string? TryReadToken(string? token, OaiFetch.Page page);

    /// <summary>What the page holds, its token as <see cref="FetchAsync"/> takes it.</summary>
    /// <exception cref="OaiFormatException">It is no page.</exception>
    ReadPage Read(string? token, OaiFetch.Page page, MetadataReader<CrosswalkedRecord> records);
}

/// <param name="Page">As it is to be kept.</param>
/// <param name="Datestamps">Of all that the provider lists on it; null: it is no page of a provider's list, and tells nothing of it.</param>
/// <param name="Run">The run that it was first read by, where that is not the one at work.</param>
internal sealed record ReadPage(OaiPage<CrosswalkedRecord> Page, IEnumerable<string>? Datestamps, int? Run = null);

/// <summary>The provider's own list of records, as it answers now.</summary>
internal sealed class ProviderPages(HostPass pass, OaiRequest first) : IPageSource
{
    public Task<OaiFetch> FetchAsync(string? token, CancellationToken ct) => pass.FetchAsync(token is null ? first : first.Resume(token), ct);

    public string? TryReadToken(string? token, OaiFetch.Page page) => OaiPageReader.TryReadToken(page.Body);

    public ReadPage Read(string? token, OaiFetch.Page page, MetadataReader<CrosswalkedRecord> records)
    {
        var read = OaiPageReader.Read(page.Body, records);
        return new ReadPage(read, read.Records.Select(record => record.Header.Datestamp));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
