using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using IntegrationHub.Oai;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Tests.Oai;

/// <summary>DESIGN 6 for transport: bombs, endless answers and false headers, each with a clear refusal. Redirects are in OaiClientTests and ForbiddenTargetsTests.</summary>
public class HostileServersTests
{
    private const int Limit = 1 << 20;

    private static readonly byte[] s_page = Encoding.UTF8.GetBytes(Pages.List(Pages.Record("a", "中文")));

    static HostileServersTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData(null)]
    public async Task Ten_Gigabytes_Of_Compressed_Zeros_Stop_At_The_Limit(string? encoding)
    {
        // a megabyte of zeros is a kilobyte of gzip, and gzip may be written one behind the other
        var megabyte = Pack(new byte[1 << 20], encoding ?? "gzip");
        await using var provider = await Provider.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            if (encoding == "br")
            {
                await using var endless = new BrotliStream(context.Response.Body, CompressionLevel.Fastest);
                for (var i = 0; i < 10 * 1024; i++)
                {
                    await endless.WriteAsync(new byte[1 << 20], context.RequestAborted);
                }
            }

            for (var i = 0; encoding != "br" && i < 10 * 1024; i++)
            {
                await context.Response.Body.WriteAsync(megabyte, context.RequestAborted);
            }
        });

        var before = GC.GetTotalAllocatedBytes();

        Refused(await Fetching.FetchAsync(provider.BaseUrl, options => options.MaxPageBytes = encoding is null ? 16 * Limit : Limit), "larger than");

        // the server's part, and whatever other tests do meanwhile, included: far from what ten gigabytes would take
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 4L << 30);
    }

    [Fact]
    public async Task An_Endless_Body_Stops_At_The_Limit()
    {
        await using var provider = await Provider.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(s_page, context.RequestAborted);
            }
        });

        Refused(await Fetching.FetchAsync(provider.BaseUrl, options => options.MaxPageBytes = Limit), "larger than 1,048,576 bytes");
    }

    [Theory]
    [InlineData("gzip", 1, true)]
    [InlineData("gzip", 2, true)]
    [InlineData(null, 3, true)]
    [InlineData("gzip, gzip", 2, true)]
    [InlineData(null, 4, false)]
    [InlineData("gzip, gzip, gzip, gzip", 4, false)]
    public async Task Compression_Within_Compression_Is_Taken_Off_A_Few_Times(string? declared, int layers, bool read)
    {
        var body = Enumerable.Range(0, layers).Aggregate(s_page, (inner, _) => Pack(inner, "gzip"));
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = declared;
            return context.Response.Body.WriteAsync(body).AsTask();
        });

        var fetch = await Fetching.FetchAsync(provider.BaseUrl);

        if (read)
        {
            Assert.Equal(s_page, Assert.IsType<OaiFetch.Page>(fetch).Body);
        }
        else
        {
            Assert.Contains("compressed more than 3 times", Assert.IsType<OaiFetch.Failed>(fetch).Reason);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public async Task Falsely_Declared_Compression_Is_Seen_And_Counted(string declared)
    {
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = declared;
            return context.Response.Body.WriteAsync(s_page).AsTask();
        });

        var page = Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(provider.BaseUrl));

        Assert.Equal(s_page, page.Body);
        Assert.Equal(1, page.Repairs[OaiRepair.FalseCompression]);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("identity")]
    [InlineData("none")]
    public async Task A_Content_Encoding_That_Is_None_Is_Passed_Over(string declared)
    {
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = declared;
            return context.Response.Body.WriteAsync(s_page).AsTask();
        });

        Assert.Equal(s_page, Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(provider.BaseUrl)).Body);
    }

    [Fact]
    public async Task A_Header_Line_Without_End_Is_Refused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeAsync(listener);

        Refused(await Fetching.FetchAsync(new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/oai"), options => options.Retries = 0), "headers of the answer are larger than 64 KB");
        await serving;

        static async Task ServeAsync(TcpListener listener)
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            try
            {
                await stream.WriteAsync("HTTP/1.1 200 OK\r\nX-Endless: "u8.ToArray());
                while (true)
                {
                    await stream.WriteAsync(new byte[4096].Select(_ => (byte)'x').ToArray());
                }
            }
            catch (IOException)
            {
                // the client has hung up
            }
        }
    }

    [Fact]
    public async Task Headers_Without_End_Are_Refused()
    {
        await using var provider = await Provider.StartAsync(context =>
        {
            for (var i = 0; i < 100; i++)
            {
                context.Response.Headers[$"X-{i}"] = new string('x', 4000);
            }

            return Task.CompletedTask;
        });

        Refused(await Fetching.FetchAsync(provider.BaseUrl), "headers of the answer are larger than 64 KB");
        Assert.Equal(1, provider.Requests);
    }

    [Theory]
    [InlineData(1, "No complete answer within 00:05:00")]
    [InlineData(3, "The answer stopped for 00:02:00")]
    public async Task A_Body_That_Trickles_Is_Given_Up(int minutesAByte, string reason)
    {
        var time = new FakeTimeProvider();
        var options = new OaiClientOptions();
        var body = new TricklingBody(time, TimeSpan.FromMinutes(minutesAByte));
        using var http = new HttpClient(new Answer(body)) { Timeout = Timeout.InfiniteTimeSpan };

        var fetch = await new OaiClient(http, options, time).FetchAsync(OaiRequest.Identify(new Uri("http://slow.example/oai")), CancellationToken.None);

        var failed = Assert.IsType<OaiFetch.Failed>(fetch);
        Assert.Equal(reason, failed.Reason);
        Assert.True(failed.Transient);
        Assert.InRange(body.Reads, 1, 6);
    }

    [Theory]
    [InlineData("text/xml; charset=GB2312", "")]
    [InlineData("text/xml; charset=\"big5\"", "<?xml version=\"1.0\"?>")]
    [InlineData("application/xml; charset=ISO-8859-2", "<?xml version=\"1.0\"?>\n")]
    public async Task The_Charset_Of_The_Header_Is_Kept_In_A_Page_That_Is_Silent(string contentType, string declaration)
    {
        var charset = contentType.Split('=')[1].Trim('"');
        var title = charset == "ISO-8859-2" ? "Łódź žluťoučký" : "中文";
        var body = Encoding.GetEncoding(charset).GetBytes(declaration + Pages.List(Pages.Record("a", title)).Replace("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", ""));
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.ContentType = contentType;
            return context.Response.Body.WriteAsync(body).AsTask();
        });

        var page = Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(provider.BaseUrl));

        Assert.Equal(title, Assert.Single(Pages.Read(page.Body).Records).Metadata);
        Assert.Empty(Pages.Read(page.Body).Repairs);
    }

    [Theory]
    [InlineData("text/xml; charset=ISO-8859-1")]
    [InlineData("text/xml; charset=nonsense")]
    [InlineData("text/xml; charset=utf-8")]
    public async Task A_Page_That_Is_Utf8_Is_Kept_As_It_Was_Sent(string contentType)
    {
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.ContentType = contentType;
            return context.Response.Body.WriteAsync(s_page).AsTask();
        });

        Assert.Equal(s_page, Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(provider.BaseUrl)).Body);
    }

    private static void Refused(OaiFetch fetch, string reason)
    {
        var failed = Assert.IsType<OaiFetch.Failed>(fetch);
        Assert.Contains(reason, failed.Reason);
        Assert.False(failed.Transient);
    }

    private static byte[] Pack(byte[] body, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding == "br" ? new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true) : new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packer.Write(body);
        }

        return packed.ToArray();
    }

    private sealed class Answer(Stream body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body), RequestMessage = request });
    }

    /// <summary>A byte a while, on the test's clock.</summary>
    private sealed class TricklingBody(FakeTimeProvider time, TimeSpan pause) : MemoryStream
    {
        public int Reads { get; private set; }

        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reads++;
            await Task.Yield();
            time.Advance(pause);
            cancellationToken.ThrowIfCancellationRequested();
            buffer.Span[0] = (byte)'<';
            return 1;
        }
    }
}
