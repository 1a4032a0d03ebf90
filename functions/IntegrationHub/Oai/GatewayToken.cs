using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace IntegrationHub.Oai;

/// <summary>
/// A place in a list, whole in itself: the request, the last record sent, and the file that it was sent from. Nothing is kept at the provider.
/// </summary>
internal sealed record GatewayToken(
    string Fingerprint, OaiVerb Verb, string MetadataPrefix, string? From, string? Until, string? Set, string LastDatestamp, string LastIdentifier, int Cursor)
{
    private const char Separator = '\n';

    public string Write() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join(
        Separator, Fingerprint, Verb, MetadataPrefix, From, Until, Set, LastDatestamp, LastIdentifier, Cursor.ToString(CultureInfo.InvariantCulture))));

    /// <summary>Null when it is none of ours.</summary>
    public static GatewayToken? Read(string token)
    {
        if (!Base64Url.IsValid(token))
        {
            return null;
        }

        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token)).Split(Separator) is
            [var fingerprint, var verb, var prefix, var from, var until, var set, var lastDatestamp, var lastIdentifier, var cursor]
            && Enum.TryParse<OaiVerb>(verb, out var parsed)
            && int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? new GatewayToken(fingerprint, parsed, prefix, NullIfEmpty(from), NullIfEmpty(until), NullIfEmpty(set), lastDatestamp, lastIdentifier, position)
            : null;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
