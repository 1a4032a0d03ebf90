using System.ComponentModel.DataAnnotations;

namespace IntegrationHub.Notifying;

/// <summary>How subscribers are told of new versions of the feed.</summary>
public sealed class NotifyingOptions : IValidatableObject
{
    public const string Section = "Notifying";

    /// <summary>Tries after the first one, by the schedule of <see cref="DeliveryRules"/>, before a delivery is given up.</summary>
    [Range(0, 9, ErrorMessage = "Notifying:Retries must be 0 to 9.")]
    public int Retries { get; set; } = 9;

    /// <summary>A receiver that has not answered by then is tried again later.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long deliveries stay listed, those given up too.</summary>
    public TimeSpan KeepDeliveries { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How many may subscribe by WebSub; 0: nobody.</summary>
    [Range(0, 10_000, ErrorMessage = "Notifying:MostSubscribers must be 0 to 10000.")]
    public int MostSubscribers { get; set; } = 1_000;

    /// <summary>What deliveries are signed with, by the names that webhooks give. In Azure app settings that may be Key Vault references.</summary>
    public Dictionary<string, string> Secrets { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromMinutes(1))
        {
            yield return new ValidationResult("Notifying:Timeout must be a second to a minute.", [nameof(Timeout)]);
        }

        if (KeepDeliveries < TimeSpan.FromDays(1))
        {
            yield return new ValidationResult("Notifying:KeepDeliveries must be a day or more.", [nameof(KeepDeliveries)]);
        }

        foreach (var (name, secret) in Secrets.OrderBy(pair => pair.Key, StringComparer.Ordinal).Where(pair => !WebhookSecret.IsUnresolved(pair.Value) && WebhookSecret.Parse(pair.Value) is null))
        {
            yield return new ValidationResult($"Notifying:Secrets:{name} must be {WebhookSecret.Form}", [nameof(Secrets)]);
        }
    }
}
