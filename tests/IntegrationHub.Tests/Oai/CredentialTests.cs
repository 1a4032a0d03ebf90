using System.Text;
using IntegrationHub.Oai;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Tests.Oai;

public sealed class CredentialTests
{
    private const string Secret = "s3cr3t-of-the-example-library";

    [Theory]
    [InlineData("Basic")]
    [InlineData("Bearer")]
    [InlineData("X-Api-Key")]
    public async Task Is_Shown_With_Each_Request(string kind)
    {
        var seen = new List<string>();
        await using var provider = await Provider.StartAsync(context =>
        {
            seen.Add(context.Request.Headers[kind.StartsWith('X') ? kind : "Authorization"].ToString());
            return context.Response.WriteAsync("<OAI-PMH/>");
        });
        var request = OaiRequest.ListRecords(provider.BaseUrl, "oai_dc") with { Credential = Of(kind, provider.BaseUrl) };

        await Fetching.FetchAsync(request);
        await Fetching.FetchAsync(request.Resume("next"));

        var expected = kind switch
        {
            "Basic" => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("hub:" + Secret)),
            "Bearer" => "Bearer " + Secret,
            _ => Secret,
        };
        Assert.Equal([expected, expected], seen);
    }

    [Fact]
    public async Task Goes_On_With_A_Redirect_On_Its_Own_Host()
    {
        var seen = new List<string>();
        await using var provider = await Provider.StartAsync(context =>
        {
            seen.Add(context.Request.Headers.Authorization.ToString());
            if (context.Request.Path == "/oai")
            {
                context.Response.Redirect("/oai/" + context.Request.QueryString);
            }

            return Task.CompletedTask;
        });

        await Fetching.FetchAsync(OaiRequest.Identify(provider.BaseUrl) with { Credential = Of("Bearer", provider.BaseUrl) });

        Assert.Equal(["Bearer " + Secret, "Bearer " + Secret], seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Does_Not_Follow_A_Redirect_To_Another_Host_Or_Port(bool otherName)
    {
        string? shown = null;
        await using var thief = await Provider.StartAsync(context =>
        {
            shown = context.Request.Headers.Authorization.ToString();
            return Task.CompletedTask;
        });
        var target = otherName ? new UriBuilder(thief.BaseUrl) { Host = "localhost" }.Uri : thief.BaseUrl;
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.Redirect(target.AbsoluteUri);
            return Task.CompletedTask;
        });

        // Even where the other host is one that it may be shown to when it is asked itself.
        var origins = otherName ? [provider.BaseUrl, target] : new[] { provider.BaseUrl };
        await Fetching.FetchAsync(OaiRequest.Identify(provider.BaseUrl) with { Credential = OaiCredential.Bearer(Secret, origins) });

        Assert.Equal("", shown);
    }

    [Theory]
    [InlineData("https://library.example/oai", true)]
    [InlineData("https://LIBRARY.example:443/other", true)]
    [InlineData("http://library.example/oai", false)]
    [InlineData("https://library.example:8443/oai", false)]
    [InlineData("https://library.example.evil.example/oai", false)]
    [InlineData("https://evil.example/library.example", false)]
    public void Is_For_Its_Origins_Only(string address, bool expected) =>
        Assert.Equal(expected, OaiCredential.Bearer(Secret, [new Uri("https://library.example")]).IsFor(new Uri(address)));

    [Theory]
    [InlineData(200)]
    [InlineData(403)]
    [InlineData(500)]
    public async Task An_Answer_That_Repeats_It_Is_Not_Kept(int status)
    {
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync($"<html>You sent {context.Request.Headers.Authorization}</html>");
        });

        var failed = Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(OaiRequest.Identify(provider.BaseUrl) with { Credential = Of("Basic", provider.BaseUrl) }));

        Assert.Contains("credential", failed.Reason, StringComparison.Ordinal);
        Assert.Equal("", failed.FirstBytes);
    }

    [Fact]
    public async Task A_Redirect_That_Repeats_It_Is_Not_Told()
    {
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = "ftp://example.org/?" + context.Request.Headers["X-Api-Key"];
            return Task.CompletedTask;
        });

        var failed = Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(OaiRequest.Identify(provider.BaseUrl) with { Credential = Of("X-Api-Key", provider.BaseUrl) }));

        Assert.DoesNotContain(Secret, failed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Its_Text_Form_Tells_No_Secret()
    {
        var request = OaiRequest.Identify(new Uri("https://library.example/oai")) with { Credential = Of("X-Api-Key", new Uri("https://library.example")) };

        Assert.Contains("X-Api-Key", request.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, request.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\nX-Evil: b")]
    [InlineData("密码")]
    [InlineData("")]
    public void A_Header_Is_Not_Made_Of_What_It_Cannot_Carry(string secret) =>
        Assert.Throws<ArgumentException>(() => OaiCredential.InHeader("X-Api-Key", secret, []));

    private static OaiCredential Of(string kind, Uri origin) => kind switch
    {
        "Basic" => OaiCredential.Basic("hub", Secret, [origin]),
        "Bearer" => OaiCredential.Bearer(Secret, [origin]),
        _ => OaiCredential.InHeader(kind, Secret, [origin]),
    };
}
