using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>
/// Do two records describe the same work? Each piece of evidence gives points by the type of work (<see cref="EvidenceWeights"/>); their sum decides, unless hard evidence forbids it
/// (<see cref="WorkConflict"/>). A shared identifier only proposes: title, creators, year and volume must bear it out. The same answer both ways round. Pure.
/// </summary>
internal static class RecordComparison
{
    public const double SamePoints = 7;

    private const double UnsurePoints = 4.2;

    /// <summary>In telling words.</summary>
    private const float LongTitle = 3;

    /// <summary>Half way between certain and absurd; points above it make the score rise to 1.</summary>
    private const double EvenPoints = 5.5;

    public static Comparison Compare(BibliographicRecord a, BibliographicRecord b) => Compare(ComparableRecord.Of(a), ComparableRecord.Of(b));

    public static Comparison Compare(ComparableRecord a, ComparableRecord b)
    {
        var shared = SharedIdentifier(a, b);
        var evidence = new Evidence
        {
            A = a,
            B = b,
            Type = WorkConflict.TypeOf(a.Type, b.Type),
            Shared = shared,
            OtherForm = shared is null ? StatedRelations.OtherForm(a, b) : null,
            Objection = WorkConflict.Of(a, b, shared),
            YearsApart = a.Year is { } x && b.Year is { } y ? Math.Abs(x - y) : null,
        };
        if (evidence.Objection is not null)
        {
            return new Comparison(Verdict.Different, 0, conflict: true, null, evidence);
        }

        var weights = EvidenceWeights.Of(evidence);
        var creators = evidence.Creators = CreatorLikeness.Of(a.People, b.People);
        evidence.TookPart = creators.Differ && (CreatorLikeness.Of(a.People, b.Others).Common > 0 || CreatorLikeness.Of(a.Others, b.People).Common > 0);
        if (shared is null && ((creators.Differ && !evidence.TookPart && !IsOneLongTitle(evidence)) || (weights.YearBinds && evidence.YearsApart > 3)))
        {
            // Most candidates end here, before their titles are measured.
            return new Comparison(Verdict.Different, 0.01, conflict: creators.Differ && (evidence.Type == WorkType.Thesis || (a.Title.IsHan && b.Title.IsHan)), null, evidence);
        }

        return Weigh(evidence, weights);
    }

    /// <summary>A title of many words is not made twice: where its creators differ, one record may have them wrong. Two theses may well bear one title.</summary>
    private static bool IsOneLongTitle(Evidence evidence) =>
        evidence.Type != WorkType.Thesis && evidence.A.Title is { IsHan: false, Tell.Sum: >= LongTitle } title && title.Core == evidence.B.Title.Core;

    private static Comparison Weigh(Evidence evidence, EvidenceWeights weights)
    {
        var (a, b) = (evidence.A, evidence.B);
        var title = BestTitle(a, b, weights);
        if (!title.IsHan && !title.IsEqual && title.Share >= 0.4f && title.Added + title.Replaced > 0.3f)
        {
            title = WithoutForeignWords(evidence, title);
        }

        evidence.Title = title;
        if (a.Title.About != b.Title.About && ObjectionOfReview(evidence) is { } about)
        {
            evidence.Objection = about;
            return new Comparison(Verdict.Different, 0, conflict: true, null, evidence);
        }

        if (title.Share < 0.5f)
        {
            // A serial that changes its title is another serial, though it may keep its number.
            return new Comparison(evidence.Shared is null || evidence.Type == WorkType.Serial ? Verdict.Different : Verdict.Unsure, evidence.Shared is null ? 0.02 : 0.2, false, null, evidence);
        }

        HoldContainers(evidence);
        HoldRest(evidence);
        var points = PointsOfTitle(title, evidence, weights) + PointsOfCreators(evidence, weights) + PointsOfYear(evidence, weights) + PointsOfPlace(evidence, weights) + PointsOfRest(evidence, weights);
        var score = 1 / (1 + Math.Exp((EvenPoints - points) * 0.6));
        if (evidence.LanguagesDiffer && evidence.Type != WorkType.Article && TitleLikeness.Of(a.Title, b.Title) is { IsEqual: false, Share: < 0.9f })
        {
            return new Comparison(Verdict.Different, Math.Min(score, 0.1), false, Relation.Translation, evidence);
        }

        var held = IsHeldBack(evidence, title, weights);
        var verdict = points >= SamePoints && !held ? Verdict.Same : evidence.Shared is not null || (points >= UnsurePoints && !IsThin(evidence)) ? Verdict.Unsure : Verdict.Different;
        var relation = verdict != Verdict.Same && held && evidence.Creators.Common > 0 && title.Share > 0.9f && !IsGeneric(evidence) && (evidence.KindsDiffer || (weights.YearBinds && evidence.YearsApart > 0)) ? Relation.Version : (Relation?)null;
        return new Comparison(verdict, held ? Math.Min(score, 0.6) : score, false, relation, evidence);
    }

