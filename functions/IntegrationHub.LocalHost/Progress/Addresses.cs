namespace IntegrationHub.LocalHost.Progress;

/// <summary>Where a running hub is found.</summary>
internal sealed record Addresses(string PublicUrl, string Key)
{
    public IEnumerable<(string What, string Address)> All =>
    [
        ("OPDS 2.0", $"{PublicUrl}/opds/2"),
        ("OPDS 1.2", $"{PublicUrl}/opds/1"),
        ("lookup", $"{PublicUrl}/api/resolve?isbn=…"),
        ("admin", $"{PublicUrl}/api/admin/sources?code={Key}"),
        ("health", $"{PublicUrl}/api/health"),
    ];
}
