using System.Buffers.Text;
using System.Globalization;
using System.Text;
using IntegrationHub.Linking;
using IntegrationHub.Oai;
using IntegrationHub.Publishing;

namespace IntegrationHub.Providing;

/// <summary>
/// A place in a list, whole in itself (section 3.5): the request and the last entry of the log that was sent. It never expires: what has been published
/// since comes later in the list.
/// </summary>
/// <param name="Cursor">Records sent before.</param>
internal sealed record ProviderToken(OaiVerb Verb, string MetadataPrefix, string? From, string? Until, string? Set, LogKey? Last, int Cursor)
{
    private const char Separator = '\n';

    public string Write() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(
        Separator, Verb, MetadataPrefix, From, Until, Set, Last?.At, Last?.Id, Cursor.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Null when it is none of ours.</summary>
    public static ProviderToken? Read(string token) =>
        Base64Url.IsValid(token)
        && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split(Separator) is [var verb, var prefix, var from, var until, var set, var at, var id, var cursor]
        && verb is nameof(OaiVerb.ListRecords) or nameof(OaiVerb.ListIdentifiers)
        && ProviderDates.IsSecond(at) && (from.Length == 0 || ProviderDates.IsSecond(from)) && (until.Length == 0 || ProviderDates.IsSecond(until))
        && ResourceId.TryParse(id, out var resource)
        && int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var sent)
            ? new ProviderToken(Enum.Parse<OaiVerb>(verb), prefix, NullIfEmpty(from), NullIfEmpty(until), NullIfEmpty(set), new LogKey(at, resource), sent)
            : null;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}

/// <summary>Date arguments of a provider whose granularity is seconds: both legitimate forms are understood (section 3.3.1).</summary>
internal static class ProviderDates
{
    public static bool IsSecond(string text) =>
        DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    /// <summary>The first second that <paramref name="from"/> means.</summary>
    public static string? From(string? from) => from is { Length: 10 } ? $"{from}T00:00:00Z" : from;

    /// <summary>The last second that <paramref name="until"/> means.</summary>
    public static string? Until(string? until) => until is { Length: 10 } ? $"{until}T23:59:59Z" : until;
}
