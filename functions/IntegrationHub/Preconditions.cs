using Microsoft.AspNetCore.Http;

namespace IntegrationHub;

/// <summary>If-Match and If-None-Match of requests that change something (RFC 9110, section 13), so that nobody overwrites what he has not seen.</summary>
internal static class Preconditions
{
    /// <param name="current">The strong ETag of what is stored; null: nothing is.</param>
    /// <param name="what">What it is, without article: <c>source</c>.</param>
    /// <returns>What to answer instead of doing it; null: it may be done.</returns>
    public static IResult? Unmet(HttpRequest request, string? current, string what)
    {
        var onlyIf = request.Headers.IfMatch.ToString();
        if (onlyIf.Length > 0 && (current is null || !Names(onlyIf, current)))
        {
            return Failed(current is null ? $"There is no such {what} to replace." : $"The {what} has changed since it was read: get it again and repeat the change.");
        }

        var unless = request.Headers.IfNoneMatch.ToString();
        return unless.Length > 0 && current is not null && Names(unless, current)
            ? Failed($"There is a {what} with this id already: choose another id, or replace it with If-Match.")
            : null;
    }

    private static bool Names(string header, string etag) =>
        header.Split(',', StringSplitOptions.TrimEntries).Any(given => given == "*" || given == etag);

    private static IResult Failed(string detail) => HttpAnswers.Problem(StatusCodes.Status412PreconditionFailed, "Precondition failed", detail);
}
