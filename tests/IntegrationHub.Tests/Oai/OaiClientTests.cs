using System.IO.Compression;
using System.Text;
using IntegrationHub.Oai;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.Tests.Oai;

public class OaiClientTests
{
    private static readonly DateTimeOffset s_now = new(2024, 5, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] s_page = Encoding.UTF8.GetBytes(Pages.List(Pages.Record("a", "中文")));

    [Fact]
    public async Task Fetches_A_Page_As_It_Was_Sent()
    {
        string? agent = null, query = null;
        await using var provider = await Provider.StartAsync(context =>
        {
            (agent, query) = (context.Request.Headers.UserAgent, context.Request.QueryString.Value);
            return context.Response.Body.WriteAsync(s_page).AsTask();
        });

        var page = Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(provider.BaseUrl, options => options.Contact = "mailto:admin@hub.example"));

        Assert.Equal(s_page, page.Body);
        Assert.Equal("?verb=ListRecords&metadataPrefix=oai_dc", query);
        Assert.Equal("IntegrationHub/1.0 (+mailto:admin@hub.example)", agent);
        Assert.Equal(page.RequestUri, page.AnsweredBy);
        Assert.Empty(page.Repairs);
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("0", 1)]
    [InlineData("Wed, 01 May 2024 12:10:00 GMT", 600)]
    [InlineData("Wed, 01 May 2024 11:00:00 GMT", 1)]
    [InlineData("86400", 86400)]
    [InlineData("999999999999", 86400)]
    [InlineData("Thu, 01 May 2025 12:00:00 GMT", 86400)]
    [InlineData("30 seconds", 30)]
    [InlineData("soon", 60)]
    [InlineData(null, 60)]
    public async Task Rule2_Retry_After_Is_A_Value_And_Never_A_Wait(string? header, int seconds)
    {
        foreach (var status in new[] { 503, 429 })
        {
            await using var provider = await Provider.StartAsync(context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.RetryAfter = header;
                return Task.CompletedTask;
            });

            Assert.Equal(new OaiFetch.Busy(TimeSpan.FromSeconds(seconds), status), await Fetching.FetchAsync(provider.BaseUrl, time: new FakeTimeProvider(s_now)));
            Assert.Equal(1, provider.Requests);
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Declared_Compression_Is_Taken_Off(string encoding)
    {
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.Body.WriteAsync(Compress(s_page, encoding)).AsTask();
        });

        Assert.Equal(s_page, Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(provider.BaseUrl)).Body);
    }

    [Fact]
    public async Task Rule8_Undeclared_Compression_Without_Any_Head_Is_Seen_And_Counted()
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionMode.Compress))
        {
            deflate.Write(s_page);
        }

        await using var provider = await Provider.StartAsync(context => context.Response.Body.WriteAsync(packed.ToArray()).AsTask());

        var page = Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(provider.BaseUrl));

        Assert.Equal(s_page, page.Body);
        Assert.Equal(1, page.Repairs[OaiRepair.UndeclaredCompression]);
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("gzip", false)]
    [InlineData("br", true)]
    [InlineData("deflate", true)]
    [InlineData("deflate", false)]
    public async Task Broken_Compression_Is_A_Passing_Fault_With_A_Reason(string encoding, bool declared)
    {
        var broken = Compress(s_page, encoding);
        Array.Fill(broken, (byte)0xFF, encoding == "br" ? 4 : 12, 40);
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.Headers.ContentEncoding = declared ? encoding : null;
            return context.Response.Body.WriteAsync(broken).AsTask();
        });

        var failed = Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(provider.BaseUrl, options => options.Retries = 0));

        Assert.Contains("compression", failed.Reason);
        Assert.True(failed.Transient);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Rule8_Undeclared_Compression_Is_Seen_And_Counted(string encoding)
    {
        await using var provider = await Provider.StartAsync(context => context.Response.Body.WriteAsync(Compress(s_page, encoding)).AsTask());

        var page = Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(provider.BaseUrl));

        Assert.Equal(s_page, page.Body);
        Assert.Equal(1, page.Repairs[OaiRepair.UndeclaredCompression]);
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("gzip", false)]
    [InlineData("br", true)]
    [InlineData("none", true)]
    public async Task Bombs_And_Endless_Pages_Stop_At_The_Limit(string encoding, bool declared)
    {
        await using var provider = await Provider.StartAsync(async context =>
        {
            if (declared && encoding != "none")
            {
                context.Response.Headers.ContentEncoding = encoding;
            }

            await context.Response.Body.WriteAsync(Compress(new byte[4 << 20], encoding), context.RequestAborted);
        });

        var failed = Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(provider.BaseUrl, options => options.MaxPageBytes = 1 << 20));

        Assert.Contains("larger than 1,048,576 bytes", failed.Reason);
        Assert.False(failed.Transient);
        Assert.Equal(1, provider.Requests);
    }

    [Fact]
    public async Task Faults_Of_Transport_Are_Tried_Again()
    {
        var tries = 0;
        await using var provider = await Provider.StartAsync(context =>
        {
            switch (++tries)
            {
                case 1:
                    context.Response.StatusCode = 502;
                    return Task.CompletedTask;
                case 2:
                    context.Abort();
                    return Task.CompletedTask;
                default:
                    return context.Response.Body.WriteAsync(s_page).AsTask();
            }
        });

        Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(provider.BaseUrl));
        Assert.Equal(3, provider.Requests);
    }

    [Theory]
    [InlineData(500, true, 3)]
    [InlineData(404, false, 1)]
    [InlineData(403, false, 1)]
    public async Task Other_Statuses_Fail_With_The_First_Bytes(int status, bool transient, int requests)
    {
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("<html>\n<body>No such thing</body></html>");
        });

        var failed = Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(provider.BaseUrl));

        Assert.Equal((status, transient), (failed.Status, failed.Transient));
        Assert.Equal("<html> <body>No such thing</body></html>", failed.FirstBytes);
        Assert.Equal(requests, provider.Requests);
    }

    [Fact]
    public async Task A_Protocol_Error_With_An_Http_Status_Is_A_Page()
    {
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.StatusCode = 422;
            return context.Response.WriteAsync(Pages.Start + "<error code='badArgument'/></OAI-PMH>");
        });

        Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(provider.BaseUrl));
    }

    [Fact]
    public async Task Rule8_Follows_Another_Host_And_Says_Who_Answered()
    {
        await using var target = await Provider.StartAsync(context => context.Response.Body.WriteAsync(s_page).AsTask());
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.Redirect($"{target.BaseUrl}{context.Request.QueryString}");
            return Task.CompletedTask;
        });

        var page = Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(provider.BaseUrl));

        Assert.Equal(provider.BaseUrl.Port, page.RequestUri.Port);
        Assert.Equal(target.BaseUrl.Port, page.AnsweredBy.Port);
    }

    [Theory]
    [InlineData("/oai")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://a.example/")]
    public async Task Redirects_In_A_Circle_Or_Off_The_Web_End(string location)
    {
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = location;
            return Task.CompletedTask;
        });

        var failed = Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(provider.BaseUrl));

        Assert.Contains(location, failed.Reason);
        Assert.InRange(provider.Requests, 1, 1 + OaiClient.MaxRedirects);
    }

    [Theory]
    [InlineData(true, "stopped for")]
    [InlineData(false, "No complete answer")]
    public async Task An_Answer_That_Does_Not_Come_Is_Given_Up(bool begins, string reason)
    {
        await using var provider = await Provider.StartAsync(async context =>
        {
            if (begins)
            {
                await context.Response.Body.WriteAsync(s_page.AsMemory(0, 10), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }

            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });

        var failed = Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(provider.BaseUrl, options =>
        {
            options.IdleTimeout = TimeSpan.FromMilliseconds(50);
            options.AnswerTimeout = begins ? TimeSpan.FromMinutes(5) : TimeSpan.FromMilliseconds(50);
        }));

        Assert.Contains(reason, failed.Reason);
        Assert.True(failed.Transient);
        Assert.Equal(1, provider.Requests);
    }

    [Fact]
    public async Task An_Answer_That_Drips_Is_Given_Up_However_Alive_It_Seems()
    {
        await using var provider = await Provider.StartAsync(async context =>
        {
            while (true)
            {
                await context.Response.Body.WriteAsync(s_page.AsMemory(0, 1), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(10, context.RequestAborted);
            }
        });

        var failed = Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(provider.BaseUrl, options => options.AnswerTimeout = TimeSpan.FromMilliseconds(300)));

        Assert.Contains("No complete answer within 00:00:00.3", failed.Reason);
        Assert.True(failed.Transient);
    }

    [Theory]
    [InlineData("library@example.org", "IntegrationHub/1.0 (+library@example.org)")]
    [InlineData("", "IntegrationHub/1.0")]
    public async Task Every_Request_Says_Whom_To_Turn_To(string contact, string expected)
    {
        var seen = new List<string>();
        await using var provider = await Provider.StartAsync(context =>
        {
            seen.Add(context.Request.Headers.UserAgent.ToString());
            if (context.Request.Path == "/oai")
            {
                context.Response.Redirect("/oai/2");
            }

            return Task.CompletedTask;
        });

        await Fetching.FetchAsync(provider.BaseUrl, options => options.Contact = contact);

        Assert.Equal([expected, expected], seen);
    }

    [Fact]
    public async Task Only_The_Caller_Cancels_By_Exception()
    {
        using var cancel = new CancellationTokenSource();
        await using var provider = await Provider.StartAsync(context => cancel.CancelAsync());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fetching.FetchAsync(provider.BaseUrl, cancellationToken: cancel.Token));
    }

    private static byte[] Compress(byte[] body, string encoding)
    {
        using var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => new BufferedStream(packed),
        })
        {
            packer.Write(body);
            packer.Flush();
            if (encoding == "none")
            {
                return packed.ToArray();
            }
        }

        return packed.ToArray();
    }
}
