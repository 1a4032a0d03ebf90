using System.Buffers;
using System.IO.Compression;

namespace IntegrationHub.Oai;

/// <summary>Takes compression off an answer: what a header declares where that is true, and what none declares.</summary>
internal static class Inflation
{
    private const int Head = 8;

    /// <summary>The body under its declared compressions, read as it comes. What begins like a page is one, whatever was declared.</summary>
    /// <param name="body">As sent.</param>
    /// <param name="declared">Content-Encoding, in the order given; names that are no compression are passed over.</param>
    /// <param name="repairs">Where the declaration is false.</param>
    /// <param name="cancellationToken">Ends the wait for the first bytes.</param>
    /// <exception cref="InvalidDataException">Too many of them.</exception>
    public static async Task<Stream> OpenAsync(Stream body, IEnumerable<string> declared, OaiRepairs repairs, CancellationToken cancellationToken)
    {
        var compressions = declared.SelectMany(name => name.Split(',', StringSplitOptions.TrimEntries)).Select(name => name.ToUpperInvariant())
            .Where(name => name is "GZIP" or "X-GZIP" or "DEFLATE" or "BR").Reverse().ToList();
        if (compressions.Count > OaiLimits.Compressions)
        {
            throw TooMany();
        }

        foreach (var name in compressions)
        {
            var head = new byte[Head];
            var length = await body.ReadAtLeastAsync(head, Head, throwOnEndOfStream: false, cancellationToken);
            body = new PrefixedStream(head.AsMemory(0, length), body);
            if (length == 0)
            {
                return body;
            }

            if (IsPage(head.AsSpan(0, length)))
            {
                repairs.Add(OaiRepair.FalseCompression);
                return body;
            }

            body = name switch
            {
                "BR" => new BrotliStream(body, CompressionMode.Decompress),
                "DEFLATE" when !IsZlib(head) => new DeflateStream(body, CompressionMode.Decompress),
                "DEFLATE" => new ZLibStream(body, CompressionMode.Decompress),
                _ => new GZipStream(body, CompressionMode.Decompress),
            };
        }

        return body;
    }

    /// <summary>Null when the content is larger than <paramref name="limit"/>.</summary>
    /// <exception cref="InvalidDataException">Damaged, or compressed too often.</exception>
    public static byte[]? InflateUndeclared(byte[] body, int limit, OaiRepairs repairs)
    {
        byte[]? inflated = body;
        for (var layers = 0; inflated is not null && IsPacked(inflated); layers++)
        {
            inflated = layers < OaiLimits.Compressions ? Inflate(inflated, limit) : throw TooMany();
            repairs.Add(OaiRepair.UndeclaredCompression);
        }

        return inflated;
    }

    private static bool IsPacked(byte[] body) => HasHead(body) || IsBareDeflate(body);

    private static bool HasHead(ReadOnlySpan<byte> body) => body is [0x1F, 0x8B, 0x08, ..] or [0x78, 0x01 or 0x5E or 0x9C or 0xDA, ..];

    /// <summary>Deflate without any head can only be tried. What begins as text does is none.</summary>
    private static bool IsBareDeflate(byte[] body)
    {
        if (body is not [not (0 or (byte)'<' or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0xEF or 0xFE or 0xFF), ..])
        {
            return false;
        }

        try
        {
            using var inflated = new DeflateStream(new MemoryStream(body, writable: false), CompressionMode.Decompress);
            Span<byte> head = stackalloc byte[Head];
            return IsPage(head[..inflated.ReadAtLeast(head, Head, throwOnEndOfStream: false)]);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static bool IsZlib(ReadOnlySpan<byte> head) => (head[0] & 0x0F) == 8 && ((head[0] << 8) | head[1]) % 31 == 0;

    private static bool IsPage(ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        text = text.TrimStart("\r\n\t "u8);
        return text.StartsWith("<?xml"u8) || text.StartsWith("<OAI-"u8) || text.StartsWith("<!"u8) || text.StartsWith("<htm"u8);
    }

    private static InvalidDataException TooMany() => new($"it is compressed more than {OaiLimits.Compressions} times over");

    private static byte[]? Inflate(byte[] body, int limit)
    {
        using var packed = new MemoryStream(body, writable: false);
        using Stream inflated = !HasHead(body) ? new DeflateStream(packed, CompressionMode.Decompress)
            : body[0] == 0x1F ? new GZipStream(packed, CompressionMode.Decompress)
            : new ZLibStream(packed, CompressionMode.Decompress);
        using var content = new MemoryStream();
        var buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
        try
        {
            for (int read; (read = inflated.Read(buffer)) > 0;)
            {
                if (content.Length + read > limit)
                {
                    return null;
                }

                content.Write(buffer, 0, read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return content.ToArray();
    }
}
