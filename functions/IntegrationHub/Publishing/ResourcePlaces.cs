using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHub.Linking;

namespace IntegrationHub.Publishing;

/// <summary>Where a resource stands in the feed: a line of a place partition, its id first, in order of id. Who has been withdrawn stands nowhere, and keeps its line.</summary>
/// <param name="Hash"><see cref="FeedDraft"/>'s: equal means that nothing needs writing.</param>
/// <param name="At">The time of its entry in the publication log; null: published by a version of the hub that kept none.</param>
internal sealed record ResourcePlaces(
    ResourceId Id, string Hash, [property: JsonConverter(typeof(PlaceListConverter))] IReadOnlyList<PlaceIn> In, string? At = null)
{
    /// <summary>Whatever is shown is at least in <see cref="FeedTree.All"/>.</summary>
    [JsonIgnore]
    public bool IsWithdrawn => In.Count == 0;

    /// <summary>Whether readers see no difference: positions don't count, they are where it stands and not what it is.</summary>
    public bool IsAlike(string hash, IReadOnlyList<string> categories) =>
        Hash == hash && In.Count == categories.Count && In.All(place => categories.Contains(place.Category));

    public static ResourcePlaces Withdrawn(ResourceId id) => new(id, "", []);
}

internal readonly record struct PlaceIn(string Category, int Position);

/// <summary>As an object of category to position, with one string a category however many resources name it.</summary>
internal sealed class PlaceListConverter : JsonConverter<IReadOnlyList<PlaceIn>>
{
    public override IReadOnlyList<PlaceIn> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Places are an object.");
        }

        var places = new List<PlaceIn>(8);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var category = string.Intern(reader.GetString()!);
            reader.Read();
            places.Add(new PlaceIn(category, reader.GetInt32()));
        }

        return places.ToArray();
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<PlaceIn> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var place in value)
        {
            writer.WriteNumber(place.Category, place.Position);
        }

        writer.WriteEndObject();
    }
}
