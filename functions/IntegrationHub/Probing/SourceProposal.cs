using IntegrationHub.Sources;

namespace IntegrationHub.Probing;

/// <summary>A source with what its probe has found in it.</summary>
internal static class SourceProposal
{
    /// <param name="by">The verb that lists its records; null: none does.</param>
    public static SourceBody Of(Source source, FoundProvider found, string prefix, ListVerb? by) => new()
    {
        Profile = source.Profile,
        Name = source.Name.Length > 0 ? source.Name : NameOf(found),
        NameEnglish = source.NameEnglish,
        Kind = source.Kind.ToString(),
        BaseUrl = found.BaseUrl.AbsoluteUri,
        MetadataPrefix = prefix,
        Sets = [.. source.Sets],
        Enabled = source.Enabled,
        Every = source.Every.ToString("c"),
        Access = source.Access.ToString(),
        FreeSets = [.. source.FreeSets],
        HomePage = source.HomePage,
        Region = source.Region,
        StaticRepository = found.File is not null,
        ListBy = by == ListVerb.ListIdentifiers ? by.ToString() : source.ListBy?.ToString(),
        SlicedBy = source.SlicedBy?.ToString(),
        Pace = new PaceBody(source.Pace.RequestsPerMinute, source.Pace.Parallel, source.Pace.Hours, source.Pace.TimeZone),
        Guards = new GuardsBody(source.Guards.WithdrawnShare, source.Guards.RejectedShare),
        Credential = source.Credential is { } credential ? new CredentialBody(credential.Scheme.ToString(), credential.Setting, credential.UserName, credential.Header) : null,
        ReconcileEvery = source.ReconcileEvery?.ToString("c"),
    };

    /// <summary>Its own name for itself, as far as a source may be called so.</summary>
    private static string NameOf(FoundProvider found)
    {
        const int longest = 200;
        var name = string.Join(' ', found.Identify.RepositoryName.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Length == 0 ? found.BaseUrl.Host : name.Length <= longest ? name : name[..(char.IsHighSurrogate(name[longest - 1]) ? longest - 1 : longest)];
    }
}
