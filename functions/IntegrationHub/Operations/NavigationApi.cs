using System.IO.Hashing;
using System.Text.Json;
using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>The settings of the navigation over HTTP, for admins. What is stored is published at once: the feed shows it within seconds.</summary>
public sealed class NavigationApi(NavigationTable table, PublicationState published, PublishRequestsQueue publications)
{
    private const int LongestBody = 256 * 1024;

    /// <summary>There are always settings: before any are stored, those that set nothing.</summary>
    public async Task<IResult> GetAsync(HttpRequest request, CancellationToken ct) => Answer(request, await table.FindSettingsAsync(ct));

    /// <summary>Replaces them whole: what is left out is as the hub has it. <c>If-Match</c> only replaces what it names.</summary>
    public async Task<IResult> PutAsync(HttpRequest request, CancellationToken ct)
    {
        var (body, instead) = await JsonBody.ReadAsync(request, LongestBody, "the settings of the navigation", ct);
        if (body is null)
        {
            return instead!;
        }

        using (body)
        {
            var settings = NavigationBody.Read(body.RootElement, out var mistakes);
            return mistakes.Count > 0 ? HttpAnswers.Invalid("The navigation is not valid", mistakes) : await StoreAsync(request, settings, ct);
        }
    }

    private async Task<IResult> StoreAsync(HttpRequest request, NavigationSettings settings, CancellationToken ct)
    {
        while (true)
        {
            var stored = await table.FindAsync(ct);
            if (Preconditions.Unmet(request, ETagOf(stored?.Value ?? NavigationSettings.None), "navigation") is { } unmet)
            {
                return unmet;
            }

            if (await table.TryStoreAsync(stored, settings, ct) is not null)
            {
                await publications.SendAsync(new PublishFeed((await published.ReadAsync(ct)).IndexVersion), ct);
                return Answer(request, settings);
            }

            // Somebody was faster: look at what is there now, and at the conditions again.
        }
    }

    private static string ETagOf(NavigationSettings settings) =>
        $"\"{Convert.ToHexStringLower(XxHash128.Hash(JsonSerializer.SerializeToUtf8Bytes(settings, NavigationJson.Default.NavigationSettings)))}\"";

    private static IResult Answer(HttpRequest request, NavigationSettings settings)
    {
        request.HttpContext.Response.Headers.ETag = ETagOf(settings);
        return HttpAnswers.Json(settings, NavigationJson.Default.NavigationSettings);
    }
}
