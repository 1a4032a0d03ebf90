using System.Net;
using System.Net.Sockets;

namespace IntegrationHub.Oai;

/// <summary>The one place that makes an <see cref="HttpClient"/> for harvesting.</summary>
public static class OaiHttp
{
    public const int MaxHeaderKilobytes = 64;

    private const string Product = "IntegrationHub/1.0";

    /// <summary>
    /// A client that connects only where it may: names are resolved here and the address that is connected to is the one that was checked,
    /// after each redirect too. No proxy, since a proxy would choose the address; no cookies, since sources share the client.
    /// </summary>
    public static HttpClient Create(OaiClientOptions options)
    {
        var allowPrivate = options.AllowPrivateNetworks;
        var http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // the handler would follow to any scheme: OaiClient follows itself
            AutomaticDecompression = DecompressionMethods.None, // the handler believes every Content-Encoding: Inflation looks first
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, allowPrivate, cancellationToken),
            ConnectTimeout = options.ConnectTimeout,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
            UseProxy = false,
        })
        {
            // the client's own limits apply, on its own clock
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent(options.Contact));
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/xml, application/xml;q=0.9, */*;q=0.1");
        return http;
    }

    private static string UserAgent(string contact)
    {
        var clean = new string([.. contact.Where(c => c is > ' ' and < '\x7F' and not '(' and not ')' and not '\\')]);
        return clean.Length == 0 ? Product : $"{Product} (+{clean})";
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool allowPrivate, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        var allowed = addresses.Where(address => NetworkRules.Refusal(address, allowPrivate) is null).ToArray();
        if (allowed.Length == 0)
        {
            throw addresses is [var refused, ..]
                ? new AddressRefusedException(target.Host, refused, NetworkRules.Refusal(refused, allowPrivate)!)
                : new SocketException((int)SocketError.HostNotFound);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Refused before a byte was sent.</summary>
internal sealed class AddressRefusedException(string host, IPAddress address, string why)
    : Exception(host == address.ToString() ? $"{host} is {why}" : $"{host} is at {address}, {why}");
