using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.PipelineTests.EndToEnd;

/// <summary>
/// Stands between a hub process and Azurite and counts what the process writes, so that a test can kill the process at exactly its n-th write,
/// before or after Azurite has seen it, without a hook in the product.
/// </summary>
internal sealed class StorageProxy : IAsyncDisposable
{
    private static readonly string[] HopByHop = ["Transfer-Encoding", "Connection", "Keep-Alive", "Host", "Expect"];

    private readonly List<WebApplication> _apps = [];
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 64 });
    private int _writes;

    private StorageProxy()
    {
    }

    /// <summary>The account behind the proxy.</summary>
    public string ConnectionString { get; private set; } = string.Empty;

    /// <summary>Requests so far that change something.</summary>
    public int Writes => Volatile.Read(ref _writes);

    /// <summary>Called with the number of a write before it is forwarded; true drops it and everything after it, as a dead process would.</summary>
    public Func<int, bool>? BeforeWrite { get; set; }

    /// <summary>Called with the number of a write that Azurite has answered; true drops the answer and everything after it.</summary>
    public Func<int, bool>? AfterWrite { get; set; }

    public static async Task<StorageProxy> StartAsync(string connectionString)
    {
        var proxy = new StorageProxy();
        var parts = connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2)).ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        foreach (var service in (string[])["BlobEndpoint", "QueueEndpoint", "TableEndpoint"])
        {
            var target = new Uri(parts[service]);
            parts[service] = new UriBuilder(target) { Port = await proxy.ListenAsync(new Uri(target.GetLeftPart(UriPartial.Authority))) }.Uri.ToString();
        }

        proxy.ConnectionString = string.Join(';', parts.Select(part => $"{part.Key}={part.Value}"));
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var app in _apps)
        {
            await app.DisposeAsync();
        }

        _http.Dispose();
    }

    private async Task<int> ListenAsync(Uri target)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        app.Run(context => ForwardAsync(context, target));
        await app.StartAsync();
        _apps.Add(app);
        return new Uri(app.Urls.Single()).Port;
    }

    private async Task ForwardAsync(HttpContext context, Uri target)
    {
        var request = context.Request;
        var write = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) ? 0 : Interlocked.Increment(ref _writes);
        if (write > 0 && BeforeWrite?.Invoke(write) == true)
        {
            context.Abort();
            return;
        }

        // As it was sent: it is signed, and a row's key may have characters that could be escaped otherwise.
        var asSent = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(target, asSent));
        if (request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            message.Content = new StreamContent(request.Body);
        }
        else if (write > 0)
        {
            message.Content = new ByteArrayContent([]);
        }

        foreach (var header in request.Headers.Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!message.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray()))
            {
                message.Content?.Headers.TryAddWithoutValidation(header.Key, header.Value.ToArray());
            }
        }

        using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        if (write > 0 && AfterWrite?.Invoke(write) == true)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var header in answer.Headers.Concat(answer.Content.Headers).Where(header => !HopByHop.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            context.Response.Headers[header.Key] = header.Value.ToArray();
        }

        if (answer.StatusCode is not (HttpStatusCode.NoContent or HttpStatusCode.NotModified) && !HttpMethods.IsHead(request.Method))
        {
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }
}
