using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>
/// How much each kind of evidence counts for a type of work, in points: a pair is the same work from <see cref="RecordComparison.SamePoints"/> on. Tuned by hand on the gold sets and the samples.
/// </summary>
/// <param name="Word">Of each telling word in common.</param>
/// <param name="Han">Of each telling Chinese character in common.</param>
/// <param name="YearSame">Of the same year.</param>
/// <param name="YearNear">Of the next year.</param>
/// <param name="YearFar">Of years further apart.</param>
/// <param name="YearBinds">Works of two years are two works, unless an identifier or the place says otherwise.</param>
/// <param name="Telling">How much a title must tell for its equality to count in full.</param>
/// <param name="Contained">Such works appear in a container, which tells.</param>
/// <param name="PublisherDiffers">Of another publisher or school.</param>
internal sealed record EvidenceWeights(double Word, double Han, double YearSame, double YearNear, double YearFar, bool YearBinds, bool Contained, double Telling, double PublisherDiffers = 0)
{
    /// <summary>Words can't say more than this.</summary>
    public const double MostOfWords = 7.5;

    /// <summary>One character amiss in a long Chinese title is a slip more often than another work.</summary>
    public const double MostOfHan = 9;

    /// <summary>Of a title that is equal as a whole.</summary>
    public const double EqualTitle = 2.5;

    private static readonly EvidenceWeights Articles = new(Word: 1.15, Han: 0.8, YearSame: 0.8, YearNear: -2, YearFar: -4.5, YearBinds: true, Contained: true, Telling: 2);
    private static readonly EvidenceWeights Books = new(Word: 1.6, Han: 1.3, YearSame: 0.6, YearNear: 0, YearFar: -0.3, YearBinds: false, Contained: false, Telling: 0.9);
    private static readonly EvidenceWeights AncientTexts = new(Word: 1.6, Han: 1.6, YearSame: 0.3, YearNear: 0, YearFar: 0, YearBinds: false, Contained: true, Telling: 0.9);
    private static readonly EvidenceWeights Serials = new(Word: 1.8, Han: 1, YearSame: 0.3, YearNear: 0, YearFar: -0.5, YearBinds: false, Contained: false, Telling: 0.9, PublisherDiffers: -1.5);
    private static readonly EvidenceWeights Datasets = new(Word: 1.15, Han: 0.8, YearSame: 0.8, YearNear: -0.5, YearFar: -2, YearBinds: false, Contained: false, Telling: 0.9);
    private static readonly EvidenceWeights Theses = Articles with { Word = 1.3, Han = 1, Contained = false, PublisherDiffers = -1.5 };
    private static readonly EvidenceWeights Dated = Articles with { Word = 1.3, Han = 1, Contained = false };
    private static readonly EvidenceWeights Untyped = new(Word: 1.6, Han: 1.4, YearSame: 0.8, YearNear: -2, YearFar: -4.5, YearBinds: true, Contained: true, Telling: 0.9);

    /// <summary>Nobody dates a classic: an undated Chinese title by somebody is told by few characters.</summary>
    private static readonly EvidenceWeights Undated = Untyped with { Han = 1.6 };

    public static EvidenceWeights Of(Evidence evidence) =>
        evidence.Type == WorkType.Other && evidence.A.Year is null && evidence.B.Year is null ? Undated : Of(evidence.Type);

    private static EvidenceWeights Of(WorkType type) => type switch
    {
        WorkType.Article => Articles,
        WorkType.Book or WorkType.Score => Books,
        WorkType.AncientText => AncientTexts,
        WorkType.Serial => Serials,
        WorkType.Thesis => Theses,
        WorkType.Dataset or WorkType.Software => Datasets,
        WorkType.Other => Untyped,
        _ => Dated,
    };
}
