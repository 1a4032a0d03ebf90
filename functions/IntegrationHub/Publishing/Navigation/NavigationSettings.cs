using System.Text.Json.Serialization;

namespace IntegrationHub.Publishing;

/// <summary>What an admin has set about the feed's navigation; nothing set: the hub's own names and order.</summary>
internal sealed record NavigationSettings
{
    public static readonly NavigationSettings None = new();

    /// <summary>The consortium's; null: that of <see cref="PublishingOptions"/>.</summary>
    public Label? Name { get; init; }

    /// <summary>http(s) address of a picture.</summary>
    public string? Logo { get; init; }

    /// <summary>Where readers find help: http or https.</summary>
    public string? WebPage { get; init; }

    public string? Email { get; init; }

    /// <summary>By path, in order.</summary>
    public SortedDictionary<string, NodeSettings> Nodes { get; set; } = new(StringComparer.Ordinal);

    public NodeSettings Of(string path) => Nodes.GetValueOrDefault(path, NodeSettings.Usual);

    public bool SaysTheSameAs(NavigationSettings other) =>
        (Name, Logo, WebPage, Email) == (other.Name, other.Logo, other.WebPage, other.Email) && Nodes.SequenceEqual(other.Nodes);
}

/// <summary>What an admin has set about one node of the navigation.</summary>
/// <param name="Label">Null: as the hub calls it.</param>
/// <param name="Order">Siblings that have one come first, the lowest before all others; the rest follows in its usual order.</param>
/// <param name="Hidden">Nothing leads to it or to what lies below it. Its address still answers: a link that a reader has kept goes on working.</param>
/// <param name="Featured">The root leads to it, before the dimensions.</param>
internal sealed record NodeSettings(Label? Label = null, int? Order = null, bool Hidden = false, bool Featured = false)
{
    public static readonly NodeSettings Usual = new();
}

/// <summary>Whose feed it is.</summary>
internal sealed record Consortium(Label Name, string? Logo = null, string? WebPage = null, string? Email = null)
{
    public static Consortium Of(NavigationSettings settings, PublishingOptions options) =>
        new(settings.Name ?? new Label(options.Title, options.TitleEnglish), settings.Logo, settings.WebPage, settings.Email);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(NavigationSettings))]
[JsonSerializable(typeof(Collection))]
[JsonSerializable(typeof(IReadOnlyList<Collection>))]
internal sealed partial class NavigationJson : JsonSerializerContext;
