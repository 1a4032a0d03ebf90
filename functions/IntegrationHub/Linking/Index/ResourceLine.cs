using System.Text.Json;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Linking;

/// <summary>A line of a resource partition: the JSON of a <see cref="Resource"/>, its id first.</summary>
internal static class ResourceLine
{
    private const int Start = 7; // {"id":"
    private const int Length = ResourceId.Length;

    public static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> line) => line.Slice(Start, Length);

    public static ulong HashOf(ReadOnlySpan<byte> key) =>
        ResourceId.TryParse(key, out var id) ? id.Bits : throw new JsonException("Not a resource's line.");

    public static byte[] Encode(ResourceId id)
    {
        var key = new byte[Length];
        id.Write(key);
        return key;
    }

    /// <param name="line">Its records are slices of it, not yet parsed.</param>
    public static Resource Parse(ReadOnlyMemory<byte> line)
    {
        ResourceId? id = null;
        IReadOnlyList<ResourceId> formerly = [], apart = [];
        var members = new List<Member>(1);
        var json = new Utf8JsonReader(line.Span);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8))
            {
                id = IdOf(json.ReadText());
            }
            else if (json.ValueTextEquals("formerly"u8))
            {
                formerly = [.. json.ReadTexts().Select(IdOf)];
            }
            else if (json.ValueTextEquals("apart"u8))
            {
                apart = [.. json.ReadTexts().Select(IdOf)];
            }
            else if (json.ValueTextEquals("members"u8))
            {
                json.Read();
                while (json.Read() && json.TokenType == JsonTokenType.StartObject)
                {
                    members.Add(ReadMember(ref json, line));
                }
            }
            else
            {
                json.Skip();
            }
        }

        return new Resource { Id = id ?? throw new JsonException("A resource without an id."), Formerly = formerly, Apart = apart, Members = members };
    }

    public static void Write(Resource resource, JsonText json)
    {
        json.BeginObject();
        json.Member("id"u8, resource.Id.ToString());
        WriteIds("formerly"u8, resource.Formerly, json);
        WriteIds("apart"u8, resource.Apart, json);
        json.BeginArray("members"u8);
        foreach (var member in resource.Members)
        {
            json.BeginObject();
            json.Member("source"u8, member.Source.Value);
            json.Member("id"u8, member.Id);
            json.Member("datestamp"u8, member.Datestamp);
            json.Member("since"u8, member.Since);
            json.Member("sets"u8, member.Sets);
            json.Member("fingerprint"u8, member.Fingerprint);
            json.Name("record"u8);
            member.Written.WriteTo(json);
            RecordLine.Write("wrong"u8, member.Wrong, json);
            json.EndObject();
        }

        json.EndArray();
        json.EndObject();
    }

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

    private static Member ReadMember(ref Utf8JsonReader json, ReadOnlyMemory<byte> line)
    {
        SourceId? source = null;
        string? id = null, datestamp = null, since = null, fingerprint = null;
        IReadOnlyList<string> sets = [];
        IReadOnlyList<Identifier> wrong = [];
        WrittenRecord? record = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("source"u8))
            {
                source = SourceId.Parse(json.ReadText() ?? string.Empty);
            }
            else if (json.ValueTextEquals("id"u8))
            {
                id = json.ReadText();
            }
            else if (json.ValueTextEquals("datestamp"u8))
            {
                datestamp = json.ReadText();
            }
            else if (json.ValueTextEquals("since"u8))
            {
                since = json.ReadText();
            }
            else if (json.ValueTextEquals("sets"u8))
            {
                sets = json.ReadTexts();
            }
            else if (json.ValueTextEquals("fingerprint"u8))
            {
                fingerprint = json.ReadText();
            }
            else if (json.ValueTextEquals("record"u8))
            {
                record = new WrittenRecord(json.ReadSlice(line));
            }
            else if (json.ValueTextEquals("wrong"u8))
            {
                // A person's work: few have any.
                wrong = JsonSerializer.Deserialize(json.ReadSlice(line).Span, RecordsJson.Default.IReadOnlyListIdentifier) ?? [];
            }
            else
            {
                json.Skip();
            }
        }

        return new Member
        {
            Source = source ?? throw Lacks("source"),
            Id = id ?? throw Lacks("id"),
            Datestamp = datestamp ?? throw Lacks("datestamp"),
            Since = since ?? throw Lacks("since"),
            Sets = sets,
            Fingerprint = fingerprint ?? throw Lacks("fingerprint"),
            Wrong = wrong,
            Written = record ?? throw Lacks("record"),
        };
    }

    private static void WriteIds(ReadOnlySpan<byte> name, IReadOnlyList<ResourceId> ids, JsonText json)
    {
        if (ids.Count > 0)
        {
            json.Member(name, [.. ids.Select(id => id.ToString())]);
        }
    }

    private static ResourceId IdOf(string? text) => ResourceId.TryParse(text, out var id) ? id : throw new JsonException("Not a resource id.");

    private static JsonException Lacks(string name) => new($"A resource's member without its {name}.");
}
