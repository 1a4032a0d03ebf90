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

    [Fact]
    public async Task Only_The_Web_Is_Harvested() =>
        Assert.Contains("'file'", Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(new Uri("file:///etc/passwd"))).Reason);
}
