namespace IntegrationHub.Publishing.Checking;

/// <summary>The files of an exported feed, as if they stood where they will: absolute and relative links both lead to files.</summary>
public sealed class FeedFolder : IFeedSource
{
    /// <summary>A longer file is no document of a feed.</summary>
    private const long LongestFile = 64L * 1024 * 1024;

    private static readonly string[] Roots = [$"opds/2/{FeedExport.Name}.json", $"opds/1/{FeedExport.Name}.xml", $"{FeedExport.Name}.json", $"{FeedExport.Name}.xml"];

    private readonly string _folder;
    private readonly Uri _base;

    private FeedFolder(string folder, Uri address, Uri root)
    {
        _folder = Path.TrimEndingDirectorySeparator(folder);
        _base = address;
        Root = root;
    }

    /// <summary>The root document.</summary>
    public Uri Root { get; }

    /// <summary>Finds the root, and by its self link where the folder will be served.</summary>
    /// <returns>Null: no root of a feed is in it.</returns>
    public static async Task<FeedFolder?> OpenAsync(string folder, CancellationToken ct)
    {
        var path = Path.GetFullPath(folder);
        if (Array.Find(Roots, root => File.Exists(Path.Combine(path, root))) is not { } name)
        {
            return null;
        }

        var nowhere = new Uri("http://folder.invalid/");
        var bytes = await File.ReadAllBytesAsync(Path.Combine(path, name), ct);
        var self = WalkedDocument.FormatOf(bytes) is { } format ? SelfOf(new Uri(nowhere, name), format, bytes) : null;
        var address = self is not null && self.AbsolutePath.EndsWith('/' + name, StringComparison.Ordinal) ? new Uri(self.AbsoluteUri[..^name.Length]) : nowhere;
        return new FeedFolder(path, address, new Uri(address, name));
    }

    public bool IsOurs(Uri address) => _base.IsBaseOf(address);

    public async Task<FeedFetch> GetAsync(Uri address, string? accept, bool body, CancellationToken ct)
    {
        var path = Path.GetFullPath(Path.Combine(_folder, Uri.UnescapeDataString(_base.MakeRelativeUri(address).ToString())));
        var file = new FileInfo(path);
        if (!path.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) || address.Query.Length > 0 || !file.Exists)
        {
            return new FeedFetch(404, null, default);
        }

        return file.Length > LongestFile
            ? new FeedFetch(0, null, default, "it is longer than 64 MB")
            : new FeedFetch(200, null, body ? await File.ReadAllBytesAsync(path, ct) : default);
    }

    private static Uri? SelfOf(Uri address, FeedFormat format, byte[] bytes)
    {
        try
        {
            return WalkedDocument.Read(address, format, bytes).Link("self");
        }
        catch (Exception broken) when (broken is System.Text.Json.JsonException or System.Xml.XmlException)
        {
            return null;
        }
    }
}
