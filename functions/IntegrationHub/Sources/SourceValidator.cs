using System.Globalization;
using System.Text.RegularExpressions;

namespace IntegrationHub.Sources;

/// <summary>Says everything that keeps a source from being harvested, at once, and what to do about it.</summary>
public static partial class SourceValidator
{
    public static readonly TimeSpan ShortestEvery = TimeSpan.FromMinutes(5);

    private const int LongestText = 200;
    private const int LongestUrl = 1000;
    private const int MostSets = 200;

    private const int LongestName = 60;
    private const int MostRequestsPerMinute = 6000;

    private static readonly TimeSpan LongestEvery = TimeSpan.FromDays(366);
    private static readonly TimeSpan ShortestReconcile = TimeSpan.FromDays(1);

    // What people leave on a base URL that they copied from a browser (section 3.1 of OAI-PMH owns these names).
    private static readonly string[] ProtocolArguments = ["verb", "metadataPrefix", "resumptionToken", "set", "from", "until", "identifier"];

    /// <returns>Property name, as in JSON, to sentences; empty if the source is fine.</returns>
    public static IReadOnlyDictionary<string, string[]> Validate(Source source)
    {
        var mistakes = new SourceMistakes();
        CheckTexts(source, mistakes);
        CheckBaseUrl(source.BaseUrl, mistakes);
        CheckScope(source, mistakes);
        CheckPace(source.Pace, mistakes);
        CheckCredential(source.Credential, mistakes);
        CheckShare("guards.withdrawnShare", source.Guards.WithdrawnShare, mistakes);
        CheckShare("guards.rejectedShare", source.Guards.RejectedShare, mistakes);

        if (source.Id.Value.Length == 0)
        {
            mistakes.Add("id", "Choose an id: 2 to 40 of a-z, 0-9 and inner hyphens.");
        }

        if (source.HomePage is { } page && !IsWebAddress(page, out _))
        {
            mistakes.Add("homePage", $"'{page}' is no web address: give one that begins with http:// or https://, or leave it out.");
        }

        if (source.Every < ShortestEvery || source.Every > LongestEvery)
        {
            mistakes.Add("every", "Give a time span from 00:05:00 (five minutes) to 366.00:00:00; once a day is 1.00:00:00.");
        }

        if (source.ReconcileEvery is { } reconcile && (reconcile < ShortestReconcile || reconcile > LongestEvery))
        {
            mistakes.Add("reconcileEvery", "Give a time span from 1.00:00:00 (a day) to 366.00:00:00, since it asks for everything; or leave it out.");
        }

        return mistakes.ToDictionary();
    }

    private static void CheckTexts(Source source, SourceMistakes mistakes)
    {
        if (string.IsNullOrWhiteSpace(source.Name))
        {
            mistakes.Add("name", "Give the name that readers will see.");
        }

        CheckText("name", source.Name, mistakes);
        CheckText("nameEnglish", source.NameEnglish, mistakes);
        CheckText("region", source.Region, mistakes);
    }

    private static void CheckText(string property, string? text, SourceMistakes mistakes)
    {
        if (text is null)
        {
            return;
        }

        if (text.Length > LongestText)
        {
            mistakes.Add(property, $"It has {text.Length} characters: shorten it to {LongestText}.");
        }

        if (text.Any(char.IsControl))
        {
            mistakes.Add(property, "Remove the line breaks and control characters.");
        }
    }

