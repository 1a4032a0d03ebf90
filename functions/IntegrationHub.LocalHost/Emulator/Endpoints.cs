using System.Net;
using System.Net.Sockets;

namespace IntegrationHub.LocalHost.Emulator;

internal enum Listener
{
    /// <summary>Nobody listens.</summary>
    None,
    Azurite,
    Other,
}

/// <summary>The three ports of a storage emulator.</summary>
internal sealed record Endpoints(int Blob, int Queue, int Table)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public string ConnectionString(EmulatorAccount account) =>
        $"DefaultEndpointsProtocol=http;AccountName={account.Name};AccountKey={account.Key};"
        + $"BlobEndpoint={Address(Blob)}{account.Name};QueueEndpoint={Address(Queue)}{account.Name};TableEndpoint={Address(Table)}{account.Name};";

    /// <summary>Who listens on a port of loopback: Azurite tells its name in the Server header of every answer.</summary>
    public static async Task<Listener> WhoListensAsync(int port, CancellationToken ct)
    {
        if (!await IsOpenAsync(port, ct))
        {
            return Listener.None;
        }

        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(Address(port), HttpCompletionOption.ResponseHeadersRead, ct);
            var server = answer.Headers.TryGetValues("Server", out var names) ? string.Join(' ', names) : "";
            return server.StartsWith("Azurite", StringComparison.OrdinalIgnoreCase) ? Listener.Azurite : Listener.Other;
        }
        catch (HttpRequestException)
        {
            return Listener.Other;
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return Listener.Other;
        }
    }

    private static async Task<bool> IsOpenAsync(int port, CancellationToken ct)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Address(int port) => $"http://127.0.0.1:{port}/";
}
