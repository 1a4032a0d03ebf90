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
    public async Task A_Redirect_There_Is_Refused_And_Shows_No_Credential(string target)
    {
        await using var provider = await Provider.StartAsync(context =>
        {
            context.Response.Redirect(target);
            return Task.CompletedTask;
        });

        var failed = Assert.IsType<OaiFetch.Failed>(await FetchAsync(provider.BaseUrl, allowPrivate: true, "169.254.169.254"));

        Assert.Contains("never harvested", failed.Reason);
        Assert.DoesNotContain("s3cr3t", failed.ToString());
        Assert.Equal(1, provider.Requests);
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
}
