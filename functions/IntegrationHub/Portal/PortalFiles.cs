using System.Globalization;
using System.IO.Hashing;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace IntegrationHub.Portal;

/// <summary>
/// The portal's files, which are part of the assembly. The page names its scripts and styles in a folder called after the content of all of
/// them, so those may be kept for ever and never meet those of another version; without the folder they are served as well.
/// </summary>
internal sealed partial class PortalFiles
{
    /// <summary>The file that is served where none is named.</summary>
    public const string Page = "index.html";

    private const string ResourcePrefix = "portal/";

    private readonly Dictionary<string, PortalFile> _files;

    /// <param name="contents">By file name.</param>
    public PortalFiles(IReadOnlyDictionary<string, byte[]> contents)
    {
        Version = VersionOf(contents);
        _files = contents.ToDictionary(
            file => file.Key,
            file => new PortalFile(file.Key, file.Key == Page ? Versioned(file.Value) : file.Value),
            StringComparer.Ordinal);
    }

    /// <summary>Name of the folder of what never changes.</summary>
    public string Version { get; }

    public IEnumerable<string> Names => _files.Keys;

    public static PortalFiles OfAssembly()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return new PortalFiles(assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .ToDictionary(name => name[ResourcePrefix.Length..], name => Read(assembly, name)));
    }

    /// <param name="path">Below the portal's address; empty: the page.</param>
    /// <returns>Null: there is no such file. Immutable: this address will never have other content.</returns>
    public (PortalFile File, bool Immutable)? Find(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var (folder, name) = slash < 0 ? ("", path.Length == 0 ? Page : path) : (path[..slash], path[(slash + 1)..]);

        // a page that was loaded before an upgrade asks for a version that is gone: today's files serve it as well as may be
        return (folder.Length == 0 || IsVersion().IsMatch(folder)) && _files.TryGetValue(name, out var file) ? (file, folder == Version) : null;
    }

    private byte[] Versioned(byte[] page) =>
        Encoding.UTF8.GetBytes(OwnFile().Replace(Encoding.UTF8.GetString(page), match => $"{match.Groups["attribute"].Value}=\"{Version}/{match.Groups["name"].Value}\""));

    private static string VersionOf(IReadOnlyDictionary<string, byte[]> contents)
    {
        var hash = new XxHash64();
        foreach (var (name, content) in contents.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            hash.Append(Encoding.UTF8.GetBytes(name));
            hash.Append(content);
        }

        return hash.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture);
    }

    private static byte[] Read(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    [GeneratedRegex(@"(?<attribute>href|src)=""(?<name>[\w-]+\.(css|js|svg))""")]
    private static partial Regex OwnFile();

    [GeneratedRegex("^[0-9a-f]{16}$")]
    private static partial Regex IsVersion();
}