    /// <summary>What is left of the titles where one bears names before it, or its source behind it.</summary>
    private static TitleLikeness WithoutForeignWords(Evidence evidence, TitleLikeness title)
    {
        var (a, b) = (evidence.A, evidence.B);
        var mine = ForeignWords.Without(a.Title, b.Title, a, b, out var namesOfA);
        var theirs = ForeignWords.Without(b.Title, a.Title, a, b, out var namesOfB);
        if (mine == a.Title && theirs == b.Title)
        {
            return title;
        }

        evidence.NamesInTitle = namesOfA || namesOfB;
        evidence.TitleOfA = mine;
        evidence.TitleOfB = theirs;
        return TitleLikeness.Of(mine, theirs);
    }

    /// <summary>Points alone can't join: works of two years, a paper and an article, a title that many works bear.</summary>
    private static bool IsHeldBack(Evidence evidence, TitleLikeness title, EvidenceWeights weights)
    {
        if (evidence.Shared is not null || evidence.Place == Agreement.Agree || (evidence.OtherForm is not null && title.IsEqual))
        {
            return evidence.KindsDiffer && evidence.Shared is null;
        }

        return evidence.Place == Agreement.Differ || evidence.KindsDiffer || title.Contrast || TailsDiffer(evidence)
            || (weights.YearBinds && evidence.YearsApart > 0 && !(evidence.YearsApart == 1 && title.IsEqual && evidence.Container == Agreement.Agree && evidence.Volume != Agreement.Differ))
            || (evidence.Volume == Agreement.Differ && evidence.Container != Agreement.Differ)
            || (evidence.Type == WorkType.Serial && !title.IsEqual)
            || (IsGeneric(evidence) && !(evidence.Type == WorkType.Serial && evidence.Publisher == Agreement.Agree) && evidence.Volume != Agreement.Agree && !AreBoundByCreators(evidence));
    }

    /// <summary>Nothing but a title of few words, as the columns of a journal bear: no question for a person, who could not tell either.</summary>
    private static bool IsThin(Evidence evidence) =>
        evidence.Type == WorkType.Article && evidence.YearsApart is null && evidence.Title is { Common: < 2.5f } && evidence.A.People.Length + evidence.B.People.Length == 0 && evidence.Place == Agreement.Unknown;

    private static bool IsGeneric(Evidence evidence) => evidence.A.Title.IsGeneric || evidence.B.Title.IsGeneric;

    /// <summary>The same two people or more, in one year and container, write one "Guest editorial".</summary>
    private static bool AreBoundByCreators(Evidence evidence) =>
        evidence.Creators is { Common: > 1, OnlyA: 0, OnlyB: 0 } && evidence.YearsApart == 0 && evidence.Container == Agreement.Agree;

