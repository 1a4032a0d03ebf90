using System.Text.RegularExpressions;

namespace IntegrationHub.Sources;

/// <summary>Says everything that keeps a source from being harvested, at once, and what to do about it.</summary>
public static partial class SourceValidator
{
    public static readonly TimeSpan ShortestEvery = TimeSpan.FromMinutes(5);

    private const int LongestText = 200;
    private const int LongestUrl = 1000;
    private const int MostSets = 200;

    private static readonly TimeSpan LongestEvery = TimeSpan.FromDays(366);

    // What people leave on a base URL that they copied from a browser (section 3.1 of OAI-PMH owns these names).
    private static readonly string[] ProtocolArguments = ["verb", "metadataPrefix", "resumptionToken", "set", "from", "until", "identifier"];

    /// <returns>Property name, as in JSON, to sentences; empty if the source is fine.</returns>
    public static IReadOnlyDictionary<string, string[]> Validate(Source source)
    {
        var mistakes = new SourceMistakes();
        CheckTexts(source, mistakes);
        CheckBaseUrl(source.BaseUrl, mistakes);
        CheckScope(source, mistakes);

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

        if (source.Sets.Count > MostSets)
        {
            mistakes.Add("sets", $"{source.Sets.Count} sets are too many: name at most {MostSets}, or none to harvest everything.");
        }

        foreach (var set in source.Sets.Where(set => !SetShape().IsMatch(set)).Distinct(StringComparer.Ordinal))
        {
            mistakes.Add("sets", $"'{set}' is no setSpec: take the short name that the provider's ListSets gives, as in 'theses' or 'physics:hep'.");
        }

        foreach (var twice in source.Sets.GroupBy(set => set, StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            mistakes.Add("sets", $"'{twice.Key}' is named {twice.Count()} times: once is enough.");
        }
    }

    private static bool IsWebAddress(string text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.Host.Length > 0;

    // Section 3.4 of OAI-PMH: unreserved URI characters.
    [GeneratedRegex(@"^[A-Za-z0-9\-_.!~*'()]{1,100}\z")]
    private static partial Regex PrefixShape();

    // Section 2.6 of OAI-PMH, and what servers add to it (slashes, commas, percent signs): no blanks, no controls, nothing that ends an argument.
    [GeneratedRegex(@"^[^\s\p{C}&#?<>""]{1,300}\z")]
    private static partial Regex SetShape();
}

/// <summary>Mistakes by property, in the order found.</summary>
internal sealed class SourceMistakes
{
    private readonly Dictionary<string, List<string>> _found = [];

    public void Add(string property, string sentence)
    {
        if (!_found.TryGetValue(property, out var sentences))
        {
            _found[property] = sentences = [];
        }

        sentences.Add(sentence);
    }

    public void AddAll(IReadOnlyDictionary<string, string[]> mistakes)
    {
        foreach (var (property, sentences) in mistakes)
        {
            foreach (var sentence in sentences)
            {
                Add(property, sentence);
            }
        }
    }

    public IReadOnlyDictionary<string, string[]> ToDictionary() => _found.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
}
