namespace IntegrationHub.Records;

/// <summary>What reading one record's metadata gave.</summary>
/// <param name="Record">Its access is what the record itself says: no source's policy is in it yet.</param>
/// <param name="Format">Name of the crosswalk that read it, <c>oai_dc</c>, <c>mods</c>: known by what the payload is, not by the prefix asked for.</param>
/// <param name="Url">The address that leads to the thing itself, if one does.</param>
/// <param name="Dropped">Paths of the elements with text that the crosswalk does not know, one for each time. They stay in the raw page. Equal lists are mostly one object.</param>
public sealed record CrosswalkedRecord(BibliographicRecord Record, string Format, string? Url, IReadOnlyList<string> Dropped)
{
    /// <summary>The metadata itself says that the record is deleted (MARC: leader/05), though its header may not: there is nothing to keep of it.</summary>
    public bool Withdrawn { get; init; }
}
