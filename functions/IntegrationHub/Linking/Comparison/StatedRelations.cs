using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>How a resource and another one belong together, because a record of one of them says so.</summary>
/// <param name="Other">The other resource.</param>
/// <param name="Kind">What the resource that was asked about is to the other.</param>
/// <param name="SaidThere">True where it is the other's record that says it; its words are turned round.</param>
public sealed record StatedRelation(ResourceId Other, RelationKind Kind, bool SaidThere);

/// <summary>
/// Relations that records state by the other work's identifiers. Both sides find them: the record that names another work looks its identifier up, the work that is named looks up
/// the <c>to:</c> key of its own. Pure.
/// </summary>
internal static class StatedRelations
{
    /// <summary>Other works that the record names by what names them everywhere; the book or the proceedings that it is in among them.</summary>
    public static (RelationKind Kind, Identifier Identifier)[] In(BibliographicRecord record)
    {
        if (record.Related.Count == 0 && record.Container?.Isbn is null)
        {
            return [];
        }

        var named = new List<(RelationKind, Identifier)>();
        foreach (var related in record.Related)
        {
            foreach (var identifier in related.Identifiers)
            {
                if (WorkIdentifiers.Names(identifier, record.Type))
                {
                    named.Add((related.Kind, WorkIdentifiers.Comparable(identifier)));
                }
            }
        }

        if (record.Container?.Isbn is { } book)
        {
            named.Add((RelationKind.PartOf, new Identifier(IdentifierScheme.Isbn, book)));
        }

        return [.. named];
    }

    /// <summary>What the first work is to the second by what either record says; null: neither names the other. Of several the one that tells most, whichever comes first.</summary>
    public static RelationKind? Between(ComparableRecord a, ComparableRecord b)
    {
        RelationKind? kind = null;
        if (a.Named.Length + b.Named.Length == 0)
        {
            return kind;
        }

        foreach (var stated in Naming(a, b).Concat(Naming(b, a).Select(Inverse)))
        {
            kind = kind is null || Rank(stated) < Rank(kind.Value) ? stated : kind;
        }

        return kind;
    }

    /// <summary>
    /// A number that one of two works gives as that of another form of itself, and the other as its own or as another form's too: null: none. It proposes them as one, and is no
    /// identifier that they share: whoever catalogued the one had not the other in hand.
    /// </summary>
    public static Identifier? OtherForm(ComparableRecord a, ComparableRecord b)
    {
        Identifier? least = null;
        foreach (var (mine, theirs) in ((ReadOnlySpan<(ComparableRecord, ComparableRecord)>)[(a, b), (b, a)]))
        {
            foreach (var (kind, identifier) in mine.Named)
            {
                if (kind == RelationKind.OtherForm && (least is null || string.CompareOrdinal(identifier.Value, least.Value) < 0)
                    && (Array.IndexOf(theirs.Identifiers, identifier) >= 0 || Array.IndexOf(theirs.Named, (kind, identifier)) >= 0))
                {
                    least = identifier;
                }
            }
        }

        return least;
    }

    /// <summary>The keys of the works that a resource's records name, and of the records that name it. <see cref="Of"/> tells which of the resources found by them belong to it how.</summary>
    public static IReadOnlySet<MatchKey> KeysOf(Resource resource)
    {
        var keys = new HashSet<MatchKey>();
        foreach (var record in resource.Members.Select(member => ComparableRecord.Of(member.Trusted)))
        {
            keys.UnionWith(record.Identifiers.Select(identifier => MatchKey.To(MatchKey.Of(identifier.Scheme, identifier.Value))));
            keys.UnionWith(record.Named.Select(named => MatchKey.Of(named.Identifier.Scheme, named.Identifier.Value)));
        }

        return keys;
    }

    /// <param name="resource">Whose relations are asked for.</param>
    /// <param name="found">Resources under <see cref="KeysOf"/>; itself and any others may be among them.</param>
    /// <returns>In order of the other's id; of one pair each kind once, what the resource says itself before what is said of it.</returns>
    public static IReadOnlyList<StatedRelation> Of(Resource resource, IEnumerable<Resource> found)
    {
        var here = Comparables(resource);
        return [.. found
            .Where(other => other.Id != resource.Id).DistinctBy(other => other.Id).OrderBy(other => other.Id)
            .SelectMany(other => Between(here, other).DistinctBy(relation => relation.Kind))];

        static IEnumerable<StatedRelation> Between(ComparableRecord[] here, Resource other)
        {
            var there = Comparables(other);
            var said = here.SelectMany(mine => there.SelectMany(theirs => Naming(mine, theirs))).Distinct().Order();
            var heard = there.SelectMany(theirs => here.SelectMany(mine => Naming(theirs, mine))).Select(Inverse).Distinct().Order();
            return said.Select(kind => new StatedRelation(other.Id, kind, SaidThere: false)).Concat(heard.Select(kind => new StatedRelation(other.Id, kind, SaidThere: true)));
        }
    }

    /// <summary>The same relation seen from the other side.</summary>
    public static RelationKind Inverse(RelationKind kind) => kind switch
    {
        RelationKind.TranslationOf => RelationKind.HasTranslation,
        RelationKind.HasTranslation => RelationKind.TranslationOf,
        RelationKind.VersionOf => RelationKind.HasVersion,
        RelationKind.HasVersion => RelationKind.VersionOf,
        RelationKind.PartOf => RelationKind.HasPart,
        RelationKind.HasPart => RelationKind.PartOf,
        RelationKind.SupplementTo => RelationKind.HasSupplement,
        RelationKind.HasSupplement => RelationKind.SupplementTo,
        RelationKind.Continues => RelationKind.ContinuedBy,
        RelationKind.ContinuedBy => RelationKind.Continues,
        RelationKind.Replaces => RelationKind.ReplacedBy,
        RelationKind.ReplacedBy => RelationKind.Replaces,
        RelationKind.CommentOn => RelationKind.HasComment,
        RelationKind.HasComment => RelationKind.CommentOn,
        _ => kind,
    };

    /// <summary>As whom a record names another: by an identifier that speaks for that one, and not for itself.</summary>
    private static IEnumerable<RelationKind> Naming(ComparableRecord record, ComparableRecord other)
    {
        foreach (var (kind, identifier) in record.Named)
        {
            if (Array.IndexOf(other.Identifiers, identifier) >= 0 && Array.IndexOf(record.Identifiers, identifier) < 0)
            {
                yield return kind;
            }
        }
    }

    private static ComparableRecord[] Comparables(Resource resource) => [.. resource.Members.Select(member => ComparableRecord.Of(member.Trusted))];

    /// <summary>The lower, the more it tells; the same for a kind and its inverse.</summary>
    internal static int Rank(RelationKind kind) => kind == RelationKind.Related ? int.MaxValue : Math.Min((int)kind, (int)Inverse(kind));
}