    private static double PointsOfTitle(TitleLikeness title, Evidence evidence, EvidenceWeights weights)
    {
        var isHan = title.IsHan;
        var common = isHan ? Math.Min(title.Common * weights.Han, EvidenceWeights.MostOfHan) : Math.Min(title.Common * weights.Word, EvidenceWeights.MostOfWords);
        var equal = !title.IsEqual ? title.IsCut ? evidence.Creators.Common > 0 ? 1.8 : 0.9 : 0 : IsGeneric(evidence) ? 1 : EvidenceWeights.EqualTitle * Math.Min(1, title.Common / weights.Telling);
        return common + equal - PointsOfReplaced(title) - PointsOfAdded(title, evidence) - (title.Contrast ? 3 : 0) - PointsOfOddNumbers(evidence) - (TailsDiffer(evidence) ? 2 : 0);
    }

    /// <summary>One word or character may be a slip; two are another title, of the next paper by the same people.</summary>
    private static double PointsOfReplaced(TitleLikeness title) => title.Replaced > 1 ? 1.8 + ((title.IsHan ? 3.4 : 2.8) * (title.Replaced - 1)) : title.Replaced * 1.8;

    /// <summary>A subtitle may be left out; but what follows a Chinese title is seldom one: 儀軌 and 儀軌供養法 are two texts.</summary>
    private static double PointsOfAdded(TitleLikeness title, Evidence evidence)
    {
        if (title.Added <= 0)
        {
            return 0;
        }

        if (title.IsTail)
        {
            return title.IsHan ? title.IsEqual ? 0.3 : Math.Max(2.5, title.Added * 1.1) : title.Added * 0.15;
        }

        return title.Added * (title.IsHan && evidence.Type == WorkType.AncientText && evidence.Creators.Full > 0 ? 0.25 : 0.5);
    }

    /// <summary>Two romanisations or translations that have little in common.</summary>
    private static bool TailsDiffer(Evidence evidence) =>
        evidence.A.Title.Tail.Length > 0 && evidence.B.Title.Tail.Length > 0 && Similarity.Of(TextFolding.Fold(evidence.A.Title.Tail), TextFolding.Fold(evidence.B.Title.Tail)) < 0.6;

    /// <summary>Numbers that one title alone has.</summary>
    private static double PointsOfOddNumbers(Evidence evidence)
    {
        var (a, b) = (evidence.TitleOfA ?? evidence.A.Title, evidence.TitleOfB ?? evidence.B.Title);
        var odd = Math.Min(2, Math.Abs(a.Numbers.Length - b.Numbers.Length)) * 0.7;
        return (a.Last ?? "1") == (b.Last ?? "1") ? odd : odd + (evidence.Type == WorkType.Article ? 0.7 : 3);
    }

    private static double PointsOfCreators(Evidence evidence, EvidenceWeights weights)
    {
        var creators = evidence.Creators;
        if (!creators.Known)
        {
            return 0;
        }

        if (creators.Common == 0)
        {
            return creators.Near > 0 ? -0.3 : evidence.TookPart ? 0.5 : IsOneLongTitle(evidence) ? PointsOfMistaken(evidence) : -7;
        }

        var most = creators.Common + creators.Near + Math.Max(creators.OnlyA, creators.OnlyB);
        if (evidence.NamesInTitle || (evidence.Title is { IsEqual: true, Common: >= LongTitle } && Math.Min(creators.OnlyA, creators.OnlyB) == 0))
        {
            // One index names the first only, or as many as it has room for.
            most = creators.Common + creators.Near;
        }
        else if (evidence.Title is { Replaced: 0, Common: >= 1.5f * LongTitle } && Math.Min(creators.OnlyA, creators.OnlyB) == 0)
        {
            most = creators.Common + creators.Near + (Math.Max(creators.OnlyA, creators.OnlyB) / 2);
        }

        return 2.5 + (creators.Full > 0 ? 0.5 : 0) + (0.6 * (Math.Min(creators.Common, 4) - 1)) - (0.8 * Math.Min(3, Math.Min(creators.OnlyA, creators.OnlyB))) - ((weights.YearBinds ? 2 : 1) * (1 - ((double)creators.Common / most)));
    }

