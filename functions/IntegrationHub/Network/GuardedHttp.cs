using System.Net;
using System.Net.Sockets;

namespace IntegrationHub.Network;

/// <param name="AllowPrivateNetworks">Whether loopback, link-local and private addresses may be connected to.</param>
/// <param name="Contact">Mail or web address sent in User-Agent, so that who is asked can reach someone; empty: none.</param>
/// <param name="ConnectTimeout">Name resolution and connecting.</param>
public sealed record GuardedHttpOptions(bool AllowPrivateNetworks, string Contact, TimeSpan ConnectTimeout);

/// <summary>The one place that makes an <see cref="HttpClient"/>: whatever leads out of the hub goes through its guard.</summary>
internal static class GuardedHttp
{
    public const int MaxHeaderKilobytes = 64;

    private const string Product = "IntegrationHub/1.0";

    public static HttpClient Create(GuardedHttpOptions options) => Create(options, Dns.GetHostAddressesAsync);

    /// <summary>
    /// A client that connects only where it may: names are resolved here and the address that is connected to is the one that was checked. No proxy, since
    /// a proxy would choose the address; no cookies, since all whom it asks share the client; no redirects, since the handler would follow to any scheme.
    /// </summary>
    /// <param name="resolve">Finds the addresses of a name.</param>
    public static HttpClient Create(GuardedHttpOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        var allowPrivate = options.AllowPrivateNetworks;
        var http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None, // the handler believes every Content-Encoding
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, resolve, allowPrivate, cancellationToken),
            ConnectTimeout = options.ConnectTimeout,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            UseCookies = false,
            UseProxy = false,
        })
        {
            // the callers' own limits apply, on their own clock
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", UserAgent(options.Contact));
        return http;
    }

    private static string UserAgent(string contact)
    {
        var clean = new string([.. contact.Where(c => c is > ' ' and < '\x7F' and not '(' and not ')' and not '\\')]);
        return clean.Length == 0 ? Product : $"{Product} (+{clean})";
    }

    private static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, Func<string, CancellationToken, Task<IPAddress[]>> resolve, bool allowPrivate, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal] : await resolve(target.Host, cancellationToken);
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
