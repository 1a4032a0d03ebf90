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

    /// <summary>Everything is free unless a record says otherwise.</summary>
    AllFree,

    /// <summary>Nothing is free, whatever a record says.</summary>
    None,

    /// <summary>What is in <see cref="Source.FreeSets"/> is free unless a record says otherwise; the rest as with <see cref="ByEvidence"/>.</summary>
    BySet,
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

    /// <summary>With <see cref="AccessPolicy.BySet"/>: setSpecs whose records are free. A parent covers its children: <c>a</c> also means <c>a:b</c>.</summary>
    public IReadOnlyList<string> FreeSets { get; set; } = [];

    /// <summary>The profile it was made from, if any.</summary>
    public string? Profile { get; init; }

    /// <summary>The platform's or library's own page for readers.</summary>
    public string? HomePage { get; init; }

    /// <summary>Province, city or consortium branch, for browsing by place.</summary>
    public string? Region { get; init; }

    /// <summary>The base URL is a static repository's file, served by no provider: the hub reads it as a gateway would.</summary>
    public bool StaticRepository { get; init; }

    /// <summary>Which verb lists its records. Null: as its probe found; ListRecords where it was never probed.</summary>
    public ListVerb? ListBy { get; init; }

    /// <summary>What a large harvest is cut by. Null: by date where the provider's date arguments work.</summary>
    public SlicedBy? SlicedBy { get; init; }

    public SourcePace Pace { get; set; } = new();

    public SourceGuards Guards { get; set; } = new();

    /// <summary>How the hub names itself to the provider; null: not at all.</summary>
    public SourceCredential? Credential { get; init; }

    /// <summary>
    /// Time between two full runs that find what has silently gone, for a provider that does not remember its deletions for good. Null: the setting's.
    /// </summary>
    public TimeSpan? ReconcileEvery { get; init; }
}

/// <summary>How a provider is asked for its records.</summary>
public enum ListVerb
{
    ListRecords,

    /// <summary>ListIdentifiers, and GetRecord for each: where ListRecords is broken.</summary>
    ListIdentifiers,
}

/// <summary>What a large harvest is cut into windows by.</summary>
public enum SlicedBy
{
    /// <summary>Ranges of datestamps.</summary>
    Dates,

    /// <summary>The provider's sets. What is in no set is not found so.</summary>
    Sets,

    /// <summary>Not at all: one list.</summary>
    Nothing,
}

/// <summary>How much of it a provider is asked for at a time. Limits hold for its host, whichever sources share it.</summary>
public sealed record SourcePace
{
    public const int MostParallel = 32;

    /// <summary>Null: as fast as it answers.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Windows at work at once, each with one request (two while a page is read).</summary>
    public int Parallel { get; set; } = 4;

    /// <summary>The hours of a day in which it may be asked, <c>22:00-06:00</c>, in <see cref="TimeZone"/>; null: always.</summary>
    public string? Hours { get; init; }

    /// <summary>IANA name, <c>Asia/Shanghai</c>; null: UTC.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>What a run may do to the index before a person is asked. Shares from 0 to 1; null: the setting's.</summary>
public sealed record SourceGuards
{
    /// <summary>Of the source's records in the index, withdrawn by one run.</summary>
    public double? WithdrawnShare { get; init; }

    /// <summary>Of a run's records, rejected.</summary>
    public double? RejectedShare { get; init; }
}

public enum CredentialScheme
{
    Basic,
    Bearer,
    Header,
}

/// <summary>What the hub shows a provider. The secret itself is in a setting, never here.</summary>
/// <param name="Setting">Its name below <c>Harvest:Credentials</c>; in Azure an app setting that may be a Key Vault reference.</param>
/// <param name="UserName">Of <see cref="CredentialScheme.Basic"/>.</param>
/// <param name="Header">Name, of <see cref="CredentialScheme.Header"/>.</param>
public sealed record SourceCredential(CredentialScheme Scheme, string Setting, string? UserName = null, string? Header = null);
