using System.Globalization;
using System.IO.Hashing;
using System.Text;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Linking;

public enum DecisionKind
{
    /// <summary>All the records describe one work.</summary>
    Same,

    /// <summary>Records of different groups describe different works; nothing is said about those of one group.</summary>
    Different,

    /// <summary>A person has looked and could not tell: it is not asked again until somebody takes the decision back. Linking goes on as if nothing were said.</summary>
    Later,

    /// <summary>The records are one work, and no other record joins them without a person.</summary>
    Pin,

    /// <summary>The identifier stands in the one record by mistake: it neither links it nor finds it.</summary>
    WrongIdentifier,
}

/// <summary>A record as the person saw it: whether the decision still speaks of it is seen by its title.</summary>
/// <param name="Id">OAI identifier.</param>
public sealed record JudgedRecord(SourceId Source, string Id, string Title, string? Creator = null, int? Year = null)
{
    [System.Text.Json.Serialization.JsonIgnore]
    public RecordId RecordId => new(Source, Id);

    /// <summary>True while the record goes by a title like the one that was judged; otherwise it is about another work now, and the decision is moot.</summary>
    public bool Recognises(BibliographicRecord now)
    {
        var judged = TextFolding.Fold(Title);
        return now.AlternativeTitles.Select(title => title.Text).Prepend(now.Title).Prepend(now.FullTitle).Select(TextFolding.Fold)
            .Any(title => Similarity.Of(judged, title) >= 0.6 || (Math.Min(title.Length, judged.Length) >= 4
                && (title.StartsWith(judged, StringComparison.Ordinal) || judged.StartsWith(title, StringComparison.Ordinal))));
    }

    public static JudgedRecord Of(RecordId id, BibliographicRecord record) =>
        new(id.Source, id.OaiIdentifier, record.FullTitle, record.Creators.Count > 0 ? record.Creators[0].Name : null, record.Year);
}

/// <summary>
/// A curator's word on which records belong together. It speaks of records, not of resources, so it outlives whatever linking makes of them. A row of table
/// <c>decisions</c>; a line of the index's own copy of those it has heeded.
/// </summary>
public sealed record CuratorDecision
{
    /// <summary>Made of what it is about (<see cref="IdOf"/>), so a second word on the same question replaces the first.</summary>
    public required string Id { get; init; }

    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)]
    public required DecisionKind Kind { get; init; }

    /// <summary>One group of records; two or more for <see cref="DecisionKind.Different"/> and <see cref="DecisionKind.Later"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<JudgedRecord>> Groups { get; init; }

    /// <summary>The wrong one, in its canonical form.</summary>
    public Identifier? Identifier { get; init; }

    /// <summary>Who said it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Note { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public IEnumerable<JudgedRecord> Records => Groups.SelectMany(group => group);

    /// <summary>
    /// 26 characters: the hash of the question. Same, different and later are answers to one question about a set of records; a pin and a wrong identifier are
    /// questions of their own.
    /// </summary>
    public static string IdOf(DecisionKind kind, IEnumerable<RecordId> records, Identifier? identifier = null)
    {
        var question = new StringBuilder(kind switch { DecisionKind.Pin => "pin", DecisionKind.WrongIdentifier => "identifier", _ => "works" });
        foreach (var record in records.Order())
        {
            question.Append('\0').Append(record.Source.Value).Append('\0').Append(record.OaiIdentifier);
        }

        if (identifier is not null)
        {
            question.Append(CultureInfo.InvariantCulture, $"\0{identifier.Scheme}\0{identifier.Value}");
        }

        return ResourceId.Of(XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(question.ToString()))).ToString();
    }
}
