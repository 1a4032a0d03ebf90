using System.Text.Json.Serialization;

namespace IntegrationHub.Records;

public enum TitleKind
{
    /// <summary>Any other title that the work goes by.</summary>
    Alternative,

    /// <summary>The title in another language or script, given on the work itself.</summary>
    Parallel,

    /// <summary>Translated by whoever described the work.</summary>
    Translated,
    Uniform,
    Abbreviated,

    /// <summary>The title proper in Latin letters.</summary>
    Romanised,
}

/// <summary>A title beside the title proper.</summary>
/// <param name="Language">BCP 47; null: not said.</param>
[JsonConverter(typeof(CompactConverter<OtherTitle>))]
public sealed record OtherTitle(string Text, TitleKind Kind = TitleKind.Alternative, string? Language = null) : ICompact<OtherTitle>
{
    static IReadOnlyList<string> ICompact<OtherTitle>.Members { get; } = ["text", "kind", "language"];

    string? ICompact<OtherTitle>.this[int member] => member switch { 0 => Text, 1 => Compact.NameOf(Kind), _ => Language };

    public static implicit operator OtherTitle(string text) => new(text);

    public override string ToString() => Text;

    static OtherTitle ICompact<OtherTitle>.Of(ReadOnlySpan<string?> texts) => new(texts[0] ?? string.Empty, Compact.ValueOf<TitleKind>(texts[1]), texts[2]);
}
