namespace IntegrationHub.Notifying;

/// <summary>A signing secret as Standard Webhooks 1.0.0 writes one: <c>whsec_</c> and 24 to 64 bytes in base64.</summary>
internal static class WebhookSecret
{
    public const string Form = "whsec_ followed by 24 to 64 random bytes in base64: openssl rand -base64 32 makes them.";

    private const string Prefix = "whsec_";
    private const int Shortest = 24;
    private const int Longest = 64;

    // What App Service puts in the place of a Key Vault reference that it could not follow is the reference itself.
    private const string UnresolvedReference = "@Microsoft.KeyVault(";

    public static bool IsUnresolved(string text) => text.StartsWith(UnresolvedReference, StringComparison.Ordinal);

    /// <returns>The key, or null where it is none.</returns>
    public static byte[]? Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text[Prefix.Length..], key, out var length) && length is >= Shortest and <= Longest ? key[..length] : null;
    }

    /// <summary>What a webhook's deliveries are signed with, or why they can't be, in a sentence.</summary>
    public static (IReadOnlyList<byte[]> Keys, string? Refusal) Of(Subscription webhook, NotifyingOptions options)
    {
        var keys = new List<byte[]>(webhook.Secrets.Count);
        foreach (var name in webhook.Secrets)
        {
            var setting = $"Notifying__Secrets__{name}";
            if (!options.Secrets.TryGetValue(name, out var secret))
            {
                return ([], $"There is no setting {setting}: set it, and start the hub again, or take it out of the webhook's secrets.");
            }

            if (IsUnresolved(secret))
            {
                return ([], $"The Key Vault reference in the setting {setting} was not followed: let the function app's identity read that secret.");
            }

            // The start would have stopped at one of another form.
            keys.Add(Parse(secret)!);
        }

        return (keys, null);
    }
}
