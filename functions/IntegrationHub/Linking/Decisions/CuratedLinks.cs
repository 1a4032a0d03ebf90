using System.Text.Json;
using IntegrationHub.Records;
using IntegrationHub.Storage;

namespace IntegrationHub.Linking;

/// <summary>The curators' decisions as linking asks for them: by record. Pure and immutable.</summary>
internal sealed class CuratedLinks
{
    public static readonly CuratedLinks None = new([]);

    private readonly Dictionary<RecordId, List<CuratorDecision>> _byRecord = [];

    private CuratedLinks(IReadOnlyList<CuratorDecision> all)
    {
        All = all;
        foreach (var decision in all)
        {
            foreach (var record in decision.Records)
            {
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_byRecord, record.RecordId, out _) ??= [];
                _byRecord[record.RecordId].Add(decision);
            }
        }
    }

    /// <summary>Those that linking heeds, in order of id.</summary>
    public IReadOnlyList<CuratorDecision> All { get; }

    public static CuratedLinks Of(IEnumerable<CuratorDecision> decisions) =>
        new([.. decisions.Where(decision => decision.Kind != DecisionKind.Later).OrderBy(decision => decision.Id, StringComparer.Ordinal)]);

    public IReadOnlyList<CuratorDecision> About(RecordId record) => _byRecord.TryGetValue(record, out var decisions) ? decisions : [];

    /// <summary>The records that somebody has put together with this one, whether or not that still holds.</summary>
    public IEnumerable<RecordId> Partners(RecordId record) => About(record)
        .Where(decision => decision.Kind is DecisionKind.Same or DecisionKind.Pin)
        .SelectMany(decision => decision.Records)
        .Select(judged => judged.RecordId)
        .Where(other => other != record);

    /// <summary>Identifiers of the record, and of other works that it names, which a curator has called wrong.</summary>
    public IReadOnlyList<Identifier> WrongIn(RecordId id, BibliographicRecord record) => _byRecord.Count == 0 ? [] :
    [
        .. About(id)
            .Where(decision => decision.Kind == DecisionKind.WrongIdentifier && decision.Records.First().Recognises(record))
            .SelectMany(decision => record.Identifiers.Concat(record.Related.SelectMany(static related => related.Identifiers)).Where(identifier => identifier.Scheme == decision.Identifier?.Scheme && identifier.Value == decision.Identifier.Value))
            .Distinct(),
    ];

    /// <summary>The records that a decision speaks of which was made, changed or taken back since.</summary>
    public IReadOnlySet<RecordId> ReconsideredSince(CuratedLinks before)
    {
        var was = before.All.ToDictionary(decision => decision.Id);
        var now = All.ToDictionary(decision => decision.Id);
        return now.Values.Where(decision => !was.TryGetValue(decision.Id, out var old) || Line(old) != Line(decision))
            .Concat(was.Values.Where(decision => !now.TryGetValue(decision.Id, out var young) || Line(young) != Line(decision)))
            .SelectMany(decision => decision.Records)
            .Select(record => record.RecordId)
            .ToHashSet();
    }

    /// <summary>As the index keeps them: gzip of a JSON line each. Equal decisions make equal bytes.</summary>
    public byte[] Pack() => JsonLines.Write(All, IndexJson.Default.CuratorDecision);

    public static CuratedLinks Unpack(byte[] packed) => Of(JsonLines.Read(packed, IndexJson.Default.CuratorDecision));

    private static string Line(CuratorDecision decision) => JsonSerializer.Serialize(decision, IndexJson.Default.CuratorDecision);
}
