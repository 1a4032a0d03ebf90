using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>What was found when two records were held against each other; as far as it was looked at.</summary>
internal sealed class Evidence
{
    public required ComparableRecord A { get; init; }

    public required ComparableRecord B { get; init; }

    public WorkType Type { get; init; }

    /// <summary>Why they can't be one work; null: nothing forbids it.</summary>
    public Objection? Objection { get; set; }

    public Identifier? Shared { get; init; }

    /// <summary>Where none is shared: one that names another form of one of them. See <see cref="StatedRelations.OtherForm"/>.</summary>
    public Identifier? OtherForm { get; init; }

    public CreatorLikeness Creators { get; set; }

    /// <summary>Who made the one took part in the other.</summary>
    public bool TookPart { get; set; }

    /// <summary>Null: the titles were not looked at.</summary>
    public TitleLikeness? Title { get; set; }

    /// <summary>Without what does not belong to it; null: all does, or it was not looked at.</summary>
    public TitleForm? TitleOfA { get; set; }

    public TitleForm? TitleOfB { get; set; }

    /// <summary>Creators that one record does not list stand in its title.</summary>
    public bool NamesInTitle { get; set; }

    public int? YearsApart { get; init; }

    public Agreement Container { get; set; }

    public Agreement Place { get; set; }

    /// <summary>They bear other numbers in one collection.</summary>
    public bool NumbersDiffer { get; set; }

    public Agreement Volume { get; set; }

    /// <summary>A journal on one side, a meeting on the other.</summary>
    public bool KindsDiffer { get; set; }

    public bool LanguagesDiffer { get; set; }

    /// <summary>The publisher; of a thesis, the school.</summary>
    public Agreement Publisher { get; set; }

    /// <summary>Playing time, number of discs.</summary>
    public Agreement Extent { get; set; }
}

/// <summary>Why two records can't be one work. Nearly all candidates meet with one, so words and relation are found only for whoever asks.</summary>
internal sealed class Objection(ComparableRecord a, ComparableRecord b, Func<ComparableRecord, ComparableRecord, string> words, Func<ComparableRecord, ComparableRecord, Relation?>? relation = null)
{
    /// <summary>For a librarian.</summary>
    public string Words => words(a, b);

    public Relation? Relation => relation?.Invoke(a, b);
}
