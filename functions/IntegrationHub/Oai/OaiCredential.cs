using System.Text;

namespace IntegrationHub.Oai;

/// <summary>
/// What the hub shows a provider with each request: one header. It goes to the origins that it is meant for and to no other, wherever a base URL or a
/// redirect points. Its text form tells no secret.
/// </summary>
public sealed class OaiCredential
{
    /// <summary>Shorter ones occur in pages by chance.</summary>
    private const int ShortestTelling = 16;

    private readonly IReadOnlyList<Uri> _origins;
    private readonly byte[] _secret;

    private OaiCredential(string header, string scheme, string secret, IReadOnlyList<Uri> origins)
    {
        Header = header;
        Value = scheme + secret;
        _secret = Encoding.ASCII.GetBytes(secret);
        _origins = origins;
    }

    /// <summary>The header's name.</summary>
    public string Header { get; }

    internal string Value { get; }

    /// <summary>RFC 7617, in UTF-8.</summary>
    /// <param name="origins">Scheme, host and port that it may be sent to. The same holds below.</param>
    public static OaiCredential Basic(string userName, string password, IReadOnlyList<Uri> origins) =>
        new("Authorization", "Basic ", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{userName}:{password}")), origins);

    /// <summary>RFC 6750.</summary>
    public static OaiCredential Bearer(string token, IReadOnlyList<Uri> origins) => new("Authorization", "Bearer ", Printable(token), origins);

    public static OaiCredential InHeader(string header, string value, IReadOnlyList<Uri> origins) => new(header, "", Printable(value), origins);

    /// <summary>Whether a header can carry <paramref name="text"/>: a line break in it would begin another one.</summary>
    public static bool IsPrintable(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    public bool IsFor(Uri address) => _origins.Any(origin => Uri.Compare(origin, address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0);

    /// <summary>Whether an answer repeats it, as servers that explain a refusal at length do.</summary>
    internal bool IsIn(ReadOnlySpan<byte> answer) => _secret.Length >= ShortestTelling && answer.IndexOf(_secret) >= 0;

    public override string ToString() => $"{Header}: (secret)";

    private static string Printable(string text) => IsPrintable(text) ? text : throw new ArgumentException("A header can't carry it.", nameof(text));
}
