using System.Text.Json.Serialization;

namespace IntegrationHub.Records;

public enum AgentKind
{
    /// <summary>Not said.</summary>
    Unknown,
    Person,
    Organisation,
    Meeting,
}

/// <summary>Somebody who made a work or took part in it.</summary>
/// <param name="Name">For display, as the record gives it: <c>Borges, Jorge Luis</c>, <c>王小明</c>.</param>
[JsonConverter(typeof(CompactConverter<Agent>))]
public sealed record Agent(string Name) : ICompact<Agent>
{
    /// <summary>Only where the record itself tells the parts of the name apart.</summary>
    public string? Family { get; init; }

    public string? Given { get; init; }

    /// <summary>MARC relator code in lower case (<c>aut</c>, <c>edt</c>, <c>trl</c>; id.loc.gov/vocabulary/relators), or the record's own word where there is no code for it. Null: not said.</summary>
    public string? Role { get; init; }

    public AgentKind Kind { get; init; }

    /// <summary>The same name in another script or romanised, where the record gives both.</summary>
    public string? OtherForm { get; init; }

    /// <summary>An address that names the agent: ORCID, ISNI, VIAF, an authority file's.</summary>
    public string? Id { get; init; }

    static IReadOnlyList<string> ICompact<Agent>.Members { get; } = ["name", "family", "given", "role", "kind", "otherForm", "id"];

    string? ICompact<Agent>.this[int member] => member switch
    {
        0 => Name,
        1 => Family,
        2 => Given,
        3 => Role,
        4 => Compact.NameOf(Kind),
        5 => OtherForm,
        _ => Id,
    };

    public static implicit operator Agent(string name) => new(name);

    public override string ToString() => Name;

    static Agent ICompact<Agent>.Of(ReadOnlySpan<string?> texts) => new(texts[0] ?? string.Empty)
    {
        Family = texts[1],
        Given = texts[2],
        Role = texts[3],
        Kind = Compact.ValueOf<AgentKind>(texts[4]),
        OtherForm = texts[5],
        Id = texts[6],
    };
}
