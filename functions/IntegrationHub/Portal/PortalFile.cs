using System.IO.Compression;
using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Portal;

/// <summary>One file, compressed once as well as can be.</summary>
internal sealed class PortalFile(string name, byte[] plain)
{
    private readonly Lazy<byte[]> _brotli = new(() => Compress(plain, packed => new BrotliStream(packed, CompressionLevel.SmallestSize)));
    private readonly Lazy<byte[]> _gzip = new(() => Compress(plain, packed => new GZipStream(packed, CompressionLevel.SmallestSize)));

    public string MediaType { get; } = Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new NotSupportedException($"{name}: which media type has {other}?"),
    };

    private string ETag { get; } = FeedETag.Of(plain);

    /// <returns>What the request accepts, the smallest first; no coding: as it is. Another coding is another strong ETag.</returns>
    public (byte[] Content, string? Coding, string ETag) For(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding.Where(coding => coding.Quality is not 0).Select(coding => coding.Value.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return accepted.Contains("br") ? (_brotli.Value, "br", Marked("br"))
            : accepted.Contains("gzip") ? (_gzip.Value, "gzip", Marked("gzip"))
            : (plain, null, ETag);
    }

    /// <summary>If-None-Match compares weakly, and whatever the coding it is the same file.</summary>
    public bool IsKnownTo(HttpRequest request) =>
        request.Headers.IfNoneMatch.SelectMany(header => (header ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Select(given => given.StartsWith("W/", StringComparison.Ordinal) ? given[2..] : given)
            .Any(given => given == "*" || given == ETag || given == Marked("br") || given == Marked("gzip"));

    private string Marked(string coding) => $"{ETag[..^1]}-{coding}\"";

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> coder)
    {
        using var packed = new MemoryStream();
        using (var stream = coder(packed))
        {
            stream.Write(plain);
        }

        return packed.ToArray();
    }
}