    /// <summary>Of creators that one record has wrong: the more the title says, or the place and the year, the surer.</summary>
    private static double PointsOfMistaken(Evidence evidence) =>
        evidence.YearsApart == 0 && evidence.Container == Agreement.Agree ? -2.5 : evidence.A.Title.Tell.Sum >= 2 * LongTitle ? -3 : -4;

    private static double PointsOfYear(Evidence evidence, EvidenceWeights weights) =>
        evidence.YearsApart switch { null => 0, 0 => weights.YearSame, 1 => weights.YearNear, _ => weights.YearFar };

    private static double PointsOfPlace(Evidence evidence, EvidenceWeights weights)
    {
        var container = !weights.Contained ? 0 : evidence.Container switch { Agreement.Agree => 1, Agreement.Differ => evidence.KindsDiffer ? -2.5 : -1.2, _ => 0 };
        var place = evidence.Place switch { Agreement.Agree => 3, Agreement.Differ => -4, _ => 0 };
        return container + place + evidence.Volume switch { Agreement.Agree => 0.7, Agreement.Differ => -2, _ => 0 };
    }

    private static double PointsOfRest(Evidence evidence, EvidenceWeights weights) =>
        (evidence.Shared is null ? evidence.OtherForm is null ? 0 : 2.5 : WorkIdentifiers.NamesOneThing(evidence.Shared.Scheme) ? 6 : 4)
        - (evidence.LanguagesDiffer ? 1.5 : 0)
        + (evidence.Publisher switch { Agreement.Agree => 0.5, Agreement.Differ => weights.PublisherDiffers, _ => 0 })
        + (evidence.Extent switch { Agreement.Agree => 0.7, Agreement.Differ => -1.5, _ => 0 });

    /// <summary>A review is by its reviewer: of two records by the same people, in one journal and year, one leaves out what it is.</summary>
    private static Objection? ObjectionOfReview(Evidence evidence) =>
        evidence.A.Title.About != AboutKind.Note && evidence.B.Title.About != AboutKind.Note && evidence.Creators.Common > 0 && evidence.YearsApart is null or 0
        && evidence.A.Container is { } mine && evidence.B.Container is { } theirs && mine.TitleAgreement(theirs) == Agreement.Agree
            ? null
            : new Objection(evidence.A, evidence.B, static (_, _) => "one is about the other: an erratum, a comment, a review", (_, _) => evidence.Title is { Share: > 0.8f } ? Relation.About : null);

    /// <summary>In one volume the same people do not publish one long title twice: a page or an article's number is the range that the other states.</summary>
    private static bool IsOneByAll(Evidence evidence) =>
        evidence.YearsApart == 0 && evidence.Creators is { Common: > 0, OnlyA: 0, OnlyB: 0 } && evidence.Title is { IsEqual: true, IsHan: false, Common: >= LongTitle };

    private static void HoldContainers(Evidence evidence)
    {
        if (evidence.A.Container is not { } mine || evidence.B.Container is not { } theirs)
        {
            return;
        }

        evidence.Container = mine.TitleAgreement(theirs);
        evidence.Volume = mine.VolumeAgreement(theirs);
        evidence.Place = mine.PlaceAgreement(theirs);
        evidence.NumbersDiffer = evidence.Place == Agreement.Differ && (mine.FirstPage ?? theirs.FirstPage) is null;
        if (evidence.Container == Agreement.Agree && ((evidence.Place == Agreement.Differ && evidence.Volume != Agreement.Differ && !(mine.HasPageRange && theirs.HasPageRange)) || (evidence.Place == Agreement.Agree && evidence.Volume == Agreement.Differ)) && mine.Volume == theirs.Volume && IsOneByAll(evidence))
        {
            (evidence.Place, evidence.Volume) = (evidence.Place == Agreement.Agree ? Agreement.Agree : Agreement.Unknown, Agreement.Unknown);
        }

        evidence.KindsDiffer = evidence.Container == Agreement.Differ && mine.Kind != theirs.Kind && mine.Kind != ContainerKind.Unknown && theirs.Kind != ContainerKind.Unknown;
    }

