using IntegrationHub.Sources;

namespace IntegrationHub.Records;

/// <summary>
/// What a source's admin says about free access, weighed into what its records say themselves. A record's own firm word beats "all free" and "by set";
/// "none" beats every record. Pure.
/// </summary>
/// <param name="freeSets">With <see cref="AccessPolicy.BySet"/>: setSpecs whose records are free, <c>a</c> standing for <c>a:b</c> too.</param>
public sealed class SourceAccess(AccessPolicy policy, IReadOnlyList<string> freeSets)
{
    private static readonly AccessEvidence AllFree = Of(AccessStatus.Free, nameof(AccessPolicy.AllFree), EvidenceStrength.Weak);
    private static readonly AccessEvidence None = Of(AccessStatus.Restricted, nameof(AccessPolicy.None), EvidenceStrength.Strong);

    private readonly AccessEvidence[] _bySet = [.. freeSets.Select(set => Of(AccessStatus.Free, $"bySet: {set}", EvidenceStrength.Weak))];

    public static SourceAccess Of(Source source) => new(source.Access, source.FreeSets);

    /// <summary>Sets are a hierarchy by colons (OAI-PMH, section 2.6).</summary>
    internal static bool Covers(string parent, string set) =>
        set.StartsWith(parent, StringComparison.Ordinal) && (set.Length == parent.Length || set[parent.Length] == ':');

    /// <returns>The record with its access as the source's policy leaves it; the same object where that changes nothing.</returns>
    /// <param name="sets">setSpecs that the record is in.</param>
    public BibliographicRecord Apply(CrosswalkedRecord read, IReadOnlyList<string> sets)
    {
        var access = Apply(read.Record.Access, read.Url, sets);
        return ReferenceEquals(access, read.Record.Access) ? read.Record : read.Record with { Access = access };
    }

    /// <param name="own">By the record's evidence alone.</param>
    /// <param name="url">The address that leads to the thing; null where the record gives none.</param>
    /// <param name="sets">setSpecs that the record is in.</param>
    public Access Apply(Access own, string? url, IReadOnlyList<string> sets) =>
        PolicyFor(sets) is { } says ? AccessRules.Decide([.. own.Evidence, says], url ?? own.Url) : own;

    private AccessEvidence? PolicyFor(IReadOnlyList<string> sets) => policy switch
    {
        AccessPolicy.AllFree => AllFree,
        AccessPolicy.None => None,
        AccessPolicy.BySet => OfSets(sets),
        _ => null,
    };

    private AccessEvidence? OfSets(IReadOnlyList<string> sets)
    {
        for (var i = 0; i < freeSets.Count; i++)
        {
            for (var j = 0; j < sets.Count; j++)
            {
                if (Covers(freeSets[i], sets[j]))
                {
                    return _bySet[i];
                }
            }
        }

        return null;
    }

    private static AccessEvidence Of(AccessStatus says, string value, EvidenceStrength strength) => new(EvidenceKind.SourcePolicy, says, value, strength);
}
