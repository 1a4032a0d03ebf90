using System.Text.Json.Serialization;

namespace IntegrationHub.Publishing;

/// <summary>A name of the feed's own, in the consortium's two languages.</summary>
[method: JsonConstructor]
internal sealed record Label([property: JsonPropertyName("zh")] string Chinese, [property: JsonPropertyName("en")] string English)
{
    /// <summary>A name that is the same in both.</summary>
    public Label(string name)
        : this(name, name)
    {
    }

    /// <summary>Both languages in one text: what every client can show.</summary>
    [JsonIgnore]
    public string Text => Chinese == English ? Chinese : $"{Chinese} {English}";

    public string In(FeedLanguage language) => language switch { FeedLanguage.Chinese => Chinese, FeedLanguage.English => English, _ => Text };
}
