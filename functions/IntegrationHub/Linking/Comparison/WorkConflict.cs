using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>Hard evidence that two records are of two works, whatever else is alike: other volumes, other numbers, other DOIs.</summary>
internal static class WorkConflict
{
    // DOI prefixes of preprint servers: arXiv, bioRxiv and medRxiv, SSRN, Research Square, Preprints.org, OSF, ChemRxiv, ChinaXiv.
    private static readonly string[] Preprints = ["10.48550/", "10.1101/", "10.2139/ssrn", "10.21203/", "10.20944/preprints", "10.31219/", "10.31234/", "10.31235/", "10.26434/", "10.12074/"];

    public static Objection? Of(ComparableRecord a, ComparableRecord b, Identifier? shared) =>
        OfStatement(a, b, shared) ?? OfType(a, b, shared) ?? OfVolume(a, b) ?? OfPartName(a, b) ?? OfNumbers(a, b) ?? OfEdition(a, b) ?? OfNames(a, b, shared);

    /// <summary>The type that both are, or that one is while the other is not said.</summary>
    public static WorkType TypeOf(WorkType a, WorkType b) =>
        a == b || b == WorkType.Other ? a : a == WorkType.Other ? b : a is WorkType.AncientText || b is WorkType.AncientText ? WorkType.AncientText : (WorkType)Math.Min((int)a, (int)b);

    /// <summary>
    /// What a record says of another by its number, where they have no number in common: else one of them gives the other's as its own. Editions and forms are one resource.
    /// </summary>
    private static Objection? OfStatement(ComparableRecord a, ComparableRecord b, Identifier? shared) => shared is not null ? null : StatedRelations.Between(a, b) switch
    {
        RelationKind.TranslationOf or RelationKind.HasTranslation => new Objection(a, b, static (_, _) => "one is said to be a translation of the other", static (_, _) => Relation.Translation),
        RelationKind.VersionOf or RelationKind.HasVersion or RelationKind.Replaces or RelationKind.ReplacedBy => new Objection(a, b, static (_, _) => "one is said to be a version of the other", static (_, _) => Relation.Version),
        // The number of a set is given by some for each of its volumes: of one title, the volumes decide.
        RelationKind.PartOf or RelationKind.HasPart when a.Title.Core == b.Title.Core => null,
        RelationKind.PartOf or RelationKind.HasPart or RelationKind.SupplementTo or RelationKind.HasSupplement => new Objection(a, b, static (_, _) => "one is said to be a part of the other, or a supplement to it", static (_, _) => Relation.Part),
        RelationKind.Continues or RelationKind.ContinuedBy => new Objection(a, b, static (_, _) => "one is said to continue the other", static (_, _) => Relation.Succession),
        RelationKind.CommentOn or RelationKind.HasComment => new Objection(a, b, static (_, _) => "one is said to be about the other", static (_, _) => Relation.About),
        _ => null,
    };

    private static Objection? OfType(ComparableRecord a, ComparableRecord b, Identifier? shared) =>
        a.Record.Type == b.Record.Type || TypesAgree(a.Record.Type, b.Record.Type) || (shared is not null && WorkIdentifiers.NamesOneThing(shared.Scheme))
            ? null
            : new Objection(a, b, static (a, b) => $"types differ: {Both(a.Record.Type.ToString(), b.Record.Type.ToString())}");

    private static bool TypesAgree(WorkType a, WorkType b) => a == b || a == WorkType.Other || b == WorkType.Other || (IsMonograph(a) && IsMonograph(b)) || (IsGraphic(a) && IsGraphic(b));

    private static bool IsMonograph(WorkType type) => type is WorkType.Book or WorkType.Thesis or WorkType.Report or WorkType.AncientText or WorkType.Standard;

    /// <summary>A map is a picture to those who have no word for maps.</summary>
    private static bool IsGraphic(WorkType type) => type is WorkType.Image or WorkType.Map;

    private static Objection? OfVolume(ComparableRecord a, ComparableRecord b)
    {
        var (mine, theirs) = (a.Title, b.Title);
        if (!mine.Volumes.AsSpan().SequenceEqual(theirs.Volumes))
        {
            return mine.Volumes.Length > 0 && theirs.Volumes.Length > 0
                ? new Objection(a, b, static (a, b) => $"volumes or parts differ: {Both(Joined(a.Title.Volumes), Joined(b.Title.Volumes))}", static (a, b) => IsKnown(a, b) ? Relation.Volume : null)
                : new Objection(a, b, static (a, b) => $"one is volume or part {Joined(a.Title.Volumes)}{Joined(b.Title.Volumes)} alone", static (a, b) => IsKnown(a, b) ? Relation.Part : null);
        }

        return mine.Last is not null && theirs.Last is not null && mine.Last != theirs.Last
            ? new Objection(a, b, static (a, b) => $"numbers at the end differ: {Both(a.Title.Last!, b.Title.Last!)}", static (a, b) => IsKnown(a, b) ? Relation.Volume : null)
            : null;

        static bool IsKnown(ComparableRecord a, ComparableRecord b) => TitleLikeness.Of(a.Title, b.Title).Share > 0.8;
    }

