using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHub.Records;

/// <summary>
/// A small value made of texts, the first of which mostly stands alone: then it is written as that text, and otherwise as an object. Indexes hold
/// millions of them, and what was written before the others existed still reads.
/// </summary>
/// <typeparam name="TSelf">Itself.</typeparam>
internal interface ICompact<TSelf>
    where TSelf : class, ICompact<TSelf>
{
    /// <summary>Names of the texts as JSON has them, ASCII, in the order of <see cref="this[int]"/>.</summary>
    static abstract IReadOnlyList<string> Members { get; }

    string? this[int member] { get; }

    static abstract TSelf Of(ReadOnlySpan<string?> texts);
}

internal static class Compact
{
    public static bool IsText<T>(T value)
        where T : class, ICompact<T>
    {
        for (var i = 1; i < T.Members.Count; i++)
        {
            if (value[i] is not null)
            {
                return false;
            }
        }

        return value[0] is not null;
    }

    /// <returns>Null for the value that stands for nothing said.</returns>
    public static string? NameOf<T>(T value)
        where T : struct, Enum => EqualityComparer<T>.Default.Equals(value, default) ? null : Enum.GetName(value);

    public static T ValueOf<T>(string? name)
        where T : struct, Enum => Enum.TryParse<T>(name, out var value) ? value : default;
}

internal sealed class CompactConverter<T> : JsonConverter<T>
    where T : class, ICompact<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var texts = new string?[T.Members.Count];
        if (reader.TokenType == JsonTokenType.String)
        {
            texts[0] = reader.GetString();
            return T.Of(texts);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A text or an object is expected for {typeof(T).Name}.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = MemberOf(ref reader);
            reader.Read();
            if (member < 0)
            {
                reader.Skip();
            }
            else
            {
                texts[member] = reader.GetString();
            }
        }

        return T.Of(texts);
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (Compact.IsText(value))
        {
            writer.WriteStringValue(value[0]);
            return;
        }

        writer.WriteStartObject();
        for (var i = 0; i < T.Members.Count; i++)
        {
            if (value[i] is { } text)
            {
                writer.WriteString(T.Members[i], text);
            }
        }

        writer.WriteEndObject();
    }

    private static int MemberOf(ref Utf8JsonReader reader)
    {
        for (var i = 0; i < T.Members.Count; i++)
        {
            if (reader.ValueTextEquals(T.Members[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
