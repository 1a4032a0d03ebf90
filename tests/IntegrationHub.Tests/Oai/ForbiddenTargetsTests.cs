using System.Net;
using IntegrationHub.Oai;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Tests.Oai;

/// <summary>DESIGN 6: base URLs are typed in by people, and redirects are written by strangers.</summary>
public class ForbiddenTargetsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:{0}/oai", "127.0.0.1 is a loopback")]
    [InlineData("http://localhost:{0}/oai", "localhost is at ")]
    [InlineData("http://[::ffff:127.0.0.1]:{0}/oai", "is at ::ffff:127.0.0.1")]
    [InlineData("http://2130706433:{0}/oai", "127.0.0.1 is a loopback")]
    public async Task Private_Networks_Are_Refused_By_Name_Address_And_Setting(string url, string said)
    {
        await using var provider = await Provider.StartAsync(context => context.Response.WriteAsync("reached"));
        var baseUrl = new Uri(string.Format(url, provider.BaseUrl.Port));

        var failed = Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(baseUrl, options => options.AllowPrivateNetworks = false));

        Assert.Contains(said, failed.Reason);
        Assert.Contains("setting AllowPrivateNetworks", failed.Reason);
        Assert.False(failed.Transient);
        Assert.Equal(0, provider.Requests);
    }

    [Fact]
    public async Task A_Redirect_To_The_Metadata_Service_Is_Refused_Whatever_The_Settings()
    {
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.Redirect("http://169.254.169.254/metadata/identity/oauth2/token");
            return Task.CompletedTask;
        });

        var failed = Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(provider.BaseUrl));

        Assert.Contains("169.254.169.254", failed.Reason);
        Assert.Equal(1, provider.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.1.2.3")]
    [InlineData("169.254.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("fe80::1")]
    [InlineData("::ffff:192.168.1.1")]
    public async Task A_Name_That_Resolves_There_Is_Refused_And_Nothing_Is_Sent(string address)
    {
        var failed = Assert.IsType<OaiFetch.Failed>(await FetchAsync(new Uri("http://harmless.example/oai"), allowPrivate: false, address));

        Assert.StartsWith($"harmless.example is at {address}, ", failed.Reason);
        Assert.False(failed.Transient);
    }

    [Theory]
    [InlineData("http://harmless.example/latest")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://[fd00:ec2::254]/latest")]
    [InlineData("http://[::ffff:169.254.169.254]/latest")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/latest")]
    [InlineData("http://2852039166/latest")]
    [InlineData("http://0xA9FEA9FE/latest")]
    [InlineData("http://0251.0376.0251.0376/latest")]
    [InlineData("http://169.254.43518/latest")]
    [InlineData("http://168.63.129.16/machine")]
    [InlineData("http://0.0.0.0/latest")]
    [InlineData("http://[::]/latest")]
    [InlineData("//169.254.169.254/latest")]
    public async Task A_Redirect_There_Is_Refused_And_Shows_No_Credential(string target)
    {
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.Redirect(target);
            return Task.CompletedTask;
        });

        var failed = Assert.IsType<OaiFetch.Failed>(await FetchAsync(provider.BaseUrl, allowPrivate: true, "169.254.169.254"));

        Assert.Contains("never connects to", failed.Reason);
        Assert.DoesNotContain("s3cr3t", failed.ToString());
        Assert.Equal(1, provider.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://127.1:1/")]
    [InlineData("http://0177.0.0.1:1/")]
    [InlineData("http://0x7f000001:1/")]
    [InlineData("http://[::1]:1/")]
    [InlineData("http://[fe80::1]:1/")]
    [InlineData("http://[::ffff:127.0.0.1]:1/")]
    [InlineData("http://[::127.0.0.1]:1/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://inside.example/")]
    public async Task A_Redirect_From_Outside_To_Inside_Is_Refused_And_Nothing_Is_Sent(string target)
    {
        var asked = new List<string>();
        var options = new OaiClientOptions { Retries = 0 };
        using var connecting = OaiHttp.CreateWith(options, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse("10.9.8.7")]));
        using var http = new HttpClient(new Outside(asked, connecting, target));
        using var client = new OaiClient(http, options, TimeProvider.System);

        var failed = Assert.IsType<OaiFetch.Failed>(await client.FetchAsync(OaiRequest.Identify(new Uri("http://outside.example/oai")), default));

        Assert.True(failed.Refused);
        Assert.Contains("loopback, link-local or private address", failed.Reason);
        Assert.False(failed.Transient);
        Assert.Equal(["outside.example"], asked);
    }

    [Theory]
    [InlineData("127.0.0.1", "10.0.0.1")]
    [InlineData("::1", "fe80::1")]
    public async Task A_Name_All_Of_Whose_Addresses_Are_Inside_Is_Refused(params string[] addresses) =>
        Assert.Contains("private address", Assert.IsType<OaiFetch.Failed>(await FetchAsync(new Uri("http://harmless.example/oai"), allowPrivate: false, addresses)).Reason);

    /// <summary>Rebinding: the name is asked for once, and what was checked is what is connected to; the next connection is checked again.</summary>
    [Fact]
    public async Task A_Name_That_Moves_Inside_Between_Two_Requests_Is_Refused_At_The_Second()
    {
        var resolved = 0;
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.Headers.Connection = "close";
            return context.Response.WriteAsync("reached");
        });
        var options = new OaiClientOptions { AllowPrivateNetworks = true, Retries = 0 };
        using var http = OaiHttp.CreateWith(options, (_, _) => Task.FromResult<IPAddress[]>([IPAddress.Parse(++resolved == 1 ? "127.0.0.1" : "169.254.169.254")]));
        using var client = new OaiClient(http, options, TimeProvider.System);
        var request = OaiRequest.Identify(new Uri($"http://moving.example:{provider.BaseUrl.Port}/oai"));

        Assert.IsType<OaiFetch.Page>(await client.FetchAsync(request, default));
        Assert.Equal(1, resolved);
        Assert.Contains("moving.example is at 169.254.169.254", Assert.IsType<OaiFetch.Failed>(await client.FetchAsync(request, default)).Reason);
        Assert.Equal((2, 1), (resolved, provider.Requests));
    }

    [Fact]
    public async Task A_Redirect_From_Https_To_Http_Is_Not_Followed()
    {
        var asked = new List<string>();
        using var http = new HttpClient(new Outside(asked, null, "http://outside.example/plain"));
        using var client = new OaiClient(http, new OaiClientOptions(), TimeProvider.System);

        var failed = Assert.IsType<OaiFetch.Failed>(await client.FetchAsync(OaiRequest.Identify(new Uri("https://outside.example/oai")), default));

        Assert.Contains("'http://outside.example/plain' and not followed: only http and https are, never from https to http", failed.Reason);
        Assert.Single(asked);
    }

    [Fact]
    public async Task Of_A_Names_Addresses_Only_Those_That_May_Be_Are_Connected_To()
    {
        await using var provider = await Provider.StartAsync(context => context.Response.WriteAsync("reached"));

        var fetch = await FetchAsync(new Uri($"http://harmless.example:{provider.BaseUrl.Port}/oai"), allowPrivate: true, "169.254.169.254", "127.0.0.1");

        Assert.IsType<OaiFetch.Page>(fetch);
    }

    [Fact]
    public async Task Only_The_Web_Is_Harvested() =>
        Assert.Contains("'file'", Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(new Uri("file:///etc/passwd"))).Reason);

    private static async Task<OaiFetch> FetchAsync(Uri baseUrl, bool allowPrivate, params string[] addresses)
    {
        var options = new OaiClientOptions { AllowPrivateNetworks = allowPrivate, Retries = 0 };
        using var http = OaiHttp.CreateWith(options, (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()));
        using var client = new OaiClient(http, options, TimeProvider.System);
        var credential = OaiCredential.Bearer("s3cr3t-of-the-example-library", [new Uri(baseUrl.GetLeftPart(UriPartial.Authority))]);
        return await client.FetchAsync(OaiRequest.Identify(baseUrl) with { Credential = credential }, default);
    }

    /// <summary>A public host that redirects; whoever it leads to is connected to as in earnest.</summary>
    private sealed class Outside(List<string> asked, HttpMessageInvoker? connecting, string target) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.Host != "outside.example")
            {
                return connecting!.SendAsync(new HttpRequestMessage(request.Method, request.RequestUri), cancellationToken);
            }

            asked.Add(request.RequestUri.Host);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = new Uri(target) }, RequestMessage = request });
        }
    }
}
