using System.Text;
using System.Text.Json;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Linking;

/// <summary>A line of a resource partition: the JSON of a <see cref="Resource"/>, its id first.</summary>
internal static class ResourceLine
{
    private const int Start = 7; // {"id":"
    private const int Length = 26;

    public static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> line) => line.Slice(Start, Length);

    public static ulong HashOf(ReadOnlySpan<byte> key) =>
        ResourceId.TryParse(Encoding.ASCII.GetString(key), out var id) ? id.Bits : throw new JsonException("Not a resource's line.");

    public static byte[] Encode(ResourceId id) => Encoding.ASCII.GetBytes(id.ToString());

    public static Resource Parse(ReadOnlySpan<byte> line) =>
        JsonSerializer.Deserialize(line, IndexJson.Default.Resource) ?? throw new JsonException("An empty resource.");

    public static byte[] Write(Resource resource) => JsonSerializer.SerializeToUtf8Bytes(resource, IndexJson.Default.Resource);

    /// <summary>The members of a line that are <paramref name="source"/>'s; nothing else of it is read.</summary>
    public static List<RecordId> MembersOf(ReadOnlySpan<byte> line, SourceId source)
    {
        // {"id": …, "formerly": […], "members": [{"source": …, "id": …, …}, …]}
        const int MemberDepth = 3;
        var members = new List<RecordId>();
        var json = new Utf8JsonReader(line);
        var matches = false;
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName || json.CurrentDepth < MemberDepth)
            {
                continue;
            }

            if (json.ValueTextEquals("source"u8))
            {
                json.Read();
                matches = json.ValueTextEquals(source.Value);
            }
            else if (json.ValueTextEquals("id"u8))
            {
                json.Read();
                if (matches)
                {
                    members.Add(new RecordId(source, json.GetString()!));
                }
            }
            else
            {
                json.Skip();
            }
        }

        return members;
    }
}
