using System.Text.Json.Serialization;
using IntegrationHub.Portal;
using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Operations;

/// <summary>One of the hub's addresses.</summary>
/// <param name="Href">An RFC 6570 template if it has braces.</param>
public sealed record HubAddress(string Title, string Href);

/// <summary>What is where, for whoever has nothing but the host's name.</summary>
public sealed class AddressApi(LookupExample example, IOptions<PublishingOptions> options)
{
    public async Task<IResult> GetAsync(CancellationToken ct)
    {
        var start = options.Value.PublicUrl.TrimEnd('/');
        var urls = new FeedUrls(start);
        List<HubAddress> all =
        [
            new("Portal, for readers", $"{start}/{PortalPages.Path}"),
            new("Feed, OPDS 2.0", urls.Feed(FeedFormat.Opds2, "")),
            new("Feed, OPDS 1.2", urls.Feed(FeedFormat.Opds1, "")),
            new("Is there a free copy?", urls.ResolveTemplate),
            new("Link resolver, OpenURL 1.0", urls.OpenUrl),
            new("Description of every route, OpenAPI", $"{start}/api/openapi.json"),
            new("Health", $"{start}/api/health"),
            new("Sources, for admins with a function key", $"{start}/api/admin/sources"),
            new("Status, for admins with a function key", $"{start}/api/admin/status"),
        ];
        if (await example.FindAsync(ct) is { } known)
        {
            all.Insert(4, new HubAddress("The same, for example", known));
        }

        return HttpAnswers.Json<IReadOnlyList<HubAddress>>(all, AddressJson.Default.IReadOnlyListHubAddress);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<HubAddress>))]
internal sealed partial class AddressJson : JsonSerializerContext;
