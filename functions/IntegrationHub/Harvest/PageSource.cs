using IntegrationHub.Oai;

namespace IntegrationHub.Harvest;

/// <summary>A window's list, page by page, wherever its pages come from.</summary>
internal interface IPageSource
{
    /// <param name="token">Null: the first page.</param>
    Task<OaiFetch> FetchAsync(string? token, CancellationToken ct);

    /// <summary>The next page's token where it can be told before the page is read, so that the next one comes meanwhile; null: let the page say.</summary>
    string? TryReadToken(OaiFetch.Page page);
}

/// <summary>The provider's own list, as it answers now.</summary>
internal sealed class ProviderPages(HostPass pass, OaiRequest first) : IPageSource
{
    public Task<OaiFetch> FetchAsync(string? token, CancellationToken ct) => pass.FetchAsync(token is null ? first : first.Resume(token), ct);

    public string? TryReadToken(OaiFetch.Page page) => OaiPageReader.TryReadToken(page.Body);
}
