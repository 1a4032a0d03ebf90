using IntegrationHub.Records;

namespace IntegrationHub.Linking;

internal enum Verdict
{
    Different,

    /// <summary>A person could tell; until one does, they stay apart.</summary>
    Unsure,
    Same,
}

/// <summary>How two different works belong together, where their records say so.</summary>
internal enum Relation
{
    /// <summary>Volumes of one work.</summary>
    Volume,

    /// <summary>Parts of one work, or a part and the whole.</summary>
    Part,
    Translation,

    /// <summary>A preprint and the article, a conference paper and the journal's.</summary>
    Version,
    Edition,

    /// <summary>Issues, years or numbers of one series of the same name.</summary>
    Issue,

    /// <summary>One is a review of the other, an erratum, a comment.</summary>
    About,
}

/// <param name="Score">0 to 1; the higher, the likelier are the records one work, whatever the verdict.</param>
/// <param name="Reasons">What spoke for and against, in words for a librarian.</param>
/// <param name="Conflict">True where hard evidence says that these are two works: not even a third record may join them.</param>
/// <param name="Relation">Of two different works that know of each other; null: of the same, or of none.</param>
internal sealed record Comparison(Verdict Verdict, double Score, IReadOnlyList<string> Reasons, bool Conflict = false, Relation? Relation = null);

/// <summary>
/// Do two records describe the same work? A shared identifier only proposes: title, creators, year and volume must confirm, and each can refuse. The same
/// answer both ways round. Pure.
/// </summary>
internal static class RecordComparison
{
    private const double FewPeople = 0.3;
    private const int FewYears = 3;
    private const double NearTitle = 0.8;
    private const double FairTitle = 0.6;
    private const double SameTitle = 0.93;

    public static Comparison Compare(BibliographicRecord a, BibliographicRecord b) => Compare(ComparableRecord.Of(a), ComparableRecord.Of(b));

    public static Comparison Compare(ComparableRecord a, ComparableRecord b)
    {
        if (Conflict(a, b) is var (conflict, relation))
        {
            return new Comparison(Verdict.Different, 0, [conflict], Conflict: true, relation);
        }

        var shared = SharedIdentifier(a, b);
        var people = CreatorSimilarity(a.People, b.People);
        var years = a.Year is { } x && b.Year is { } y ? Math.Abs(x - y) : (int?)null;
        if (shared is null && (people < FewPeople || (years > FewYears && !AreBooks(a, b))))
        {
            // Most candidates end here, before their titles are measured.
            return new Comparison(Verdict.Different, 0, people < FewPeople ? ["creators differ"] : [YearReason(years)]);
        }

        var title = TitleSimilarity(a, b);
        if (title < FairTitle)
        {
            return new Comparison(shared is null ? Verdict.Different : Verdict.Unsure, title * 0.5, ["titles differ", .. Shared(shared)]);
        }

        var verdict = shared is not null ? WithIdentifier(title, people) : WithoutIdentifier(a, b, title, people, years);
        var score = Math.Clamp((title * 0.6) + ((people ?? 0.5) * 0.3) + (years switch { 0 => 0.1, null or 1 => 0.05, _ => 0 }) + (shared is null ? 0 : 0.2), 0, 1);
        return new Comparison(verdict, score, [TitleReason(title), PeopleReason(people), YearReason(years), .. Shared(shared)]);
    }

    /// <summary>What no likeness outweighs.</summary>
    private static (string Reason, Relation? Relation)? Conflict(ComparableRecord a, ComparableRecord b)
    {
        if (!TypesAgree(a.Record.Type, b.Record.Type))
        {
            return ($"types differ: {a.Record.Type} and {b.Record.Type}", null);
        }

        if (!a.Title.Volumes.SetEquals(b.Title.Volumes))
        {
            return ("volumes or parts differ", SameWords(a, b) ? Relation.Volume : null);
        }

        if (!a.Title.Numbers.SetEquals(b.Title.Numbers) && a.Title.Numbers.Count > 0 && b.Title.Numbers.Count > 0)
        {
            return ("numbers in the titles differ", null);
        }

        if (a.Title.About != b.Title.About)
        {
            return ("one is about the other: an erratum, a comment, a review", Relation.About);
        }

        return NamesConflict(a, b) is { } names ? (names, null) : null;
    }

    private static bool SameWords(ComparableRecord a, ComparableRecord b) => a.Title.Core == b.Title.Core;

    /// <summary>With an identifier in common, the rest need only not disagree.</summary>
    private static Verdict WithIdentifier(double title, double? people) =>
        people is 0 && title < SameTitle ? Verdict.Unsure : title >= NearTitle || people > 0 ? Verdict.Same : Verdict.Unsure;

    private static Verdict WithoutIdentifier(ComparableRecord a, ComparableRecord b, double title, double? people, int? years)
    {
        // Editions of a book are one work; a conference paper and next year's journal article of the same name are two.
        if (years > 0 && !AreBooks(a, b))
        {
            return title >= SameTitle ? Verdict.Unsure : Verdict.Different;
        }

        var distinctive = a.Title.IsDistinctive && b.Title.IsDistinctive;
        if (people is { } alike)
        {
            var enough = distinctive || IsBookLike(a) || IsBookLike(b) || (years is 0 && alike >= 0.8 && ContainersAgree(a, b));
            // What no source gave a type is no article for sure, and nobody writes two Ulysses.
            enough |= title is 1 && alike is 1 && AreUntyped(a, b) && a.Title.IsName;
            var near = title >= NearTitle && distinctive && alike >= 0.5;
            return (title >= SameTitle && enough) || near ? Verdict.Same : Verdict.Unsure;
        }

        // Nobody named on one side: the title alone must be telling.
        var nameless = a.People.Count == 0 && b.People.Count == 0;
        var telling = distinctive || (nameless && a.Record.Type == WorkType.AncientText && b.Record.Type == WorkType.AncientText && Math.Min(a.Title.Core.Length, b.Title.Core.Length) >= 3);
        return telling && (title >= SameTitle || IsSlip(a.Title, b.Title)) ? Verdict.Same : Verdict.Unsure;
    }

