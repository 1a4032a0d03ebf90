using System.Text.Json;
using IntegrationHub.Sources;

namespace IntegrationHub.Notifying;

/// <summary>A webhook as an admin describes it, read with every mistake in it.</summary>
internal static class WebhookBody
{
    public const int LongestBody = 16 * 1024;

    private const int MostSecrets = 2;
    private const int LongestUrl = 2_000;
    private const int LongestLabel = 200;

    /// <returns>Null where there is a mistake.</returns>
    public static Subscription? Read(JsonElement body, string id, NotifyingOptions options, Func<Uri, bool> mayBeSentTo, out IReadOnlyDictionary<string, string[]> mistakes)
    {
        var found = new SourceMistakes();
        if (!Subscription.IsId(id))
        {
            found.Add("id", $"'{id}' is no webhook id: take 2 to 40 of a-z, 0-9 and inner hyphens.");
        }

        Subscription? webhook = null;
        if (JsonFields.Of(body, "", found) is { } fields)
        {
            webhook = new Subscription
            {
                Id = id,
                Url = UrlOf(fields.Text("url"), mayBeSentTo, found),
                Label = LabelOf(fields.Text("label"), found),
                Active = fields.Switch("active") ?? true,
                Secrets = SecretsOf(fields.Texts("secrets"), options, found),
            };
            fields.End("a webhook");
        }

        mistakes = found.ToDictionary();
        return mistakes.Count == 0 ? webhook : null;
    }

    private static string UrlOf(string? given, Func<Uri, bool> mayBeSentTo, SourceMistakes mistakes)
    {
        if (!Uri.TryCreate(given, UriKind.Absolute, out var url) || given!.Length > LongestUrl || url.UserInfo.Length > 0 || url.Fragment.Length > 0 || !mayBeSentTo(url))
        {
            mistakes.Add("url", "Give the https address that deliveries are posted to, without user, password and fragment. (http only for this machine, and only where Harvest__AllowPrivateNetworks is true.)");
            return "";
        }

        return url.AbsoluteUri;
    }

    private static string? LabelOf(string? given, SourceMistakes mistakes)
    {
        if (given?.Length > LongestLabel)
        {
            mistakes.Add("label", $"It has {given.Length} characters: at most {LongestLabel} are kept.");
        }

        return given is { Length: > 0 } ? given : null;
    }

    private static IReadOnlyList<string> SecretsOf(IReadOnlyList<string>? given, NotifyingOptions options, SourceMistakes mistakes)
    {
        if (given is not { Count: > 0 and <= MostSecrets })
        {
            mistakes.Add("secrets", "Name the setting that deliveries are signed with: one name {name} of Notifying__Secrets__{name}, or two while a secret is exchanged for another.");
            return [];
        }

        foreach (var (name, at) in given.Select((name, at) => (name, at)))
        {
            // The value itself may have been typed in here: it must not be repeated.
            if (!options.Secrets.ContainsKey(name))
            {
                mistakes.Add($"secrets[{at}]", "There is no setting Notifying__Secrets__{name} of this name: set it and start the hub again. (Secrets themselves are never sent here.)");
            }
        }

        return [.. given.Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
