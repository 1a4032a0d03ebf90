using System.Text.Json;

namespace IntegrationHub.Storage;

/// <summary>Reads the value of the member whose name was just read, where millions of lines are read by hand: the counterpart of <see cref="JsonText"/>.</summary>
internal static class JsonReading
{
    public static string? ReadText(this ref Utf8JsonReader json)
    {
        json.Read();
        return json.GetString();
    }

    public static IReadOnlyList<string> ReadTexts(this ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return [];
        }

        List<string>? texts = null;
        string? first = null;
        while (json.Read() && json.TokenType == JsonTokenType.String)
        {
            var text = json.GetString()!;
            if (first is null)
            {
                first = text;
            }
            else
            {
                texts ??= [first];
                texts.Add(text);
            }
        }

        return texts is not null ? texts : first is null ? [] : [first];
    }

    /// <summary>The value as it stands in <paramref name="line"/>, which is what is read; empty for null.</summary>
    public static ReadOnlyMemory<byte> ReadSlice(this ref Utf8JsonReader json, ReadOnlyMemory<byte> line)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
        {
            return default;
        }

        var start = (int)json.TokenStartIndex;
        json.Skip();
        return line[start..(int)json.BytesConsumed];
    }
}
