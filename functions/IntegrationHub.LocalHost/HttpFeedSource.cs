using System.Net;
using System.Net.Http.Headers;
using IntegrationHub.Publishing.Checking;

namespace IntegrationHub.LocalHost;

/// <summary>A feed on the web, asked one request at a time: never another origin, no body without end, no answer that is waited for without end.</summary>
internal sealed class HttpFeedSource : IFeedSource, IDisposable
{
    private const int LongestBody = 16 * 1024 * 1024;
    private const int MostRedirects = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = Patience,
        MaxResponseContentBufferSize = LongestBody,
    };

    private readonly Uri _root;

    public HttpFeedSource(Uri root)
    {
        _root = root;
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("IntegrationHub-feed-verify", "1"));
    }

    public bool IsOurs(Uri address) => address.Scheme == _root.Scheme && address.Host == _root.Host && address.Port == _root.Port;

    public async Task<FeedFetch> GetAsync(Uri address, string? accept, bool body, CancellationToken ct)
    {
        try
        {
            for (var hop = 0; hop <= MostRedirects; hop++)
            {
                using var request = new HttpRequestMessage(body ? HttpMethod.Get : HttpMethod.Head, address);
                request.Headers.TryAddWithoutValidation("Accept", accept is null ? "application/opds+json, application/atom+xml;q=0.9, */*;q=0.1" : $"{accept}, */*;q=0.1");
                // The completion waits for the whole body, so the time and the size are bounded together.
                using var response = await _client.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
                if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
                {
                    var next = new Uri(address, location);
                    if (!IsOurs(next))
                    {
                        return new FeedFetch((int)response.StatusCode, null, default, $"it leads on to {next}, which is not asked");
                    }

                    address = next;
                    continue;
                }

                return new FeedFetch((int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), body ? await response.Content.ReadAsByteArrayAsync(ct) : default);
            }

            return new FeedFetch(0, null, default, "it leads on and on");
        }
        catch (HttpRequestException failed)
        {
            return new FeedFetch(0, null, default, failed.Message);
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return new FeedFetch(0, null, default, FormattableString.Invariant($"no answer in {Patience.TotalSeconds} seconds"));
        }
    }

    public void Dispose() => _client.Dispose();
}
