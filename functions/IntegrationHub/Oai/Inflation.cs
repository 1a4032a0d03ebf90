using System.Buffers;
using System.IO.Compression;

namespace IntegrationHub.Oai;

/// <summary>Compression that no header announced.</summary>
internal static class Inflation
{
    public static bool Undeclared(ReadOnlySpan<byte> body) => body is [0x1F, 0x8B, 0x08, ..] or [0x78, 0x01 or 0x5E or 0x9C or 0xDA, ..];

    /// <summary>Null when the content is larger than <paramref name="limit"/>.</summary>
    /// <exception cref="InvalidDataException">Damaged.</exception>
    public static byte[]? Inflate(byte[] body, int limit)
    {
        using var packed = new MemoryStream(body, writable: false);
        using Stream inflated = body[0] == 0x1F ? new GZipStream(packed, CompressionMode.Decompress) : new ZLibStream(packed, CompressionMode.Decompress);
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
