using System.Net;
using System.Text;
using IntegrationHub.Network;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace IntegrationHub.Oai;

/// <summary>Asks providers, one page at a time.</summary>
public sealed class OaiClient : IDisposable
{
    public const int MaxRedirects = 5;

    private readonly HttpClient _http;
    private readonly OaiClientOptions _options;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<Attempt> _retries;
    private readonly HostCircuits? _circuits;

    /// <param name="http">Made by <see cref="OaiHttp.Create"/>; shared and long-lived.</param>
    /// <param name="options">Limits, tries and waits.</param>
    /// <param name="time">Drives timeouts, retries and the date form of Retry-After.</param>
    public OaiClient(HttpClient http, OaiClientOptions options, TimeProvider time)
    {
        _http = http;
        _options = options;
        _time = time;
        var builder = new ResiliencePipelineBuilder<Attempt> { TimeProvider = time };
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<Attempt>
            {
                ShouldHandle = static outcome => ValueTask.FromResult(outcome.Outcome.Result.TryAgain),
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.RetryDelay,
            });
        }

        _retries = builder.Build();
        _circuits = options.CircuitFaults > 0 ? new HostCircuits(options, time) : null;
    }

    /// <summary>Never waits for a busy server and never throws for a faulty one; only <paramref name="cancellationToken"/> ends it early.</summary>
    public async Task<OaiFetch> FetchAsync(OaiRequest request, CancellationToken cancellationToken)
    {
        var uri = request.ToUri();
        if (!IsWeb(uri))
        {
            return new OaiFetch.Failed($"Only http and https addresses are harvested, not '{uri.Scheme}'", Transient: false, uri, null, "");
        }

        var isList = request.Verb is OaiVerb.ListRecords or OaiVerb.ListIdentifiers;
        var asked = new Asked(this, uri, request.Credential, isList, _circuits?.Of(uri) ?? ResiliencePipeline<Attempt>.Empty, _time.GetTimestamp());
        try
        {
            var attempt = await _retries.ExecuteAsync(
                static (asked, token) => asked.Circuit.ExecuteAsync(static (asked, token) => asked.Client.TryAsync(asked, token), asked, token), asked, cancellationToken);
            return attempt.Fetch;
        }
        catch (BrokenCircuitException e)
        {
            return new OaiFetch.Busy(
                e.RetryAfter is { } rest && rest > TimeSpan.Zero ? rest : _options.CircuitBreak,
                Status: null,
                $"{uri.Authority} is left alone for a while: of the last requests to it nearly all failed.");
        }
    }

    public void Dispose() => _circuits?.Dispose();

    private async ValueTask<Attempt> TryAsync(Asked asked, CancellationToken cancellationToken)
    {
        var uri = asked.Uri;
        using var limit = new CancellationTokenSource(_options.AnswerTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var response = await FollowAsync(uri, asked.Credential, either.Token);
            return await ReadAsync(response, asked, either.Token);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            // not tried again at once: what is slow is not helped by being asked twice
            return new Attempt(Fault(
                limit.IsCancellationRequested ? $"No complete answer within {_options.AnswerTimeout}"
                : e.InnerException is TimeoutException ? $"No connection within {_options.ConnectTimeout}"
                : $"The answer stopped for {_options.IdleTimeout}",
                transient: true));
        }
        catch (HttpRequestException e) when (e.InnerException is AddressRefusedException refused)
        {
            return new Attempt(Fault(refused.Message, transient: false) with { Refused = true });
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.SecureConnectionError)
        {
            return new Attempt(Fault($"No secure connection to {uri.Authority}: {(e.InnerException ?? e).Message}", transient: false));
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            return new Attempt(Fault($"The headers of the answer are larger than {GuardedHttp.MaxHeaderKilobytes} KB", transient: false));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new Attempt(Fault($"No connection to {uri.Authority}, or a broken one: {(e.InnerException ?? e).Message}", transient: true), TryAgain: true);
        }
        catch (UriFormatException e)
        {
            return new Attempt(Fault($"Redirected to what is no address: {e.Message}", transient: false));
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            // the latter is what BrotliStream says of bytes that are no Brotli
            return new Attempt(Fault($"The compression of the answer is broken: {e.Message}", transient: true));
        }

        OaiFetch.Failed Fault(string reason, bool transient) => new(reason, transient, uri, null, "");
    }

    /// <summary>The first answer that is no redirect, or the redirect that may not be followed.</summary>
    private async Task<HttpResponseMessage> FollowAsync(Uri asked, OaiCredential? credential, CancellationToken cancellationToken)
    {
        var uri = asked;
        for (var redirects = 0; ; redirects++)
        {
            using var message = new HttpRequestMessage(HttpMethod.Get, uri);
            if (credential is not null && credential.IsFor(uri) && uri.Host == asked.Host)
            {
                message.Headers.TryAddWithoutValidation(credential.Header, credential.Value);
            }

            var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (redirects == MaxRedirects || (int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
            {
                return response;
            }

            var next = new Uri(uri, location);
            if (!IsWeb(next) || (uri.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps))
            {
                return response;
            }

            response.Dispose();
            uri = next;
        }
    }

    private static bool IsWeb(Uri uri) => uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps;

    private async Task<Attempt> ReadAsync(HttpResponseMessage response, Asked asked, CancellationToken cancellationToken)
    {
        var (uri, credential) = (asked.Uri, asked.Credential);
        var status = (int)response.StatusCode;
        var answeredBy = response.RequestMessage?.RequestUri ?? uri;
        if (response.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
        {
            return new Attempt(new OaiFetch.Busy(RetryAfter.Of(response, _time.GetUtcNow(), _options.DefaultRetryAfter), status));
        }

        if (status is >= 300 and < 400)
        {
            var target = response.Headers.Location?.ToString() ?? "";
            return Failed($"Redirected to '{(Repeats(Encoding.UTF8.GetBytes(target)) ? "(an address that repeats the credential)" : target)}' and not followed: only http and https are, never from https to http, and {MaxRedirects} times at most");
        }

        using var idle = new CancellationTokenSource(_options.IdleTimeout, _time);
        var repairs = new OaiRepairs();
        // Software that dies over one record does so each time it is asked: the records before it are worth having.
        var broken = false;
        var body = await BoundedBody.ReadAsync(
            response.Content, _options.MaxPageBytes, repairs, () => idle.CancelAfter(_options.IdleTimeout), () => broken = asked.IsList, idle.Token, cancellationToken);
        if (body is null)
        {
            return Failed($"The answer is larger than {_options.MaxPageBytes:N0} bytes");
        }

        if (Repeats(body))
        {
            return Failed($"The server answers {status} with what it was shown as the hub's credential in it, so the answer is not kept: ask the provider to show no secrets");
        }

        // some servers send their protocol errors with an HTTP status of the same meaning
        if (response.IsSuccessStatusCode || body.AsSpan(0, Math.Min(body.Length, 2048)).IndexOf("<OAI-PMH"u8) >= 0)
        {
            body = PageProlog.Declare(body, response.Content.Headers.ContentType?.CharSet, repairs);
            var page = new OaiFetch.Page(body, uri, answeredBy, _time.GetElapsedTime(asked.Started), repairs.Count == 0 ? OaiRepairs.None : repairs);
            return new Attempt(page, TryAgain: broken);
        }

        var transient = status >= 500 || response.StatusCode == HttpStatusCode.RequestTimeout;
        return Failed($"The server answers {status} {response.ReasonPhrase}", transient, NotOai.Beginning(body), tryAgain: transient);

        bool Repeats(ReadOnlySpan<byte> answer) => credential is not null && credential.IsIn(answer);

        Attempt Failed(string reason, bool transient = false, string firstBytes = "", bool tryAgain = false) =>
            new(new OaiFetch.Failed(reason, transient, uri, status, firstBytes), tryAgain);
    }

    private sealed record Asked(OaiClient Client, Uri Uri, OaiCredential? Credential, bool IsList, ResiliencePipeline<Attempt> Circuit, long Started);
}
