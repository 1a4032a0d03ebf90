using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IntegrationHub.Linking;

/// <summary>
/// A line of a key partition, a JSON array: the match key, then for each member record that holds it the id of the record's resource, in order
/// (so the number of holders is the array's length less one). <c>["id:…","…"]</c> says where a record's own id leads; <c>["id:…"]</c>, a tombstone,
/// that it was withdrawn and nothing stands for it. A record that founded its resource needs no such line: the resource bears its id.
/// </summary>
internal static class KeyLine
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The key as it stands in the line, JSON escapes and all.</summary>
    public static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> line)
    {
        var text = line[2..]; // ["
        for (var i = 0; ; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return text[..i];
            }
        }
    }

    public static byte[] Encode(MatchKey key) => TextOf(key).EncodedUtf8Bytes.ToArray();

    public static ulong HashOf(ReadOnlySpan<byte> key)
    {
        var text = Encoding.UTF8.GetString(key);
        return MatchKey.Parse(text.Contains('\\', StringComparison.Ordinal) ? JsonSerializer.Deserialize($"\"{text}\"", IndexJson.Default.String)! : text).Hash;
    }

    public static ResourceId[] Parse(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        reader.Read();
        var holders = new List<ResourceId>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            holders.Add(ResourceId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not a resource id in a key line."));
        }

        return [.. holders];
    }

    /// <summary>Writes what edits <paramref name="start"/> to <paramref name="end"/> make of a line; nothing where it goes.</summary>
    public static void Rewrite(ReadOnlySpan<byte> line, IReadOnlyList<KeyEdit> edits, int start, int end, IBufferWriter<byte> to)
    {
        if (KeyEdit.Apply(line.IsEmpty ? [] : Parse(line), edits, start, end) is not { } holders)
        {
            return;
        }

        using var writer = new Utf8JsonWriter(to, Plain);
        writer.WriteStartArray();
        writer.WriteStringValue(TextOf(edits[start].Key));
        foreach (var holder in holders.Order())
        {
            writer.WriteStringValue(holder.ToString());
        }

        writer.WriteEndArray();
        writer.Flush();
    }

    /// <summary>By way of UTF-8: half a surrogate pair, which JSON refuses, becomes U+FFFD, as in the key's hash.</summary>
    private static JsonEncodedText TextOf(MatchKey key) => JsonEncodedText.Encode(Encoding.UTF8.GetBytes(key.ToString()), JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
