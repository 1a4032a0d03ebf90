using System.ComponentModel.DataAnnotations;

namespace IntegrationHub.Publishing;

/// <summary>How the feed is called, where readers find it, and how it is cut.</summary>
public sealed class PublishingOptions : IValidatableObject
{
    public const string Section = "Publishing";

    /// <summary>What readers put before every address of the hub: http or https, host and maybe a path. Written into the feed, so it must be what they can reach.</summary>
    public string PublicUrl { get; set; } = "http://localhost:7071";

    /// <summary>The consortium's feed in Chinese.</summary>
    [Required(ErrorMessage = "Publishing:Title must not be empty.")]
    public string Title { get; set; } = "联盟资源导航";

    /// <summary>The same in English.</summary>
    [Required(ErrorMessage = "Publishing:TitleEnglish must not be empty.")]
    public string TitleEnglish { get; set; } = "Consortium resource navigation";

    /// <summary>Whom harvesters of the hub write to: the adminEmail of its OAI-PMH provider.</summary>
    [RegularExpression(@"\S+@(\S+\.)+\S+", ErrorMessage = "Publishing:AdminEmail must be an e-mail address.")]
    public string AdminEmail { get; set; } = "hub@example.org";

    /// <summary>The domain name in the hub's OAI identifiers, <c>oai:{this}:{resource}</c>. Another value makes every harvester take all resources for new.</summary>
    [RegularExpression(@"[a-zA-Z][a-zA-Z0-9\-]*(\.[a-zA-Z][a-zA-Z0-9\-]*)+", ErrorMessage = "Publishing:RepositoryIdentifier must be a domain name.")]
    public string RepositoryIdentifier { get; set; } = "hub.example.org";

    /// <summary>Entries a page; the newest page holds up to twice as many, less one. Another value places every entry anew.</summary>
    [Range(10, 100, ErrorMessage = "Publishing:PageSize must be 10 to 100.")]
    public int PageSize { get; set; } = 50;

    /// <summary>Entries a listing blob, a multiple of <see cref="PageSize"/>: about a megabyte. Another value places every entry anew.</summary>
    [Range(10, 100_000, ErrorMessage = "Publishing:ListingEntries must be 10 to 100000.")]
    public int ListingEntries { get; set; } = 4_000;

    /// <summary>How many of the newest resources "new arrivals" shows, at least.</summary>
    [Range(1, 10_000, ErrorMessage = "Publishing:NewArrivals must be 1 to 10000.")]
    public int NewArrivals { get; set; } = 500;

    /// <summary>How many superseded versions of the feed can still be read whole (dumps).</summary>
    [Range(0, 100, ErrorMessage = "Publishing:KeptVersions must be 0 to 100.")]
    public int KeptVersions { get; set; } = 3;

    /// <summary>How old an instance's memory of what is published may be before a request asks the storage again.</summary>
    public TimeSpan Revalidate { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long superseded blobs stay for readers that began before the last publication.</summary>
    public TimeSpan PurgeAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Whether other machines read the hub while its OAI-PMH provider still goes by the examples above.</summary>
    public bool IsAnonymous => Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) && !url.IsLoopback
        && (AdminEmail.EndsWith("example.org", StringComparison.OrdinalIgnoreCase) || RepositoryIdentifier.EndsWith("example.org", StringComparison.OrdinalIgnoreCase));

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            yield return new ValidationResult($"Publishing:PublicUrl must be an http or https address without query: '{PublicUrl}' is not.", [nameof(PublicUrl)]);
        }

        if (PageSize > 0 && ListingEntries % PageSize != 0)
        {
            yield return new ValidationResult($"Publishing:ListingEntries ({ListingEntries}) must be a multiple of PageSize ({PageSize}).", [nameof(ListingEntries)]);
        }

        if (Revalidate < TimeSpan.Zero || Revalidate > PurgeAfter)
        {
            yield return new ValidationResult("Publishing:Revalidate must be zero or more and no longer than Publishing:PurgeAfter.", [nameof(Revalidate)]);
        }
    }
}
