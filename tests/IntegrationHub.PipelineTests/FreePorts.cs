using System.Net;
using System.Net.Sockets;

namespace IntegrationHub.PipelineTests;

internal static class FreePorts
{
    /// <returns>A port that nobody listens on now.</returns>
    public static int Next() => Next(1);

    /// <returns>The first of <paramref name="count"/> ports in a row that nobody listens on now.</returns>
    public static int Next(int count)
    {
        while (true)
        {
            var first = FreePort();
            if (first + count - 1 <= IPEndPoint.MaxPort && Enumerable.Range(first, count).All(IsFree))
            {
                return first;
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