    private static void HoldRest(Evidence evidence)
    {
        var (a, b) = (evidence.A.Record, evidence.B.Record);
        if (a.Languages.Count == 1 && b.Languages.Count == 1 && a.Languages[0] != b.Languages[0])
        {
            // zh-Hant and zh, lzh and zh: scripts and periods of one language.
            evidence.LanguagesDiffer = PrimaryOf(a.Languages[0]) != PrimaryOf(b.Languages[0]);
        }

        if (a.Publisher is not null && b.Publisher is not null)
        {
            evidence.Publisher = ContainerForm.Of(a.Publisher).TitleAgreement(ContainerForm.Of(b.Publisher));
        }

        if (a.Extent is not null && b.Extent is not null && evidence.Type is WorkType.AudioVisual)
        {
            evidence.Extent = ExtentAgreement(a.Extent, b.Extent);
        }

        static string PrimaryOf(string tag) => tag.AsSpan().IndexOf('-') is > 0 and var dash ? PrimaryOf(tag[..dash]) : tag is "lzh" or "cmn" ? "zh" : tag;
    }

    /// <summary>One number in common: one says "1 videodisc (98 min)", another "98 minutes".</summary>
    private static Agreement ExtentAgreement(string a, string b)
    {
        var (mine, theirs) = (NumbersIn(a), NumbersIn(b));
        return mine.Length == 0 || theirs.Length == 0 ? Agreement.Unknown : Array.Exists(mine, number => Array.IndexOf(theirs, number) >= 0) ? Agreement.Agree : Agreement.Differ;

        static string[] NumbersIn(string text) => [.. TextFolding.Fold(text).Split(' ').Where(static word => word.Length > 1 && !word.AsSpan().ContainsAnyExceptInRange('0', '9'))];
    }

    private static Identifier? SharedIdentifier(ComparableRecord a, ComparableRecord b)
    {
        Identifier? least = null;
        foreach (var mine in a.Identifiers)
        {
            foreach (var theirs in b.Identifiers)
            {
                if (mine.Scheme == theirs.Scheme && mine.Value == theirs.Value && (least is null || IsStronger(mine, least)))
                {
                    least = mine;
                }
            }
        }

        return least;

        static bool IsStronger(Identifier one, Identifier other)
        {
            var (first, second) = (WorkIdentifiers.NamesOneThing(one.Scheme), WorkIdentifiers.NamesOneThing(other.Scheme));
            return first != second ? first : string.CompareOrdinal(one.Value, other.Value) < 0;
        }
    }

    private static TitleLikeness BestTitle(ComparableRecord a, ComparableRecord b, EvidenceWeights weights)
    {
        var best = TitleLikeness.Of(a.Title, b.Title);
        if (a.Titles.Length == 1 && b.Titles.Length == 1)
        {
            return best;
        }

        foreach (var mine in a.Titles)
        {
            foreach (var theirs in b.Titles)
            {
                var other = TitleLikeness.Of(mine, theirs);
                best = Rank(other).CompareTo(Rank(best)) > 0 ? other : best;
            }
        }

        return best;

        // Ranks of two are equal only where all that counts is: the order of titles must not matter.
        (double, float, float, bool, bool, bool) Rank(TitleLikeness title) =>
            ((title.Common * weights.Word) + (title.IsEqual ? 2.5 : 0) - (title.Replaced * 1.8) - (title.Added * 0.5), title.Common, title.Added, title.IsTail, !title.Contrast, title.IsHan);
    }
}
