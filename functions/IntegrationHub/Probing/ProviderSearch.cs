using System.Text;
using IntegrationHub.Oai;

namespace IntegrationHub.Probing;

/// <summary>A provider that answered Identify, and where.</summary>
/// <param name="File">Its whole content, where it is a static repository's file.</param>
internal sealed record FoundProvider(Uri BaseUrl, OaiIdentify Identify, StaticRepository? File = null);

/// <summary>Finds the provider behind what somebody typed. What it proposes has answered.</summary>
internal sealed class ProviderSearch(ProbeRequests requests, List<string> problems)
{
    private const int LongestPage = 512 * 1024;
    private const string Redirects = "it sends on elsewhere";

    /// <summary>Asks where it was said to be, and only where that is no provider, where it may be instead.</summary>
    /// <returns>Null, with a problem that says why, where none was found.</returns>
    public async Task<FoundProvider?> FindAsync(string typed, Uri meant)
    {
        var first = await AskAsync(meant);
        var found = first switch
        {
            { Found: { } there } => await FollowAsync(there, first.AnsweredBy!),
            { Next: Search.OtherScheme } => await TryOtherSchemeAsync(meant, first),
            { Next: Search.Elsewhere } => await TryElsewhereAsync(meant, first),
            _ => null,
        };
        if (found is null)
        {
            problems.Add(first.Why);
        }
        else if (found.BaseUrl.AbsoluteUri != typed && found.BaseUrl.AbsoluteUri != $"{typed}/")
        {
            problems.Add(found.BaseUrl == meant
                ? $"'{typed}' is no base URL as it stands: use {found.BaseUrl}"
                : $"{meant} is not the provider's base URL ({first.Short}), but {found.BaseUrl} answers as one: use that.");
        }

        return found;
    }

    /// <summary>A server that sends every request on to another address is better asked there.</summary>
    private async Task<FoundProvider> FollowAsync(FoundProvider there, Uri answeredBy)
    {
        var next = BaseUrlText.WithoutArguments(answeredBy);
        return next == there.BaseUrl ? there : (await AskAsync(next)).Found ?? there;
    }

    private async Task<FoundProvider?> TryOtherSchemeAsync(Uri meant, Answer first) =>
        BaseUrlGuesses.OtherScheme(meant) is var other && await AskAsync(other) is var answer && answer.Found is { } found ? found
        : answer.Next == Search.Elsewhere ? await TryElsewhereAsync(other, first with { Page = answer.Page })
        : null;

    private async Task<FoundProvider?> TryElsewhereAsync(Uri tried, Answer first)
    {
        foreach (var guess in BaseUrlGuesses.After(tried, first.Page))
        {
            var answer = await AskAsync(guess);
            if (answer.Found is not null || answer.Next == Search.Nowhere)
            {
                return answer.Found;
            }
        }

        return null;
    }

    private async Task<Answer> AskAsync(Uri baseUrl) => await requests.AskAsync(OaiRequest.Identify(baseUrl)) switch
    {
        OaiFetch.Page page => Read(baseUrl, page),
        OaiFetch.Busy => new Answer(Search.Nowhere, requests.Ended!, "busy"),
        OaiFetch.Failed { Refused: true } => new Answer(
            Search.Nowhere, "The address is not one that this hub may harvest (loopback, link-local, private or reserved): give the provider's public address.", "not allowed"),
        OaiFetch.Failed { Status: 401 } failed => new Answer(
            Search.Nowhere, $"{failed.Reason} at {baseUrl}: give the source a credential, or ask the provider to let the hub in.", failed.Reason),
        OaiFetch.Failed { Status: null } failed when requests.Ended is null => new Answer(
            Search.OtherScheme, $"{failed.Reason}. Check the address {baseUrl}, and whether the provider is there.", failed.Reason),
        OaiFetch.Failed { Status: null } failed => new Answer(Search.Nowhere, failed.Reason, failed.Reason),
        OaiFetch.Failed failed => new Answer(
            Search.Elsewhere, $"{failed.Reason} at {baseUrl}, and no provider was found near it: ask its operator for the OAI-PMH base URL.", failed.Reason),
        _ => throw new InvalidOperationException("There is no other kind of answer."),
    };

    private static Answer Read(Uri baseUrl, OaiFetch.Page page)
    {
        if (ReadFile(page.Body, out var mistakes) is { } file)
        {
            return new Answer(Search.Nowhere, "", Redirects, new FoundProvider(baseUrl, file.Identify, file), page.RequestUri);
        }

        if (mistakes.Count > 0)
        {
            return new Answer(Search.Nowhere, $"{baseUrl} is a static repository's file with mistakes, which have to be put right in it: {string.Join(' ', mistakes.Take(5))}", "a static repository");
        }

        try
        {
            var identify = OaiIdentify.Read(page.Body);
            return identify.Errors is [var error, ..]
                ? Elsewhere($"it answers Identify with {error.Code}{(error.Message.Length > 0 ? $": {error.Message}" : "")}")
                : identify is { RepositoryName: "", BaseUrl: "", ProtocolVersion: "", EarliestDatestamp: "" }
                ? Elsewhere("its answer to Identify is empty")
                : new Answer(Search.Nowhere, "", Redirects, new FoundProvider(baseUrl, identify), page.AnsweredBy);
        }
        catch (OaiFormatException e)
        {
            return Elsewhere(e.Message);
        }

        Answer Elsewhere(string what) => new(
            Search.Elsewhere, $"{baseUrl} is no OAI-PMH provider: {what}. None was found near it: ask its operator for the OAI-PMH base URL.", what,
            Page: Encoding.UTF8.GetString(page.Body.AsSpan(0, Math.Min(page.Body.Length, LongestPage))));
    }

    private static StaticRepository? ReadFile(byte[] body, out IReadOnlyList<string> mistakes)
    {
        var beginning = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 4096)));
        mistakes = [];
        return beginning.Contains("<Repository", StringComparison.Ordinal) && beginning.Contains("static-repository", StringComparison.Ordinal)
            && StaticRepository.TryRead(body, out var file, out mistakes)
                ? file
                : null;
    }

    private enum Search
    {
        Nowhere,
        OtherScheme,
        Elsewhere,
    }

    /// <param name="Next">Where to look, if this is not it.</param>
    /// <param name="Why">The problem, if nothing is found.</param>
    /// <param name="Short">The same within another sentence.</param>
    private sealed record Answer(Search Next, string Why, string Short, FoundProvider? Found = null, Uri? AnsweredBy = null, string Page = "");
}
