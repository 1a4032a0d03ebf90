using Microsoft.Extensions.Options;

namespace IntegrationHub.Probing;

/// <summary>The secrets that providers ask the hub for: section <c>Harvest:Credentials</c>, by the names that sources give.</summary>
public sealed class CredentialOptions
{
    public const string Section = "Harvest";

    public Dictionary<string, CredentialSetting> Credentials { get; } = new(StringComparer.OrdinalIgnoreCase);
}

public sealed class CredentialSetting
{
    /// <summary>Password, token or key. In Azure an app setting that may be a Key Vault reference.</summary>
    public string Secret { get; set; } = "";

    /// <summary>
    /// The hosts that it may be shown to, parted by commas: <c>library.example</c> for https at its usual port, or scheme, host and port. Whoever may
    /// describe a source decides where it is asked, but not who else is shown the secret.
    /// </summary>
    public string Hosts { get; set; } = "";

    /// <summary>Null where one of <see cref="Hosts"/> is none.</summary>
    internal IReadOnlyList<Uri>? Origins()
    {
        var origins = Hosts.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(OriginOf).ToList();
        return origins.Contains(null) ? null : [.. origins.OfType<Uri>()];
    }

    private static Uri? OriginOf(string host) =>
        Uri.TryCreate(host.Contains("://", StringComparison.Ordinal) ? host : $"https://{host}", UriKind.Absolute, out var origin)
        && (origin.Scheme == Uri.UriSchemeHttps || origin.Scheme == Uri.UriSchemeHttp)
        && origin.PathAndQuery == "/" && origin.UserInfo.Length == 0 && origin.Host.Length > 0
            ? origin
            : null;
}

/// <summary>Every mistake in section <c>Harvest:Credentials</c> at once, at start; no secret is told.</summary>
public sealed class CredentialOptionsValidator : IValidateOptions<CredentialOptions>
{
    // What App Service puts in the place of a Key Vault reference that it could not follow is the reference itself.
    internal const string UnresolvedReference = "@Microsoft.KeyVault(";

    public ValidateOptionsResult Validate(string? name, CredentialOptions options)
    {
        var mistakes = new List<string>();
        foreach (var (key, setting) in options.Credentials.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (setting.Origins() is null)
            {
                mistakes.Add($"Harvest:Credentials:{key}:Hosts must be hosts, parted by commas, as in library.example or http://10.0.0.5:8080.");
            }

            if (setting.Secret.Length > 0 && !setting.Secret.StartsWith(UnresolvedReference, StringComparison.Ordinal) && setting.Secret.Any(char.IsControl))
            {
                mistakes.Add($"Harvest:Credentials:{key}:Secret holds a line break or another control character: it goes into an HTTP header.");
            }
        }

        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }
}
