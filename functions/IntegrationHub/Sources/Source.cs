namespace IntegrationHub.Sources;

public enum SourceKind
{
    /// <summary>A national or regional platform of free resources.</summary>
    Platform,

    /// <summary>A member library of the consortium: its records say "your library holds it", free or not.</summary>
    Member,

    /// <summary>Another hub of an alliance.</summary>
    Hub,
}

/// <summary>What a source's admin says about free access; evidence in a record speaks for itself under <see cref="ByEvidence"/>.</summary>
public enum AccessPolicy
{
    ByEvidence,
    AllFree,
    None,
}

/// <summary>A provider that the hub harvests, as its admin describes it. Times are the hub's; what runs have learnt lives with the runs.</summary>
public sealed record Source
{
    public required SourceId Id { get; init; }

    /// <summary>Name in the consortium's first language; shown in the feed.</summary>
    public required string Name { get; init; }

    /// <summary>Name in English, where the first is not.</summary>
    public string? NameEnglish { get; init; }

    public SourceKind Kind { get; init; }

    /// <summary>The OAI-PMH base URL, http or https, without a verb.</summary>
    public required string BaseUrl { get; init; }

    public string MetadataPrefix { get; init; } = "oai_dc";

    /// <summary>setSpecs to harvest; empty: everything.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    public bool Enabled { get; init; } = true;

    /// <summary>Time between the starts of two runs.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromDays(1);

    public AccessPolicy Access { get; init; }

    /// <summary>The profile it was made from, if any.</summary>
    public string? Profile { get; init; }

    /// <summary>The platform's or library's own page for readers.</summary>
    public string? HomePage { get; init; }

    /// <summary>Province, city or consortium branch, for browsing by place.</summary>
    public string? Region { get; init; }
}
