using System.Text.Json.Serialization;

namespace IntegrationHub.Records;

/// <summary>What a work is part of: the journal, proceedings or book of an article, the series of a book; and where in it. Texts as given.</summary>
/// <param name="Title">Null where only its number is known.</param>
[JsonConverter(typeof(CompactConverter<Container>))]
public sealed record Container(string? Title) : ICompact<Container>
{
    /// <summary>Canonical, with hyphen.</summary>
    public string? Issn { get; init; }

    /// <summary>13 digits.</summary>
    public string? Isbn { get; init; }

    /// <summary>Of a series: the number in it.</summary>
    public string? Volume { get; init; }

    public string? Issue { get; init; }

    /// <summary><c>17-25</c>.</summary>
    public string? Pages { get; init; }

    static IReadOnlyList<string> ICompact<Container>.Members { get; } = ["title", "issn", "isbn", "volume", "issue", "pages"];

    string? ICompact<Container>.this[int member] => member switch { 0 => Title, 1 => Issn, 2 => Isbn, 3 => Volume, 4 => Issue, _ => Pages };

    public static implicit operator Container(string title) => new(title);

    /// <summary>As a citation has it: <c>Title 12(3): 17-25</c>; the ISSN where nothing else is known.</summary>
    public override string ToString()
    {
        if (Volume is null && Issue is null && Pages is null)
        {
            return Title ?? (Issn is not null ? $"ISSN {Issn}" : Isbn is not null ? $"ISBN {Isbn}" : string.Empty);
        }

        var place = Issue is null ? Volume : $"{Volume}({Issue})";
        var cited = Title is null || place is null ? Title ?? place : $"{Title} {place}";
        return Pages is null ? cited! : cited is null ? Pages : $"{cited}: {Pages}";
    }

    static Container ICompact<Container>.Of(ReadOnlySpan<string?> texts) => new(texts[0])
    {
        Issn = texts[1],
        Isbn = texts[2],
        Volume = texts[3],
        Issue = texts[4],
        Pages = texts[5],
    };
}
