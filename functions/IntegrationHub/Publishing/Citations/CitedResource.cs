using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>A resource as other programs want to cite or describe it: its merged description, and what only the hub knows of it.</summary>
/// <param name="Page">The hub's own address of it.</param>
internal sealed record CitedResource(Resource Resource, MergedView View, string Page)
{
    public ResourceId Id => Resource.Id;

    public BibliographicRecord Record => View.Record;

    public bool IsFree => View.Places.Any(place => place.Status >= AccessStatus.Free);

    /// <summary>Where a reader gets it: the best place's http(s) address, else the hub's page.</summary>
    public string Address => View.Places.Select(place => FeedEntryOf.HttpAddress(place.Url)).FirstOrDefault(url => url is not null) ?? Page;

    public string? Value(IdentifierScheme scheme) => Values(scheme).FirstOrDefault();

    public IEnumerable<string> Values(IdentifierScheme scheme) => Record.Identifiers.Where(identifier => identifier.Scheme == scheme && !identifier.Invalid).Select(identifier => identifier.Value);

    /// <summary>Of the work, or of the journal that it appeared in.</summary>
    public string? Issn => Value(IdentifierScheme.Issn) ?? Record.Container?.Issn;

    public IEnumerable<Agent> Contributors(string role) => Record.Contributors.Where(agent => agent.Role == role);
}

/// <summary>A name as citations take it: of a person in two parts where they are known, else whole.</summary>
internal readonly record struct CitedName(string? Family, string? Given, string Whole)
{
    public static CitedName Of(Agent agent)
    {
        if (agent.Family is { Length: > 0 } family)
        {
            return new CitedName(family, agent.Given, agent.Name);
        }

        var forms = NameForms.Of(agent.Name);
        return agent.Kind is AgentKind.Organisation or AgentKind.Meeting || forms.IsBody || forms.Family is null ? new CitedName(null, null, agent.Name) : new CitedName(forms.Family, forms.Given, agent.Name);
    }
}

/// <summary>A date of issue in its parts, as far as it tells them.</summary>
internal readonly record struct CitedDate(int Year, int? Month, int? Day)
{
    /// <returns>Null: not even a year.</returns>
    public static CitedDate? Of(BibliographicRecord record)
    {
        var text = record.IssuedEdtf ?? record.Issued ?? string.Empty;
        var parts = text.Split('-');
        if (parts is [{ Length: 4 } first, ..] && parts.Length <= 3 && int.TryParse(first, out var year) && year == record.Year)
        {
            var month = Part(parts, 1, 12);
            return new CitedDate(year, month, month is null ? null : Part(parts, 2, 31));
        }

        return record.Year is { } only ? new CitedDate(only, null, null) : null;
    }

    private static int? Part(string[] parts, int place, int most) =>
        parts.Length > place && parts[place].Length == 2 && int.TryParse(parts[place], out var number) && number >= 1 && number <= most ? number : null;
}
