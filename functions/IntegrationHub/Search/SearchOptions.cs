using System.ComponentModel.DataAnnotations;

namespace IntegrationHub.Search;

/// <summary>Section <c>Search</c>.</summary>
public sealed class SearchOptions : IValidatableObject
{
    public const string Section = "Search";

    /// <summary>Where an instance keeps copies of the blobs that it searches. Empty: a folder of the machine's temporary files.</summary>
    public string Folder { get; set; } = "";

    /// <summary>How long a question waits for a version that is being fetched. After that the version before answers, or nobody yet.</summary>
    public TimeSpan Wait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Blobs fetched or written at once.</summary>
    [Range(1, 64, ErrorMessage = "Search:Parallel must be 1 to 64.")]
    public int Parallel { get; set; } = 4;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Wait < TimeSpan.Zero || Wait > TimeSpan.FromMinutes(2))
        {
            yield return new ValidationResult("Search:Wait must be zero to two minutes.", [nameof(Wait)]);
        }
    }
}
