using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHub.Publishing;

/// <summary>A special collection's short name, chosen by the admin: 2 to 40 of a-z, 0-9 and inner hyphens. Part of the feed's addresses.</summary>
[JsonConverter(typeof(CollectionIdJsonConverter))]
internal readonly record struct CollectionId
{
    private readonly string? _value;

    private CollectionId(string value) => _value = value;

    public string Value => _value ?? string.Empty;

    public static bool TryParse([NotNullWhen(true)] string? text, out CollectionId id)
    {
        var valid = text is { Length: >= 2 and <= 40 } && text[0] != '-' && text[^1] != '-' && !text.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyz0123456789-");
        id = valid ? new CollectionId(text!) : default;
        return valid;
    }

    public override string ToString() => Value;
}

internal sealed class CollectionIdJsonConverter : JsonConverter<CollectionId>
{
    public override CollectionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CollectionId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("A collection's id is 2 to 40 of a-z, 0-9 and inner hyphens.");

    public override void Write(Utf8JsonWriter writer, CollectionId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

/// <summary>A set of resources that an admin has named. A resource belongs to it by any of the <see cref="Rules"/>, or because <see cref="Resources"/> names it.</summary>
internal sealed record Collection
{
    public required CollectionId Id { get; init; }

    public required Label Label { get; init; }

    public Label? Description { get; init; }

    public IReadOnlyList<CollectionRule> Rules { get; set; } = [];

    /// <summary>Ids of resources, and identifiers behind the name of their scheme: <c>isbn:9787020002207</c>.</summary>
    public IReadOnlyList<string> Resources { get; set; } = [];

    /// <summary>Equal where the same resources belong to it, whatever it is called.</summary>
    [JsonIgnore]
    public string Belonging
    {
        get
        {
            var belonging = JsonSerializer.SerializeToUtf8Bytes(new Collection { Id = Id, Label = new Label(""), Rules = Rules, Resources = Resources }, NavigationJson.Default.Collection);
            return XxHash3.HashToUInt64(belonging).ToString("x16", CultureInfo.InvariantCulture);
        }
    }
}

/// <summary>Conditions that a resource must meet all; of the values of one condition any will do. What is empty or null is no condition.</summary>
internal sealed record CollectionRule
{
    /// <summary>A record of one of these sources belongs to it.</summary>
    public IReadOnlyList<string> Sources { get; set; } = [];

    /// <summary>A record, of <see cref="Sources"/> where these are given, is in one of these sets of its provider; a set holds those below it: <c>a</c> also <c>a:b</c>.</summary>
    public IReadOnlyList<string> Sets { get; set; } = [];

    /// <summary>Numbers of the CLC, each with what lies below it: <c>I2</c> also <c>I247.5</c>.</summary>
    public IReadOnlyList<string> Subjects { get; set; } = [];

    /// <summary>As the feed's addresses call them: <c>book</c>.</summary>
    public IReadOnlyList<string> Types { get; set; } = [];

    /// <summary>BCP 47 tags, each with what is narrower: <c>zh</c> also <c>zh-Hant</c>.</summary>
    public IReadOnlyList<string> Languages { get; set; } = [];

    /// <summary>A title holds one of these, words whole; case, width, marks and traditional against simplified characters make no difference.</summary>
    public IReadOnlyList<string> Titles { get; set; } = [];

    public CollectionYears? Years { get; init; }

    /// <summary>Whether it can be had free.</summary>
    public bool? Free { get; init; }
}

/// <summary>Years of issue, first and last included.</summary>
internal sealed record CollectionYears(int? From = null, int? To = null);

/// <summary>What the feed says of a collection.</summary>
/// <param name="Belonging"><see cref="Collection.Belonging"/>.</param>
internal sealed record FeedCollection(Label Label, Label? Description, string Belonging);
