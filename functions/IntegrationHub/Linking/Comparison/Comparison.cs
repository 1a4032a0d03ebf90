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

    /// <summary>A preprint and the article, a conference paper and the journal's, two versions of a data set.</summary>
    Version,

    /// <summary>Issues, years or numbers of one series of the same name.</summary>
    Issue,

    /// <summary>One took the place of the other: a serial under its earlier and its later title.</summary>
    Succession,

    /// <summary>One is a review of the other, an erratum, a comment.</summary>
    About,
}

/// <summary>What came of holding two records against each other.</summary>
internal sealed class Comparison
{
    private readonly Evidence _evidence;
    private readonly Relation? _relation;

    internal Comparison(Verdict verdict, double score, bool conflict, Relation? relation, Evidence evidence)
    {
        Verdict = verdict;
        Score = score;
        Conflict = conflict;
        _relation = relation;
        _evidence = evidence;
    }

    public Verdict Verdict { get; }

    /// <summary>0 to 1; the higher, the likelier are the records one work, whatever the verdict.</summary>
    public double Score { get; }

    /// <summary>True where hard evidence says that these are two works: not even a third record may join them.</summary>
    public bool Conflict { get; }

    /// <summary>True where a person alone may join them, no third record: they conflict, or bear two numbers of one collection.</summary>
    public bool KeepsApart => Conflict || (Verdict != Verdict.Same && _evidence.NumbersDiffer);

    /// <summary>Of two different works that know of each other; null: of the same, or of none.</summary>
    public Relation? Relation => _relation ?? _evidence.Objection?.Relation;

    /// <summary>What spoke for and against, in words for a librarian. Written when asked for.</summary>
    public IReadOnlyList<string> Reasons => EvidenceWords.Of(_evidence);
}
