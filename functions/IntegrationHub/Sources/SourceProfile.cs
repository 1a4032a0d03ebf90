namespace IntegrationHub.Sources;

/// <summary>What is known of a platform beforehand: everything but its base URL, which its operator gives to its partners.</summary>
public sealed record SourceProfile
{
    /// <summary>Short name, also proposed as the source's id.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string NameEnglish { get; init; }

    public SourceKind Kind { get; init; }

    public string MetadataPrefix { get; init; } = "oai_dc";

    public AccessPolicy Access { get; init; }

    public IReadOnlyList<string> FreeSets { get; set; } = [];

    public string? HomePage { get; init; }

    public string? Region { get; init; }

    public SourcePace Pace { get; set; } = new();

    public SourceGuards Guards { get; set; } = new();

    public ListVerb? ListBy { get; init; }

    public SlicedBy? SlicedBy { get; init; }

    public TimeSpan? ReconcileEvery { get; init; }

    /// <summary>A source of this platform at <paramref name="baseUrl"/>.</summary>
    public Source Apply(SourceId id, string baseUrl) => new()
    {
        Id = id,
        Profile = Id,
        BaseUrl = baseUrl,
        Name = Name,
        NameEnglish = NameEnglish,
        Kind = Kind,
        MetadataPrefix = MetadataPrefix,
        Access = Access,
        FreeSets = FreeSets,
        HomePage = HomePage,
        Region = Region,
        Pace = Pace,
        Guards = Guards,
        ListBy = ListBy,
        SlicedBy = SlicedBy,
        ReconcileEvery = ReconcileEvery,
    };
}

/// <summary>The national platforms that the hub was made for.</summary>
public static class SourceProfiles
{
    private const string Nationwide = "全国";

    public static IReadOnlyList<SourceProfile> All { get; } =
    [
        new()
        {
            Id = "culture",
            Name = "全国文化信息资源共享工程",
            NameEnglish = "National Cultural Information Resources Sharing Project",
            // A public service whose purpose is that everyone may use what it shares.
            Access = AccessPolicy.AllFree,
            Region = Nationwide,
        },
        new()
        {
            Id = "nsti",
            Name = "国家科技基础条件平台",
            NameEnglish = "National Science and Technology Infrastructure Platform",
            Region = Nationwide,
        },
        new()
        {
            Id = "nstl",
            Name = "国家科技图书文献中心",
            NameEnglish = "NSTL (National Science and Technology Library)",
            HomePage = "https://www.nstl.gov.cn/",
            Region = Nationwide,
        },
        new()
        {
            Id = "cashl",
            Name = "中国高校人文社会科学文献中心",
            NameEnglish = "CASHL (China Academic Social Sciences and Humanities Library)",
            HomePage = "http://www.cashl.edu.cn/",
            Region = Nationwide,
        },
    ];

    public static SourceProfile? Find(string id) => All.FirstOrDefault(profile => string.Equals(profile.Id, id, StringComparison.Ordinal));
}
