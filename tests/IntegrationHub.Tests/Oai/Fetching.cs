using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

internal static class Fetching
{
    public static Task<OaiFetch> FetchAsync(OaiRequest request) => FetchAsync(request, null, null, default);

    public static Task<OaiFetch> FetchAsync(
        Uri baseUrl, Action<OaiClientOptions>? configure = null, TimeProvider? time = null, CancellationToken cancellationToken = default) =>
        FetchAsync(OaiRequest.ListRecords(baseUrl, "oai_dc"), configure, time, cancellationToken);

    private static async Task<OaiFetch> FetchAsync(
        OaiRequest request, Action<OaiClientOptions>? configure, TimeProvider? time, CancellationToken cancellationToken)
    {
        var options = new OaiClientOptions { AllowPrivateNetworks = true, RetryDelay = TimeSpan.FromMilliseconds(1) };
        configure?.Invoke(options);
        using var http = OaiHttp.Create(options);
        return await new OaiClient(http, options, time ?? TimeProvider.System).FetchAsync(request, cancellationToken);
    }
}
