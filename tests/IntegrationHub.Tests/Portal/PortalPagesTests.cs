using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using IntegrationHub.Portal;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.Tests.Portal;

public sealed class PortalPagesTests
{
    private readonly PortalPages _pages = new();

    [Theory]
    [InlineData("", "text/html; charset=utf-8")]
    [InlineData("index.html", "text/html; charset=utf-8")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task Serves_A_File_As_What_It_Is(string path, string mediaType)
    {
        var answer = await AskAsync(path);

        Assert.Equal(StatusCodes.Status200OK, answer.StatusCode);
        Assert.Equal(mediaType, answer.ContentType);
        Assert.Equal("nosniff", answer.Headers.XContentTypeOptions);
        Assert.NotEmpty(Plain(answer));
    }

    [Fact]
    public async Task Lets_No_Script_In_That_Is_Not_A_File_Of_The_Hub()
    {
        var policy = (await AskAsync("")).Headers.ContentSecurityPolicy.ToString();

        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, br;q=0", "gzip")]
    [InlineData("identity", "")]
    [InlineData(null, "")]
    public async Task Compresses_As_Asked_For_And_Each_Coding_Has_Its_Own_Tag(string? accepted, string coding)
    {
        var answer = await AskAsync("", request => request.Headers.AcceptEncoding = accepted);

        Assert.Equal(coding, answer.Headers.ContentEncoding.ToString());
        Assert.Equal(Plain(await AskAsync("")), Plain(answer));
        Assert.Equal("Accept-Encoding", answer.Headers.Vary);
        Assert.EndsWith(coding.Length == 0 ? "\"" : $"-{coding}\"", answer.Headers.ETag.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_Nothing_Twice()
    {
        var etag = (await AskAsync("", request => request.Headers.AcceptEncoding = "br")).Headers.ETag;

        var answer = await AskAsync("", request => request.Headers.IfNoneMatch = $"\"other\", W/{etag}");

        Assert.Equal(StatusCodes.Status304NotModified, answer.StatusCode);
        Assert.Equal(0, answer.Body.Length);
    }

    [Fact]
    public async Task Head_Tells_The_Length_And_Sends_No_Body()
    {
        var answer = await AskAsync("", request => request.Method = HttpMethods.Head);

        Assert.True(answer.ContentLength > 0);
        Assert.Equal(0, answer.Body.Length);
    }

    [Fact]
    public async Task Every_File_That_The_Page_Names_May_Be_Kept_For_Ever_And_The_Page_May_Not()
    {
        var page = await AskAsync("");
        var named = Regex.Matches(Plain(page), "(?:href|src)=\"([^\"?#]+\\.[a-z]+)\"").Select(match => match.Groups[1].Value).ToList();

        Assert.Equal("public, no-cache", page.Headers.CacheControl);
        Assert.NotEmpty(named);
        foreach (var path in named)
        {
            var answer = await AskAsync(path);
            Assert.Equal((path, StatusCodes.Status200OK), (path, answer.StatusCode));
            Assert.Contains("immutable", answer.Headers.CacheControl.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_Page_From_Before_An_Upgrade_Still_Gets_Its_Files_But_May_Not_Keep_Them()
    {
        var answer = await AskAsync("0123456789abcdef/icon.svg");

        Assert.Equal(StatusCodes.Status200OK, answer.StatusCode);
        Assert.Equal("public, no-cache", answer.Headers.CacheControl);
    }

    [Fact]
    public void Another_Content_Is_Another_Version()
    {
        static PortalFiles Of(string script) => new(new Dictionary<string, byte[]> { ["index.html"] = "<script src=\"a.js\">"u8.ToArray(), ["a.js"] = Encoding.UTF8.GetBytes(script) });

        Assert.Equal(Of("1").Version, Of("1").Version);
        Assert.NotEqual(Of("1").Version, Of("2").Version);
    }

    [Fact]
    public async Task The_Address_Without_A_Slash_Leads_To_The_Page_With_Its_Question()
    {
        var answer = await AskAsync(null, request => request.QueryString = new QueryString("?q=x"));

        Assert.Equal(StatusCodes.Status308PermanentRedirect, answer.StatusCode);
        Assert.Equal("portal/index.html?q=x", answer.Headers.Location);
    }

    [Theory]
    [InlineData("nothing.js")]
    [InlineData("a/icon.svg")]
    [InlineData("../index.html")]
    public async Task Has_Nothing_But_Its_Files(string path) => Assert.Equal(StatusCodes.Status404NotFound, (await AskAsync(path)).StatusCode);

    private async Task<HttpResponse> AskAsync(string? path, Action<HttpRequest>? ask = null)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = path is null ? "/portal" : $"/portal/{path}";
        context.Response.Body = new MemoryStream();
        ask?.Invoke(context.Request);
        await _pages.Get(context.Request, path).ExecuteAsync(context);
        return context.Response;
    }

    private static string Plain(HttpResponse answer)
    {
        answer.Body.Position = 0;
        using var stream = answer.Headers.ContentEncoding.ToString() switch
        {
            "br" => new BrotliStream(answer.Body, CompressionMode.Decompress, leaveOpen: true),
            "gzip" => new GZipStream(answer.Body, CompressionMode.Decompress, leaveOpen: true),
            _ => answer.Body,
        };
        using var reader = new StreamReader(stream, leaveOpen: true);
        return reader.ReadToEnd();
    }
}
