using System.Net;
using IntegrationHub.Network;

namespace IntegrationHub.Oai;

/// <summary>The client that providers are asked with.</summary>
public static class OaiHttp
{
    /// <summary>A guarded client; <see cref="OaiClient"/> follows redirects itself and looks at compression before it believes it.</summary>
    public static HttpClient Create(OaiClientOptions options) => CreateWith(options, Dns.GetHostAddressesAsync);

    /// <param name="resolve">Finds the addresses of a name.</param>
    internal static HttpClient CreateWith(OaiClientOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        var http = GuardedHttp.Create(new GuardedHttpOptions(options.AllowPrivateNetworks, options.Contact, options.ConnectTimeout), resolve);
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/xml, application/xml;q=0.9, */*;q=0.1");
        return http;
    }
}
