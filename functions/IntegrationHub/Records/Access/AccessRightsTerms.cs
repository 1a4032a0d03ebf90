using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>Terms of access vocabularies: <c>AccessTerms.txt</c>.</summary>
internal static class AccessRightsTerms
{
    /// <summary>Longer texts are sentences.</summary>
    private const int LongestTerm = 100;

    private static readonly FrozenDictionary<string, AccessStatus> Terms = Read();

    /// <param name="term">A label, a code, a URI: <c>openAccess</c>, <c>http://purl.org/coar/access_right/c_abf2</c>, <c>Access: restricted</c>, 协议开放.</param>
    /// <returns>Null where it is no such term.</returns>
    public static AccessEvidence? Of(string term) => term.Length > LongestTerm ? null : Of(term, TextFolding.Fold(term));

    /// <param name="folded"><paramref name="text"/> as <see cref="TextFolding.Fold"/> gives it.</param>
    internal static AccessEvidence? Of(string text, string folded) =>
        StatusOf(text, folded) is { } says ? new AccessEvidence(EvidenceKind.AccessRights, says, text, EvidenceStrength.Strong) : null;

    private static AccessStatus? StatusOf(string text, string folded)
    {
        if (text.Length > LongestTerm)
        {
            return null;
        }

        if (Terms.TryGetValue(WithoutSpaces(folded), out var says))
        {
            return says;
        }

        // Somebody's page that ends in "open" is no term; a vocabulary's address names what it is about.
        if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !text.Contains("access", StringComparison.OrdinalIgnoreCase) && !text.Contains("semantics", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var cut = text.AsSpan().TrimEnd('/').LastIndexOfAny("/:#：");
        return cut >= 0 && Terms.TryGetValue(WithoutSpaces(TextFolding.Fold(text[(cut + 1)..])), out says) ? says : null;
    }

    private static string WithoutSpaces(string folded) => folded.Replace(" ", string.Empty, StringComparison.Ordinal);

    private static FrozenDictionary<string, AccessStatus> Read()
    {
        var terms = new Dictionary<string, AccessStatus>(StringComparer.Ordinal);
        foreach (var line in EmbeddedTable.Read("AccessTerms.txt"))
        {
            var says = Enum.Parse<AccessStatus>(line[0].Trim());
            foreach (var term in line[1].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var folded = WithoutSpaces(TextFolding.Fold(term));
                if (!terms.TryAdd(folded, says) && terms[folded] != says)
                {
                    throw new FormatException($"AccessTerms.txt: '{term}' says two things.");
                }
            }
        }

        return terms.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
