using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IntegrationHub.Storage;

/// <summary>JSON Lines in gzip: what <c>zcat | jq</c> reads.</summary>
public static class JsonLines
{
    // A line is data, not a page: Chinese as it is, instead of six characters for one.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Packs <paramref name="items"/>, a line each.</summary>
    public static byte[] Write<T>(IEnumerable<T> items, JsonTypeInfo<T> json)
    {
        using var writer = new Utf8JsonWriter(Stream.Null, Writing);
        using var pack = new JsonLinesPack<T>((item, line) =>
        {
            writer.Reset(line);
            JsonSerializer.Serialize(writer, item, json);
            writer.Flush();
        });
        pack.Add(items);
        return pack.Finish().ToArray();
    }

    /// <summary>Unpacks a blob to its lines' bytes.</summary>
    public static byte[] Unpack(ReadOnlyMemory<byte> packed)
    {
        var rented = UnpackRented(packed, out var length);
        var plain = rented.AsSpan(0, length).ToArray();
        ArrayPool<byte>.Shared.Return(rented);
        return plain;
    }

    /// <summary>The same in an array of <see cref="ArrayPool{T}.Shared"/>, to be given back there.</summary>
    /// <param name="packed">The blob.</param>
    /// <param name="length">How much of the array it takes.</param>
    public static byte[] UnpackRented(ReadOnlyMemory<byte> packed, out int length)
    {
        var bytes = MemoryMarshal.TryGetArray(packed, out var segment) ? segment : new ArraySegment<byte>(packed.ToArray());
        using var source = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using var gzip = new GZipStream(source, CompressionMode.Decompress);
        length = 0;
        // A file ends with the length of its last member, which mostly is its only one (RFC 1952, 2.3.1).
        var told = packed.Length < 4 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(packed.Span[^4..]);
        var plain = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(told + 1, packed.Length, packed.Length * 32L));
        while (gzip.Read(plain, length, plain.Length - length) is > 0 and var read)
        {
            length += read;
            if (length == plain.Length)
            {
                var more = ArrayPool<byte>.Shared.Rent(plain.Length * 2);
                plain.AsSpan().CopyTo(more);
                ArrayPool<byte>.Shared.Return(plain);
                plain = more;
            }
        }

        return plain;
    }

    /// <summary>Reads what <see cref="Write"/> packed.</summary>
    /// <exception cref="JsonException">A line is not a <typeparamref name="T"/>.</exception>
    public static IEnumerable<T> Read<T>(ReadOnlyMemory<byte> packed, JsonTypeInfo<T> json) =>
        Lines(packed).Select(line => JsonSerializer.Deserialize(line.Span, json) ?? throw new JsonException("An empty line."));

    /// <summary>The lines, without their line feeds: slices of one array, which lives as long as any of them.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> packed)
    {
        var plain = Unpack(packed);
        var start = 0;
        while (start < plain.Length)
        {
            var end = Array.IndexOf(plain, (byte)'\n', start);
            end = end < 0 ? plain.Length : end;
            if (end > start)
            {
                yield return plain.AsMemory(start, end - start);
            }

            start = end + 1;
        }
    }
}
