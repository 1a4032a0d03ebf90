using System.ComponentModel.DataAnnotations;

namespace IntegrationHub.Storage;

/// <summary>
/// Where the hub keeps everything: section <c>AzureWebJobsStorage</c>, the setting that both hosts use too, so that triggers and
/// hub can never look at two different accounts. Either a connection string (<c>UseDevelopmentStorage=true</c> for Azurite) or,
/// in Azure, <c>AzureWebJobsStorage__accountName</c> with an optional user-assigned identity in <c>__clientId</c>.
/// </summary>
public sealed class StorageOptions
{
    public const string Section = "AzureWebJobsStorage";

    /// <summary>A storage connection string; wins over <see cref="AccountName"/>.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Account name for access with a managed identity, as Azure Functions spells it.</summary>
    [RegularExpression("^[a-z0-9]{3,24}$", ErrorMessage = "AzureWebJobsStorage__accountName must be 3 to 24 lower-case letters and digits.")]
    public string? AccountName { get; set; }

    /// <summary>Client id of the user-assigned identity; absent: the system-assigned one, or a developer's own sign-in.</summary>
    public string? ClientId { get; set; }
}