    /// <summary>One character amiss within a long Chinese title. Not at its end, where the last one tells a text from its commentary (經, 註, 疏).</summary>
    private static bool IsSlip(TitleForm a, TitleForm b) =>
        a.IsHan && b.IsHan && Math.Min(a.Core.Length, b.Core.Length) >= 7 && a.Core[^1] == b.Core[^1] && Similarity.Distance(a.Core, b.Core, 1) <= 1;

    private static bool TypesAgree(WorkType a, WorkType b) => a == b || a == WorkType.Other || b == WorkType.Other || (IsMonograph(a) && IsMonograph(b)) || (IsGraphic(a) && IsGraphic(b));

    private static bool IsMonograph(WorkType type) => type is WorkType.Book or WorkType.Thesis or WorkType.Report or WorkType.AncientText or WorkType.Standard;

    /// <summary>A map is a picture to those who have no word for maps.</summary>
    private static bool IsGraphic(WorkType type) => type is WorkType.Image or WorkType.Map;

    private static bool IsBookLike(ComparableRecord record) => record.Record.Type is WorkType.Book or WorkType.AncientText;

    private static bool AreBooks(ComparableRecord a, ComparableRecord b) => IsBookLike(a) && IsBookLike(b);

    private static bool AreUntyped(ComparableRecord a, ComparableRecord b) => a.Record.Type == WorkType.Other && b.Record.Type == WorkType.Other;

    /// <summary>Two DOIs are two things whatever else is shared; two PMIDs, arXiv identifiers and their like, unless another identifier is.</summary>
    private static string? NamesConflict(ComparableRecord a, ComparableRecord b)
    {
        if (a.HasDoi && b.HasDoi && !a.Identifiers.Any(identifier => identifier.Scheme == IdentifierScheme.Doi && b.Identifiers.Contains(identifier)))
        {
            return "DOIs differ";
        }

        foreach (var mine in a.Identifiers)
        {
            if (mine.Scheme != IdentifierScheme.Doi && WorkIdentifiers.NamesOneThing(mine.Scheme)
                && b.Identifiers.Any(theirs => theirs.Scheme == mine.Scheme) && SharedIdentifier(a, b) is null)
            {
                return $"{mine.Scheme} identifiers differ";
            }
        }

        return null;
    }

    private static Identifier? SharedIdentifier(ComparableRecord a, ComparableRecord b) =>
        a.Identifiers.Count == 0 || b.Identifiers.Count == 0 ? null : a.Identifiers.Where(b.Identifiers.Contains).MinBy(identifier => identifier.Value, StringComparer.Ordinal);

    private static double TitleSimilarity(ComparableRecord a, ComparableRecord b) => a.Titles.Max(mine => b.Titles.Max(theirs => TitleSimilarity(mine, theirs)));

    private static double TitleSimilarity(TitleForm a, TitleForm b)
    {
        var alike = Similarity.Of(a.Core, b.Core);
        if (alike < SameTitle && (a.Main == b.Core || b.Main == a.Core) && a.IsDistinctive && b.IsDistinctive)
        {
            // One side leaves the subtitle out.
            alike = SameTitle;
        }

        return a.Tail.Length > 0 && b.Tail.Length > 0 && Similarity.Of(a.Tail, b.Tail) < FairTitle ? Math.Min(alike, FairTitle) : alike;
    }

    /// <returns>The share of the shorter list that the other names too; null where a side names nobody, or in another script.</returns>
    private static double? CreatorSimilarity(IReadOnlyList<PersonForm> a, IReadOnlyList<PersonForm> b)
    {
        if (a.Count == 0 || b.Count == 0)
        {
            return null;
        }

        var comparable = false;
        var mine = a.Count(person => b.Any(other => Same(person, other)));
        var theirs = b.Count(person => a.Any(other => Same(person, other)));
        return comparable ? (double)Math.Min(mine, theirs) / Math.Min(a.Count, b.Count) : null;

        bool Same(PersonForm person, PersonForm other)
        {
            var answer = person.IsSame(other);
            comparable |= answer is not null;
            return answer is true;
        }
    }

    private static bool ContainersAgree(ComparableRecord a, ComparableRecord b) => a.Container.Count == 0 || b.Container.Count == 0 || a.Container.Overlaps(b.Container);

    private static string TitleReason(double title) => title switch { 1 => "same title", >= SameTitle => "nearly the same title", _ => "similar titles" };

    private static string PeopleReason(double? people) => people switch
    {
        null => "creators can't be compared",
        1 => "same creators",
        >= FewPeople => "some creators in common",
        _ => "creators differ",
    };

    private static string YearReason(int? years) => years switch { null => "no year to compare", 0 => "same year", _ => $"{years} years apart" };

    private static string[] Shared(Identifier? identifier) => identifier is null ? [] : [$"both have {identifier.Scheme} {identifier.Value}"];
}
