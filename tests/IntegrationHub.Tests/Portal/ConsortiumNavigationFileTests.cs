using System.Text;
using System.Text.RegularExpressions;
using IntegrationHub.Portal;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Tests.Portal;

/// <summary>The component as a file: what it does in a page is tested in a browser.</summary>
public sealed partial class ConsortiumNavigationFileTests
{
    [Theory]
    [InlineData("br", 12 * 1024)]
    [InlineData("gzip", 14 * 1024)]
    public async Task Stays_Small(string coding, int budget)
    {
        var answer = await AskAsync(coding);

        Assert.Equal(coding, answer.Headers.ContentEncoding);
        Assert.InRange(answer.Body.Length, 1, budget);
    }

    [Fact]
    public async Task May_Be_Loaded_By_Any_Site()
    {
        var answer = await AskAsync("");

        Assert.Equal("*", answer.Headers.AccessControlAllowOrigin);
        Assert.DoesNotContain("same", answer.Headers["Cross-Origin-Resource-Policy"].ToString(), StringComparison.Ordinal);
        Assert.Equal("text/javascript; charset=utf-8", answer.ContentType);
    }

    /// <summary>What would make text into markup or code, need another policy, or leave something behind.</summary>
    [Fact]
    public async Task Uses_Nothing_That_Strict_Pages_Forbid()
    {
        var answer = await AskAsync("");
        var source = Encoding.UTF8.GetString(((MemoryStream)answer.Body).ToArray());

        Assert.Empty(Forbidden().Matches(source).Select(match => match.Value));
        Assert.DoesNotContain("import ", source, StringComparison.Ordinal);
    }

    private static async Task<HttpResponse> AskAsync(string coding)
    {
        var context = new DefaultHttpContext();
        context.Request.Method = HttpMethods.Get;
        context.Request.Path = "/portal/consortium-navigation.js";
        context.Request.Headers.AcceptEncoding = coding;
        context.Response.Body = new MemoryStream();
        await new PortalPages().Get(context.Request, "consortium-navigation.js").ExecuteAsync(context);
        return context.Response;
    }

    [GeneratedRegex(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function|\.style\b|'style'|cookie|localStorage|sessionStorage|indexedDB|window\.")]
    private static partial Regex Forbidden();
}
