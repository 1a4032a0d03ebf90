using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using IntegrationHub.Network;

namespace IntegrationHub.Notifying;

/// <summary>Posts to subscribers. Their faults are values; only the caller's cancellation is an exception.</summary>
public sealed class NotificationSender(GuardedHttpOptions network, TimeProvider time) : IDisposable
{
    private const int LongestAnswer = 4 * 1024;
    private const int LongestQuote = 200;

    private readonly HttpClient _http = GuardedHttp.Create(network);

    /// <summary>http only on this machine, and only where private networks may be connected to.</summary>
    internal bool MayBeSentTo(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback && network.AllowPrivateNetworks);

    /// <summary>A delivery by Standard Webhooks 1.0.0.</summary>
    internal Task<SendResult> PostWebhookAsync(Uri url, string id, byte[] body, IEnumerable<byte[]> keys, TimeSpan timeout, CancellationToken ct)
    {
        var seconds = time.GetUtcNow().ToUnixTimeSeconds();
        return PostAsync(url, "application/json", body, timeout, ct,
            ("webhook-id", id), ("webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture)), ("webhook-signature", WebhookSignature.Of(id, seconds, body, keys)));
    }

    /// <summary>Content distribution of WebSub.</summary>
    internal Task<SendResult> PostContentAsync(Uri url, string mediaType, byte[] body, string links, string? secret, TimeSpan timeout, CancellationToken ct) => PostAsync(
        url, mediaType, body, timeout, ct, secret is null ? [("Link", links)] : [("Link", links), ("X-Hub-Signature", WebhookSignature.OfWebSub(body, secret))]);

    /// <summary>A question, and the beginning of its answer.</summary>
    internal async Task<(SendResult Result, string Answer)> GetAsync(Uri url, TimeSpan timeout, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return await SendAsync(request, timeout, ct);
    }

    private async Task<SendResult> PostAsync(Uri url, string mediaType, byte[] body, TimeSpan timeout, CancellationToken ct, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return (await SendAsync(request, timeout, ct)).Result;
    }

    /// <summary>What came of it, and the beginning of the answer.</summary>
    private async Task<(SendResult Result, string Answer)> SendAsync(HttpRequestMessage request, TimeSpan timeout, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var host = request.RequestUri!.Authority;
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var status = (int)response.StatusCode;
            var answer = await BeginningAsync(response.Content, either.Token);
            return response.IsSuccessStatusCode
                ? (new SendResult(status, null), answer)
                : (new SendResult(status, Sentence(response, answer), response.Headers.NonValidated.Contains("Retry-After") ? RetryAfter.Of(response, time.GetUtcNow(), TimeSpan.Zero) : null), answer);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Failed($"No complete answer within {timeout}.");
        }
        catch (HttpRequestException e) when (e.InnerException is AddressRefusedException refused)
        {
            return Failed($"{refused.Message}.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return Failed($"No connection to {host}, or a broken one: {(e.InnerException ?? e).Message}");
        }

        static (SendResult, string) Failed(string why) => (new SendResult(null, why), "");
    }

    public void Dispose() => _http.Dispose();

    private static string Sentence(HttpResponseMessage response, string answer)
    {
        var status = (int)response.StatusCode;
        // Not followed: it is the subscription's address that has to change.
        return status is >= 300 and < 400 ? $"It answers {status} and wants to be asked elsewhere: give its new address instead."
            : answer.Length == 0 ? $"It answers {status} {response.ReasonPhrase}."
            : $"It answers {status}: {(answer.Length > LongestQuote ? answer[..LongestQuote] : answer)}";
    }

    private static async Task<string> BeginningAsync(HttpContent content, CancellationToken ct)
    {
        await using var stream = await content.ReadAsStreamAsync(ct);
        var buffer = new byte[LongestAnswer];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return new string([.. Encoding.UTF8.GetString(buffer, 0, length).Trim().Select(letter => char.IsControl(letter) ? ' ' : letter)]);
    }
}
