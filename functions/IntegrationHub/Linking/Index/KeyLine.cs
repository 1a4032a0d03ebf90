using System.Buffers;
using System.Text;
using System.Text.Json;
using IntegrationHub.Storage;

namespace IntegrationHub.Linking;

/// <summary>
/// A line of a key partition, a JSON array: the match key, then for each member record that holds it the id of the record's resource, in order
/// (so the number of holders is the array's length less one). <c>["id:…","…"]</c> says where a record's own id leads; <c>["id:…"]</c>, a tombstone,
/// that it was withdrawn and nothing stands for it. A record that founded its resource needs no such line: the resource bears its id.
/// </summary>
internal static class KeyLine
{
    /// <summary>The key as it stands in the line, JSON escapes and all.</summary>
    public static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> line)
    {
        var text = line[2..]; // ["
        if (text.StartsWith("text:"u8))
        {
            return text[..MatchKey.TextLength];
        }

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

    /// <summary>The key as <see cref="KeyOf"/> finds it in its line. Keys of text are in the same order by these bytes and by their hashes.</summary>
    public static byte[] Encode(MatchKey key)
    {
        var bytes = key.ToUtf8();
        // Beyond ASCII it is for the encoder to say what is escaped: lines are found by these bytes, also those that earlier versions wrote.
        return Ascii.IsValid(bytes) && !JsonText.NeedsEscapes(bytes) ? bytes : JsonText.Escape(bytes);
    }

    public static ulong HashOf(ReadOnlySpan<byte> key) =>
        MatchKey.HashOf(key.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(JsonSerializer.Deserialize($"\"{Encoding.UTF8.GetString(key)}\"", IndexJson.Default.String)!) : key);

    public static ResourceId[] Parse(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        reader.Read();
        reader.Read();
        var holders = new List<ResourceId>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            holders.Add(ResourceId.TryParse(reader.ValueSpan, out var id) ? id : throw new JsonException("Not a resource id in a key line."));
        }

        return [.. holders];
    }

    /// <summary>Writes what edits make of a line; nothing where it goes.</summary>
    /// <param name="line">As it was; empty: there was none.</param>
    /// <param name="key">Their key, see <see cref="Encode"/>.</param>
    /// <param name="edits">This key's.</param>
    /// <param name="to">Gets the line.</param>
    public static void Rewrite(ReadOnlySpan<byte> line, ReadOnlySpan<byte> key, KeyEdit[] edits, IBufferWriter<byte> to)
    {
        if (line.IsEmpty && edits is [{ Kind: KeyEditKind.Add or KeyEditKind.Lead } only])
        {
            // Most keys are one record's alone.
            Write(key, [only.Holder], to);
        }
        else if (KeyEdit.Apply(line.IsEmpty ? [] : Parse(line), edits) is { } holders)
        {
            holders.Sort();
            Write(key, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(holders), to);
        }
    }

    private static void Write(ReadOnlySpan<byte> key, ReadOnlySpan<ResourceId> holders, IBufferWriter<byte> to)
    {
        var length = key.Length + 4 + ((ResourceId.Length + 3) * holders.Length);
        var line = to.GetSpan(length);
        "[\""u8.CopyTo(line);
        key.CopyTo(line[2..]);
        var at = key.Length + 2;
        line[at++] = (byte)'"';
        foreach (var holder in holders)
        {
            ",\""u8.CopyTo(line[at..]);
            holder.Write(line[(at + 2)..]);
            at += ResourceId.Length + 3;
            line[at - 1] = (byte)'"';
        }

        line[at] = (byte)']';
        to.Advance(length);
    }
}