    private static void CheckBaseUrl(string text, SourceMistakes mistakes)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            mistakes.Add("baseUrl", "Give the provider's OAI-PMH base URL, as in https://library.example/oai.");
            return;
        }

        if (text.Length > LongestUrl)
        {
            mistakes.Add("baseUrl", $"It has {text.Length} characters: a base URL has at most {LongestUrl}.");
            return;
        }

        if (!IsWebAddress(text, out var url))
        {
            mistakes.Add("baseUrl", $"'{text}' is no web address: a base URL begins with http:// or https://.");
            return;
        }

        if (url.UserInfo.Length > 0)
        {
            mistakes.Add("baseUrl", "Take the user name and password out: the address is shown in logs and pages.");
        }

        if (url.Fragment.Length > 0)
        {
            mistakes.Add("baseUrl", $"Remove '{url.Fragment}': a provider never sees what follows the #.");
        }

        foreach (var part in url.Query.TrimStart('?').Split('&'))
        {
            var name = part.Split('=')[0];
            if (ProtocolArguments.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                mistakes.Add("baseUrl", $"Remove '{part}': the hub adds the protocol's own arguments. What the server needs besides them may stay.");
            }
        }
    }

    private static void CheckScope(Source source, SourceMistakes mistakes)
    {
        if (!PrefixShape().IsMatch(source.MetadataPrefix))
        {
            mistakes.Add("metadataPrefix", $"'{source.MetadataPrefix}' is no metadata prefix: take one that the provider lists, as in oai_dc.");
        }

        CheckSets("sets", source.Sets, "or none to harvest everything", mistakes);
        CheckSets("freeSets", source.FreeSets, "parents rather than each of their children", mistakes);
        if (source.Access == AccessPolicy.BySet && source.FreeSets.Count == 0)
        {
            mistakes.Add("freeSets", "Name the sets whose records are free, as in [\"open\"], since access is BySet; or set access to ByEvidence, AllFree or None.");
        }
        else if (source.Access != AccessPolicy.BySet && source.FreeSets.Count > 0)
        {
            mistakes.Add("freeSets", $"Set access to BySet for these sets to count, or leave them out: with {source.Access} they say nothing.");
        }
    }

    private static void CheckSets(string property, IReadOnlyList<string> sets, string instead, SourceMistakes mistakes)
    {
        if (sets.Count > MostSets)
        {
            mistakes.Add(property, $"{sets.Count} sets are too many: name at most {MostSets}, {instead}.");
        }

        foreach (var set in sets.Where(set => !SetShape().IsMatch(set)).Distinct(StringComparer.Ordinal))
        {
            mistakes.Add(property, $"'{set}' is no setSpec: take the short name that the provider's ListSets gives, as in 'theses' or 'physics:hep'.");
        }

        foreach (var twice in sets.GroupBy(set => set, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            mistakes.Add(property, $"'{twice.Key}' is named {twice.Count()} times: once is enough.");
        }
    }

    private static void CheckPace(SourcePace pace, SourceMistakes mistakes)
    {
        if (pace.RequestsPerMinute is < 1 or > MostRequestsPerMinute)
        {
            mistakes.Add("pace.requestsPerMinute", $"{pace.RequestsPerMinute} is out of range: give 1 to {MostRequestsPerMinute}, or leave it out to go as fast as the provider answers.");
        }

        if (pace.Parallel is < 1 or > SourcePace.MostParallel)
        {
            mistakes.Add("pace.parallel", $"{pace.Parallel} is out of range: give 1 to {SourcePace.MostParallel}.");
        }

        if (pace.Hours is { } hours && !HoursOfDay.TryParse(hours, out _, out _))
        {
            mistakes.Add("pace.hours", $"'{hours}' are no hours of a day: write 22:00-06:00, from the first to the last, or leave them out for always.");
        }

        if (HoursOfDay.FindZone(pace.TimeZone) is null)
        {
            mistakes.Add("pace.timeZone", $"'{pace.TimeZone}' is no time zone: take its name from the IANA list, as in Asia/Shanghai, or leave it out for UTC.");
        }
    }

    private static void CheckShare(string property, double? share, SourceMistakes mistakes)
    {
        if (share is < 0 or > 1)
        {
            mistakes.Add(property, string.Create(CultureInfo.InvariantCulture, $"{share} is no share: give 0 to 1, where 0.1 is a tenth."));
        }
    }

    private static void CheckCredential(SourceCredential? credential, SourceMistakes mistakes)
    {
        if (credential is null)
        {
            return;
        }

        if (credential.Setting.Length > LongestName || !SettingShape().IsMatch(credential.Setting))
        {
            mistakes.Add(
                "credential.setting",
                "Give the name that stands in the setting Harvest__Credentials__{name}__Secret: letters, digits and single underscores, a letter first. The secret itself does not belong here.");
        }

        var (scheme, userName, header) = (credential.Scheme, credential.UserName, credential.Header);
        if (scheme == CredentialScheme.Basic
            ? userName is not { Length: > 0 and <= LongestText } || userName.Contains(':', StringComparison.Ordinal) || userName.Any(char.IsControl)
            : userName is not null)
        {
            mistakes.Add("credential.userName", scheme == CredentialScheme.Basic ? "Give the user name that goes with the password, without a colon." : $"Leave it out: {scheme} has no user name.");
        }

        if (scheme == CredentialScheme.Header ? !HeaderRules.MayCarrySecret(header) : header is not null)
        {
            mistakes.Add(
                "credential.header",
                scheme == CredentialScheme.Header ? $"'{header}' can carry no secret: give the name of the header that the provider asks for, as in X-Api-Key." : $"Leave it out: {scheme} is sent in Authorization.");
        }
    }

    private static bool IsWebAddress(string text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.Host.Length > 0;

    // Two underscores part the levels of a setting's name, so none may hold them.
    [GeneratedRegex(@"^[A-Za-z](?:_?[A-Za-z0-9])*\z")]
    private static partial Regex SettingShape();

    // Section 3.4 of OAI-PMH: unreserved URI characters.
    [GeneratedRegex(@"^[A-Za-z0-9\-_.!~*'()]{1,100}\z")]
    private static partial Regex PrefixShape();

    // Section 2.6 of OAI-PMH, and what servers add to it (slashes, commas, percent signs): no blanks, no controls, nothing that ends an argument.
    [GeneratedRegex(@"^[^\s\p{C}&#?<>""]{1,300}\z")]
    private static partial Regex SetShape();
}
