namespace IntegrationHub.Records;

/// <summary>What crosswalk tables say of access by an element's presence and by coded values.</summary>
internal static class AccessCodes
{
    /// <summary>MARC 21, field 856 $7 (since 2019; https://www.loc.gov/marc/bibliographic/bd856.html): 0 open access, 1 restricted access, u unspecified, z other.</summary>
    private const string Marc856 = "856-7";

    /// <summary>MARC 21, first indicator of field 506 (https://www.loc.gov/marc/bibliographic/bd506.html): 0 no restrictions, 1 restrictions apply, blank nothing said.</summary>
    private const string Marc506 = "506-1";

    /// <summary>Whether <paramref name="argument"/> names a coding: the text is then no statement to be read.</summary>
    public static bool IsCoded(string? argument) => argument is Marc856 or Marc506;

    /// <param name="coding">856-7, 506-1.</param>
    /// <returns>Null for codes that say nothing.</returns>
    public static AccessEvidence? Of(string? coding, string code)
    {
        var value = coding == Marc856 ? $"MARC 856 $7: {code}" : $"MARC 506, first indicator: {code}";
        return code.Trim() switch
        {
            "0" => new AccessEvidence(EvidenceKind.AccessRights, AccessStatus.Free, value, EvidenceStrength.Strong),
            "1" => new AccessEvidence(EvidenceKind.AccessRights, AccessStatus.Restricted, value, EvidenceStrength.Strong),
            _ => null,
        };
    }

    /// <param name="argument">free, registration, embargoed, restricted; anything else says nothing.</param>
    /// <param name="value">What the evidence quotes.</param>
    public static AccessEvidence? Said(string? argument, string value)
    {
        var says = argument switch
        {
            "free" => AccessStatus.Free,
            "registration" => AccessStatus.Registration,
            "embargoed" => AccessStatus.Embargoed,
            "restricted" => AccessStatus.Restricted,
            _ => AccessStatus.Unknown,
        };
        return says == AccessStatus.Unknown ? null : new AccessEvidence(EvidenceKind.AccessRights, says, RightsText.Quote(value), EvidenceStrength.Strong);
    }

    /// <summary>Free for a time (ali:free_to_read with an end date): whether it still is depends on the day, so it counts for nothing but is shown.</summary>
    public static AccessEvidence SaidUntil(string end) => new(EvidenceKind.AccessRights, AccessStatus.Unknown, $"free to read until {RightsText.Quote(end)}", EvidenceStrength.Weak);
}
