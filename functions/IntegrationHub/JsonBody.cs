using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub;

/// <summary>The body of a request that says something in JSON: read whole, so that what it says can be judged whole.</summary>
internal static class JsonBody
{
    private const int FirstBuffer = 16 * 1024;

    /// <param name="request">Without a content type it is taken for JSON: its sender has not said otherwise.</param>
    /// <param name="most">In bytes.</param>
    /// <param name="what">What the body should be, with its article: <c>a source</c>.</param>
    /// <returns>The document, or else what to answer instead.</returns>
    public static async Task<(JsonDocument? Body, IResult? Instead)> ReadAsync(HttpRequest request, int most, string what, CancellationToken ct)
    {
        if (request.ContentType is { Length: > 0 } type && !request.HasJsonContentType())
        {
            return (null, HttpAnswers.Problem(
                StatusCodes.Status415UnsupportedMediaType, "Not JSON", $"The body is said to be '{type}': send {what} in JSON, with the header Content-Type: application/json."));
        }

        var body = request.ContentLength > most ? null : await ReadBytesAsync(request.Body, most, ct);
        if (body is null)
        {
            return (null, HttpAnswers.Problem(StatusCodes.Status413PayloadTooLarge, "Too large", $"The body is larger than the {most / 1024} KB that {what} has at most."));
        }

        try
        {
            // Otherwise it would be found at the first text that is asked for.
            new UTF8Encoding(false, throwOnInvalidBytes: true).GetCharCount(body);
            return (JsonDocument.Parse(body.AsMemory(body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0)), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, Malformed(what, "The body is not in UTF-8: JSON always is."));
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $" (line {line + 1}, character {e.BytePositionInLine + 1})" : "";
            return (null, Malformed(what, body.Length == 0 ? "The body is empty: send a JSON object." : $"This is not JSON{place}: {e.Message.Split(" LineNumber:", 2)[0]}"));
        }
    }

    private static IResult Malformed(string what, string sentence) =>
        HttpAnswers.Invalid($"The body is not {what} in JSON", new Dictionary<string, string[]> { ["$"] = [sentence] });

    private static async Task<byte[]?> ReadBytesAsync(Stream body, int most, CancellationToken ct)
    {
        using var read = new MemoryStream(FirstBuffer);
        var buffer = new byte[FirstBuffer];
        while (await body.ReadAsync(buffer, ct) is > 0 and var count)
        {
            if (read.Length + count > most)
            {
                return null;
            }

            read.Write(buffer, 0, count);
        }

        return read.ToArray();
    }
}
