namespace IntegrationHub.Oai;

/// <summary>Asks providers, one page at a time.</summary>
/// <param name="http">Made by <see cref="OaiHttp.Create"/>; shared and long-lived.</param>
/// <param name="options">Limits, tries and waits.</param>
/// <param name="time">Drives timeouts, retries and the date form of Retry-After.</param>
public sealed class OaiClient(HttpClient http, OaiClientOptions options, TimeProvider time)
{
    private readonly HttpClient _http = http;
    private readonly OaiClientOptions _options = options;
    private readonly TimeProvider _time = time;

    public Task<OaiFetch> FetchAsync(OaiRequest request, CancellationToken cancellationToken) =>
        throw new NotImplementedException($"{_http} {_options} {_time}");
}

/// <summary>The one place that makes an <see cref="HttpClient"/> for harvesting.</summary>
public static class OaiHttp
{
    public static HttpClient Create(OaiClientOptions options) => throw new NotImplementedException();
}
