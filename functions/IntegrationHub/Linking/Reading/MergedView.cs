using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Linking;

/// <summary>A place to get the work: what one member record says about access to it.</summary>
public sealed record AccessPlace(SourceId Source, string RecordId, AccessStatus Status, string? Url, IReadOnlyList<AccessEvidence> Evidence);

/// <summary>What a reader sees of a resource: one description made of its members' descriptions, and every place to get it.</summary>
/// <param name="Record">The merged description; its access is that of the best place.</param>
/// <param name="Places">One a member, freest first.</param>
/// <param name="Sets">Each source's sets that a member is in.</param>
public sealed record MergedView(BibliographicRecord Record, IReadOnlyList<AccessPlace> Places, IReadOnlyDictionary<SourceId, IReadOnlyList<string>> Sets)
{
    /// <param name="day">For whom it is to be shown on that day: embargoes that have ended are over. Null: as it was harvested.</param>
    public static MergedView Of(Resource resource, DateOnly? day = null)
    {
        var members = resource.Members;
        var records = members.Select(member => member.Trusted).ToList();
        var best = records.MaxBy(Richness) ?? throw new ArgumentException("A resource has a member.", nameof(resource));
        records = [.. records.OrderBy(record => !ReferenceEquals(record, best))];
        var places = members
            .Select(member => PlaceOf(member, AccessOn(member.Record, day)))
            .OrderByDescending(place => place.Status)
            .ToList();
        var dated = records.Where(r => r.Year is not null).MinBy(r => r.Year) ?? records.Find(r => r.Issued is not null);
        var record = best with
        {
            AlternativeTitles = [.. Union<OtherTitle, string>(records, r => [r.FullTitle, .. r.AlternativeTitles], title => Fold(title.Text)).Skip(1)],
            Creators = Longest(records, r => r.Creators),
            Contributors = Union(records, r => r.Contributors, agent => Fold(agent.Name)),
            Publisher = First(records, r => r.Publisher),
            Place = First(records, r => r.Place),
            Edition = First(records, r => r.Edition),
            Extent = First(records, r => r.Extent),
            Thumbnail = First(records, r => r.Thumbnail),
            Series = Union(records, r => r.Series, series => Fold(series.ToString())),
            Related = Union(records, r => r.Related, related => (related.Kind, Fold(related.Title ?? string.Empty), string.Join(' ', related.Identifiers.Select(identifier => identifier.Value)))),
            Issued = dated?.Issued,
            IssuedEdtf = dated?.IssuedEdtf,
            Year = records.Min(r => r.Year),
            Languages = Union(records, r => r.Languages, value => value),
            Type = records.Select(r => r.Type).FirstOrDefault(type => type != WorkType.Other),
            Subjects = Union(records, r => r.Subjects, subject => subject),
            Abstract = records.MaxBy(r => r.Abstract?.Length ?? 0)?.Abstract,
            Container = First(records, r => r.Container),
            Identifiers = Union(records, r => r.Identifiers, identifier => identifier),
            Links = Union(records, r => r.Links, value => value),
            Rights = Union(records, r => r.Rights, value => value),
            Access = records.Select(r => AccessOn(r, day)).MaxBy(access => access.Status) ?? Access.Unknown,
        };
        return new MergedView(record, places, SetsOf(members));
    }

    private static Access AccessOn(BibliographicRecord record, DateOnly? day) =>
        day is { } on && record.Access.StatusOn(on) is var status && status != record.Access.Status ? record.Access with { Status = status } : record.Access;

    /// <summary>Without an address of its own a place has the record's first one, but for what is embargoed: any other address will not be the free one.</summary>
    private static AccessPlace PlaceOf(Member member, Access access) => new(
        member.Source, member.Id, access.Status, access.Url ?? (access.Status == AccessStatus.Embargoed ? null : member.Record.Links.FirstOrDefault()), access.Evidence);

    private static Dictionary<SourceId, IReadOnlyList<string>> SetsOf(IReadOnlyList<Member> members) => members
        .GroupBy(member => member.Source)
        .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group.SelectMany(member => member.Sets).Distinct(StringComparer.Ordinal)]);

    /// <summary>The fullest description leads; among equals the first to come, since members are in that order.</summary>
    private static int Richness(BibliographicRecord record) =>
        (record.Creators.Count > 0 ? 4 : 0) + (record.Year is null ? 0 : 3) + (record.Abstract is null ? 0 : 2) + (record.Identifiers.Count > 0 ? 2 : 0)
        + (record.Subjects.Count > 0 ? 1 : 0) + (record.Publisher is null ? 0 : 1) + (record.Container is null ? 0 : 1) + (record.Type == WorkType.Other ? 0 : 1);

    private static List<T> Union<T, TKey>(IEnumerable<BibliographicRecord> records, Func<BibliographicRecord, IEnumerable<T>> values, Func<T, TKey> key) =>
        [.. records.SelectMany(values).DistinctBy(key)];

    /// <summary>Names are spelt in too many ways to unite them: the longest list speaks for all.</summary>
    private static IReadOnlyList<Agent> Longest(IEnumerable<BibliographicRecord> records, Func<BibliographicRecord, IReadOnlyList<Agent>> values) =>
        records.Select(values).MaxBy(list => list.Count) ?? [];

    private static T? First<T>(IEnumerable<BibliographicRecord> records, Func<BibliographicRecord, T?> value)
        where T : class => records.Select(value).FirstOrDefault(given => given is not null);

    private static string Fold(string text) => text.ToUpperInvariant();
}
