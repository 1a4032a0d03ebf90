using IntegrationHub.Oai;
using IntegrationHub.Sources;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Probing;

/// <summary>Finds what a source shows its provider. Only settings below <c>Harvest:Credentials</c> can be named, and only their own hosts are shown them.</summary>
public sealed class SourceCredentials(IOptions<CredentialOptions> options)
{
    /// <returns>The credential, or why the provider can't be asked, in a sentence; neither where the source needs none.</returns>
    public (OaiCredential? Credential, string? Refusal) Of(Source source)
    {
        if (source.Credential is not { } wanted)
        {
            return (null, null);
        }

        var section = $"Harvest__Credentials__{wanted.Setting}";
        var setting = options.Value.Credentials.GetValueOrDefault(wanted.Setting) ?? new CredentialSetting();
        var origins = setting.Origins() ?? [];
        var address = new Uri(source.BaseUrl);
        var refusal =
            setting.Secret.Length == 0 ? $"Source {source.Id} wants a credential, but there is no setting {section}__Secret: set it, and start the hub again."
            : setting.Secret.StartsWith(CredentialOptionsValidator.UnresolvedReference, StringComparison.Ordinal)
                ? $"Source {source.Id} wants a credential, but the Key Vault reference in the setting {section}__Secret was not followed: let the function app's identity read that secret."
            : wanted.Scheme != CredentialScheme.Basic && !OaiCredential.IsPrintable(setting.Secret)
                ? $"Source {source.Id} wants a credential, but what is in the setting {section}__Secret can't be sent in a header: it may hold ASCII letters, digits and signs only."
            : null;
        if (refusal is not null)
        {
            return (null, refusal);
        }

        var credential = wanted.Scheme switch
        {
            CredentialScheme.Basic => OaiCredential.Basic(wanted.UserName ?? "", setting.Secret, origins),
            CredentialScheme.Bearer => OaiCredential.Bearer(setting.Secret, origins),
            _ => OaiCredential.InHeader(wanted.Header ?? "", setting.Secret, origins),
        };
        return credential.IsFor(address)
            ? (credential, null)
            : (null, $"Source {source.Id} wants to show a credential to {address.GetLeftPart(UriPartial.Authority)}, which the setting {section}__Hosts does not name: add it there if the secret is meant for it.");
    }
}
