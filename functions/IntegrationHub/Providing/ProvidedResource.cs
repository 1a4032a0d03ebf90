using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Providing;

/// <summary>A resource as harvesters get it, whatever the day: what a record says may only change with its datestamp, so embargoes stand there with their ends.</summary>
/// <param name="Identifier">OAI identifier.</param>
/// <param name="Leading">
/// The members that offer the best access: their addresses and rights go with the description. Beside them a library's "only for our readers" would be read as a word on the free copy.
/// </param>
/// <param name="NameOf">What a source is called; its id where that is not known any more.</param>
internal sealed record ProvidedResource(string Identifier, Resource Resource, MergedView View, IReadOnlyList<Member> Leading, Func<SourceId, string> NameOf)
{
    private const int Most = 100;

    public static ProvidedResource Of(string identifier, Resource resource, Func<SourceId, string> nameOf)
    {
        var view = MergedView.Of(resource);
        var best = view.Record.Access.Status;
        return new ProvidedResource(identifier, resource, view, [.. resource.Members.Where(member => member.Record.Access.Status == best)], nameOf);
    }

    public BibliographicRecord Record => View.Record;

    public AccessStatus Status => View.Record.Access.Status;

    /// <summary>Addresses that lead to what the description calls free, or embargoed, or restricted; the best first.</summary>
    public IReadOnlyList<string> Urls =>
        [.. LeadingPlaces.Select(place => place.Url).Prepend(Record.Access.Url).Concat(Leading.SelectMany(member => member.Record.Links)).OfType<string>().Distinct(StringComparer.Ordinal).Take(Most)];

    /// <summary>Statements on rights as the leading members give them, and licences that they name elsewhere.</summary>
    public IReadOnlyList<string> Rights
    {
        get
        {
            var statements = Leading.SelectMany(member => member.Record.Rights).Distinct(StringComparer.Ordinal).Take(Most).ToList();
            var said = statements.SelectMany(RightsText.ReadAll).Select(evidence => evidence.Value).ToHashSet(StringComparer.Ordinal);
            var licences = LeadingPlaces.SelectMany(place => place.Evidence).Where(evidence => evidence.Kind == EvidenceKind.Licence).Select(evidence => evidence.Value);
            return [.. statements, .. licences.Distinct(StringComparer.Ordinal).Where(licence => WebAddress.Is(licence) && !said.Contains(licence) && !statements.Contains(licence))];
        }
    }

    /// <summary>Whether who reads <see cref="Rights"/> comes to the same <see cref="Status"/>, so that no term need say it.</summary>
    public bool IsSaidByRights => AccessRules.Decide([.. Rights.SelectMany(RightsText.ReadAll)], Urls.FirstOrDefault()).Status == Status;

    public DateOnly? EmbargoEnd => Status == AccessStatus.Embargoed ? LeadingPlaces.Max(place => AccessRules.EmbargoEnd(place.Evidence)) : null;

    public IEnumerable<AccessPlace> LeadingPlaces => View.Places.Where(place => place.Status == Status);

    /// <summary>Who holds it besides, on worse terms.</summary>
    public IEnumerable<AccessPlace> OtherPlaces => View.Places.Where(place => place.Status != Status);
}
