using System.Buffers;
using System.Globalization;

namespace IntegrationHub.Records;

/// <summary>Addresses that a reader can be sent to, and how directly they lead to the thing.</summary>
internal static class WebAddress
{
    private const int Longest = 2000;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" \t\r\n\"<>\\^`{|}");
    private static readonly string[] FullText = [".pdf", ".epub", ".djvu", ".txt", ".mp3", ".mp4", ".zip", ".caj"];
    private static readonly string[] Preview = [".jpg", ".jpeg", ".gif", ".png", ".ico", ".svg", ".tif"];

    /// <summary>http or https, a host with a dot or a port, nothing that breaks out of an attribute.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        var start = text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : 0;
        if (start == 0 || text.Length > Longest || text.ContainsAny(Forbidden))
        {
            return false;
        }

        var rest = text[start..];
        var end = rest.IndexOfAny('/', '?', '#');
        var authority = end < 0 ? rest : rest[..end];
        // A user name in front of the host is a disguise.
        return authority.Length > 2 && !authority.Contains('@') && authority.ContainsAny('.', ':') && (char.IsLetterOrDigit(authority[0]) || authority[0] == '[')
            && authority.IndexOf("..") < 0;
    }

    /// <summary>
    /// What stands for an address where addresses are compared: without scheme (http moved to https), fragment and last slash, the host in lower case without
    /// its default port, escapes alike. What is no http(s) address stays as it is.
    /// </summary>
    public static string Canonical(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return address;
        }

        var port = uri.IsDefaultPort || uri.Port is 80 or 443 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $":{uri.Port}");
        return $"{uri.IdnHost}{port}{uri.AbsolutePath.TrimEnd('/')}{uri.Query}";
    }

    /// <summary>0: a file to read; 1: a page about the thing; 2: a resolver; 3: a preview picture.</summary>
    public static int Distance(string address)
    {
        var path = address.AsSpan();
        var query = path.IndexOfAny('?', '#');
        path = query < 0 ? path : path[..query];
        if (EndsWithAny(path, Preview))
        {
            return 3;
        }

        if (EndsWithAny(path, FullText) || path.Contains("/bitstream/", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        return address.Contains("doi.org/", StringComparison.OrdinalIgnoreCase) || address.Contains("hdl.handle.net/", StringComparison.OrdinalIgnoreCase) ? 2 : 1;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> path, string[] endings)
    {
        foreach (var ending in endings)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
