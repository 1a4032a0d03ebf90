using System.Net;
using System.Net.Sockets;

namespace IntegrationHub.Network;

/// <summary>Which addresses a URL that a person or a stranger has typed in may lead to. Ranges from the IANA special-purpose registries.</summary>
internal static class NetworkRules
{
    private const string Setting = "AllowPrivateNetworks";

    /// <summary>Never anyone that the hub has to do with, whatever the settings: the clouds' metadata services, multicast, and what is no host's address.</summary>
    private static readonly IPNetwork[] s_never = Networks(
        "0.0.0.0/8", "168.63.129.16/32", "169.254.169.254/32", "224.0.0.0/4", "240.0.0.0/4",
        "::/128", "fd00:ec2::/32", "ff00::/8");

    private static readonly IPNetwork[] s_private = Networks(
        "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "fc00::/7", "fe80::/10", "fec0::/10");

    private static readonly IPNetwork s_translated = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork s_6to4 = IPNetwork.Parse("2002::/16");

    /// <summary>Why not, as the end of a sentence; null when it may be connected to.</summary>
    public static string? Refusal(IPAddress address, bool allowPrivate)
    {
        var target = Innermost(address);
        if (Any(s_never, target))
        {
            return "an address that the hub never connects to (metadata service, multicast or reserved)";
        }

        return !allowPrivate && Any(s_private, target)
            ? $"a loopback, link-local or private address; the hub connects there only where the setting {Setting} is true"
            : null;
    }

    /// <summary>The IPv4 address that an IPv6 address stands for, if it does.</summary>
    private static IPAddress Innermost(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : s_translated.Contains(address) ? new IPAddress(bytes.AsSpan(12))
            : s_6to4.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : address.ScopeId != 0 ? new IPAddress(bytes)
            : address;
    }

    private static bool Any(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private static IPNetwork[] Networks(params string[] networks) => [.. networks.Select(IPNetwork.Parse)];
}
