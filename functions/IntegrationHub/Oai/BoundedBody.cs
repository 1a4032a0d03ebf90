using System.Buffers;

namespace IntegrationHub.Oai;

/// <summary>Reads an answer into one array, up to a limit that compression does not get around.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 64 * 1024;

    /// <summary>Null when the body is larger than <paramref name="limit"/>.</summary>
    /// <param name="content">Decompressed as it is read.</param>
    /// <param name="limit">In bytes, before and after decompression.</param>
    /// <param name="repairs">What the headers said wrongly.</param>
    /// <param name="alive">Called before each read.</param>
    /// <param name="keepBroken">Asked, when the connection breaks, whether what has come by then is to be the body.</param>
    /// <param name="idle">Cancelled when <paramref name="alive"/> was too long ago.</param>
    /// <param name="cancellationToken">The whole answer's limit.</param>
    /// <exception cref="InvalidDataException">The compression is broken.</exception>
    public static async Task<byte[]?> ReadAsync(
        HttpContent content, int limit, OaiRepairs repairs, Action alive, Func<bool> keepBroken, CancellationToken idle, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > limit)
        {
            return null;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(idle, cancellationToken);
        await using var sent = await content.ReadAsStreamAsync(either.Token);
        alive();
        await using var stream = await Inflation.OpenAsync(sent, content.Headers.ContentEncoding, repairs, either.Token);
        var expected = ReferenceEquals(stream, sent) ? (int)(content.Headers.ContentLength ?? FirstBuffer) : FirstBuffer;
        var body = await ReadAsync(stream, expected, limit, alive, keepBroken, either.Token);
        return body is null ? null : Inflation.InflateUndeclared(body, limit, repairs);
    }

    /// <summary>Null when there is more than <paramref name="limit"/>.</summary>
    public static Task<byte[]?> ReadAsync(Stream stream, int expected, int limit, Action alive, CancellationToken cancellationToken) =>
        ReadAsync(stream, expected, limit, alive, static () => false, cancellationToken);

    private static async Task<byte[]?> ReadAsync(Stream stream, int expected, int limit, Action alive, Func<bool> keepBroken, CancellationToken cancellationToken)
    {
        // one byte more than expected, so that the end is seen without growing
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Max(expected, 255) + 1);
        var length = 0;
        try
        {
            while (true)
            {
                alive();
                var read = await ReadSomeAsync(buffer.AsMemory(length));
                if (read == 0)
                {
                    var body = GC.AllocateUninitializedArray<byte>(length);
                    buffer.AsSpan(0, length).CopyTo(body);
                    return body;
                }

                length += read;
                if (length > limit)
                {
                    return null;
                }

                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(2L * length, limit + 1L));
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        async ValueTask<int> ReadSomeAsync(Memory<byte> room)
        {
            try
            {
                return await stream.ReadAsync(room, cancellationToken);
            }
            catch (IOException) when (length > 0 && keepBroken())
            {
                return 0;
            }
        }
    }
}
