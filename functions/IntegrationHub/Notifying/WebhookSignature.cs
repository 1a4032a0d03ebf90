using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationHub.Notifying;

/// <summary>Signatures of deliveries.</summary>
internal static class WebhookSignature
{
    /// <summary>The header <c>webhook-signature</c> of Standard Webhooks 1.0.0: HMAC-SHA256 over id, seconds and body, parted by full stops; one signature for each key, parted by spaces.</summary>
    /// <param name="seconds">Of this try, since 1970.</param>
    public static string Of(string id, long seconds, ReadOnlySpan<byte> body, IEnumerable<byte[]> keys)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{seconds}."));
        var content = new byte[head.Length + body.Length];
        head.CopyTo(content, 0);
        body.CopyTo(content.AsSpan(head.Length));
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, content))}"));
    }

    /// <summary>The header <c>X-Hub-Signature</c> of WebSub, section 7.1.</summary>
    public static string OfWebSub(ReadOnlySpan<byte> body, string secret) => $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body))}";
}
