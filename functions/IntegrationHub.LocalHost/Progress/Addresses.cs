using IntegrationHub.Portal;

namespace IntegrationHub.LocalHost.Progress;

/// <summary>Where a running hub is found.</summary>
/// <param name="Lookup">An address of the lookup with an answer; null while nothing is published.</param>
internal sealed record Addresses(string PublicUrl, string Key, string? Lookup)
{
    public IEnumerable<(string What, string Address)> All =>
    [
        ("portal", $"{PublicUrl}/{PortalPages.Path}"),
        ("OPDS 2.0", $"{PublicUrl}/opds/2"),
        ("OPDS 1.2", $"{PublicUrl}/opds/1"),
        ("lookup", Lookup ?? $"{PublicUrl}/api/resolve?isbn=…"),
        ("admin", $"{PublicUrl}/api/admin/sources?code={Key}"),
        ("status", $"{PublicUrl}/api/admin/status?code={Key}"),
        ("health", $"{PublicUrl}/api/health"),
        ("all of them", $"{PublicUrl}/api"),
    ];
}
