using System.Globalization;
using System.IO.Hashing;
using System.Text.Json;
using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>The special collections over HTTP, for admins. What is stored or deleted is published at once; a change of what belongs to a collection looks at every resource anew.</summary>
public sealed class CollectionApi(NavigationTable table, PublicationState published, PublishRequestsQueue publications)
{
    private const int LongestBody = 256 * 1024;

    public async Task<IResult> ListAsync(CancellationToken ct) => HttpAnswers.Json(await table.ListCollectionsAsync(ct), NavigationJson.Default.IReadOnlyListCollection);

    public async Task<IResult> GetAsync(HttpRequest request, string id, CancellationToken ct) =>
        CollectionId.TryParse(id, out var known) && await table.FindAsync(known, ct) is { } found ? Answer(request, found.Value, StatusCodes.Status200OK) : Missing(id);

    /// <summary>Creates or replaces. <c>If-None-Match: *</c> only creates; <c>If-Match</c> only replaces what it names (RFC 9110, section 13).</summary>
    public async Task<IResult> PutAsync(HttpRequest request, string id, CancellationToken ct)
    {
        if (!CollectionId.TryParse(id, out var collectionId))
        {
            return HttpAnswers.Invalid("The collection is not valid", new Dictionary<string, string[]> { ["id"] = [$"'{id}' is no collection's id: take 2 to 40 of a-z, 0-9 and inner hyphens."] });
        }

        var (body, instead) = await JsonBody.ReadAsync(request, LongestBody, "a collection", ct);
        if (body is null)
        {
            return instead!;
        }

        using (body)
        {
            var collection = CollectionBody.Read(body.RootElement, collectionId, out var mistakes);
            return mistakes.Count > 0 ? HttpAnswers.Invalid("The collection is not valid", mistakes) : await StoreAsync(request, collection, ct);
        }
    }

    public async Task<IResult> DeleteAsync(HttpRequest request, string id, CancellationToken ct)
    {
        while (CollectionId.TryParse(id, out var known) && await table.FindAsync(known, ct) is { } stored)
        {
            if (Preconditions.Unmet(request, ETagOf(stored.Value), "collection") is { } unmet)
            {
                return unmet;
            }

            if (await table.TryRemoveAsync(stored, ct))
            {
                await PublishAsync(ct);
                return TypedResults.NoContent();
            }
        }

        return Missing(id);
    }

    private async Task<IResult> StoreAsync(HttpRequest request, Collection collection, CancellationToken ct)
    {
        while (true)
        {
            var stored = await table.FindAsync(collection.Id, ct);
            if (Preconditions.Unmet(request, stored is null ? null : ETagOf(stored.Value), "collection") is { } unmet)
            {
                return unmet;
            }

            if (stored is null && (await table.ListCollectionsAsync(ct)).Count >= CollectionBody.MostCollections)
            {
                return HttpAnswers.Problem(StatusCodes.Status409Conflict, "Too many collections", string.Create(CultureInfo.InvariantCulture, $"There are {CollectionBody.MostCollections} already: delete one first."));
            }

            if (await table.TryStoreAsync(stored, collection, ct) is not null)
            {
                await PublishAsync(ct);
                return Answer(request, collection, stored is null ? StatusCodes.Status201Created : StatusCodes.Status200OK);
            }

            // Somebody was faster: look at what is there now, and at the conditions again.
        }
    }

    private async Task PublishAsync(CancellationToken ct) => await publications.SendAsync(new PublishFeed((await published.ReadAsync(ct)).IndexVersion), ct);

    private static string ETagOf(Collection collection) =>
        $"\"{Convert.ToHexStringLower(XxHash128.Hash(JsonSerializer.SerializeToUtf8Bytes(collection, NavigationJson.Default.Collection)))}\"";

    private static IResult Missing(string id) => HttpAnswers.NotFound($"There is no collection '{id}'.");

    private static IResult Answer(HttpRequest request, Collection collection, int status)
    {
        request.HttpContext.Response.Headers.ETag = ETagOf(collection);
        if (status == StatusCodes.Status201Created)
        {
            request.HttpContext.Response.Headers.Location = $"/api/admin/collections/{collection.Id}";
        }

        return HttpAnswers.Json(collection, NavigationJson.Default.Collection, status);
    }
}