    private static Objection? OfPartName(ComparableRecord a, ComparableRecord b) =>
        a.Record.PartName is not { } mine || b.Record.PartName is not { } theirs || Similarity.Of(TextFolding.Fold(mine), TextFolding.Fold(theirs)) > 0.7
            ? null
            : new Objection(a, b, static (a, b) => $"parts differ: {Both(a.Record.PartName!, b.Record.PartName!)}", static (_, _) => Relation.Part);

    /// <summary>Editions of a book are one resource; versions of data and of software are not.</summary>
    private static Objection? OfEdition(ComparableRecord a, ComparableRecord b) =>
        a.Record.Edition is not { } mine || b.Record.Edition is not { } theirs || !IsVersioned(a.Record.Type) || !IsVersioned(b.Record.Type) || TextFolding.Fold(mine) == TextFolding.Fold(theirs)
            ? null
            : new Objection(a, b, static (a, b) => $"versions differ: {Both(a.Record.Edition!, b.Record.Edition!)}", static (_, _) => Relation.Version);

    private static bool IsVersioned(WorkType type) => type is WorkType.Dataset or WorkType.Software;

    /// <summary>Numbers that only one side gives may have been left out by the other; that each gives another can't be.</summary>
    private static Objection? OfNumbers(ComparableRecord a, ComparableRecord b) =>
        a.Title.Numbers is { Length: > 0 } mine && b.Title.Numbers is { Length: > 0 } theirs && !IsWithin(mine, theirs) && !IsWithin(theirs, mine)
            ? new Objection(a, b, static (a, b) => $"numbers in the titles differ: {Both(Joined(a.Title.Numbers), Joined(b.Title.Numbers))}", static (a, b) => TitleLikeness.Of(a.Title, b.Title) is { Share: > 0.8f, Common: > 1 } ? Relation.Issue : null)
            : null;

    private static bool IsWithin(string[] few, string[] many)
    {
        foreach (var number in few)
        {
            if (Array.IndexOf(many, number) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static string Joined(string[] numbers) => string.Join(' ', numbers);

    /// <summary>Two DOIs are two things whatever else is shared; two PMIDs, arXiv identifiers and their like, unless another identifier is.</summary>
    private static Objection? OfNames(ComparableRecord a, ComparableRecord b, Identifier? shared)
    {
        if (a.HasDoi && b.HasDoi && (shared is null || shared.Scheme != IdentifierScheme.Doi))
        {
            var (mine, theirs) = (DoiOf(a), DoiOf(b));
            return Versionless(mine) == Versionless(theirs) && (mine == Versionless(mine) || theirs == Versionless(theirs))
                ? null
                : new Objection(a, b, static (a, b) => $"DOIs differ: {Both(DoiOf(a), DoiOf(b))}", static (a, b) => AreVersions(a, b, DoiOf(a), DoiOf(b)) ? Relation.Version : null);
        }

        if (shared is not null)
        {
            return null;
        }

        foreach (var mine in a.Identifiers)
        {
            if (mine.Scheme != IdentifierScheme.Doi && (WorkIdentifiers.NamesOneThing(mine.Scheme) || mine.Scheme == IdentifierScheme.CnSerial) && Array.Find(b.Identifiers, theirs => theirs.Scheme == mine.Scheme) is { } other)
            {
                return new Objection(a, b, (_, _) => $"{mine.Scheme} identifiers differ: {Both(mine.Value, other.Value)}");
            }
        }

        return null;
    }

    private static string DoiOf(ComparableRecord record) => record.Identifiers.Where(identifier => identifier.Scheme == IdentifierScheme.Doi).Min(identifier => identifier.Value)!;

    /// <summary>A preprint and its article, versions of one data set; or the same title by the same people under two DOIs, in two places.</summary>
    private static bool AreVersions(ComparableRecord a, ComparableRecord b, string mine, string theirs) =>
        Versionless(mine) == Versionless(theirs)
        || (TitleLikeness.Of(a.Title, b.Title) is { Share: > 0.85f } title && !a.Title.IsGeneric && !b.Title.IsGeneric && title.Added < 1.5f && CreatorLikeness.Of(a.People, b.People).Common > 0 && (IsPreprint(mine) != IsPreprint(theirs) || title.Common > 2.5f));

    private static bool IsPreprint(string doi) => Array.Exists(Preprints, prefix => doi.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Without the <c>.v2</c> or <c>/v2</c> that data repositories and preprint servers put behind a DOI.</summary>
    private static string Versionless(string doi)
    {
        var mark = doi.LastIndexOf('v');
        return mark > 8 && doi[mark - 1] is '.' or '/' && mark + 1 < doi.Length && !doi.AsSpan(mark + 1).ContainsAnyExceptInRange('0', '9') ? doi[..(mark - 1)] : doi;
    }

    /// <summary>The same words whichever record comes first.</summary>
    internal static string Both(string a, string b) => string.CompareOrdinal(a, b) <= 0 ? $"{a} and {b}" : $"{b} and {a}";
}
