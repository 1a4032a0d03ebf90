using System.Text;
using IntegrationHub.Oai;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Tests.Oai;

/// <summary>A connection that breaks in the middle of an answer, as where a provider's software dies over one record.</summary>
public sealed class BrokenConnectionsTests
{
    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(Pages.List(Pages.Record("a", "A"), Pages.Record("b", "B"), Pages.Record("c", "C")));

    [Fact]
    public async Task The_Records_Before_The_Break_Are_A_Page_Once_Asking_Again_Does_Not_Help()
    {
        await using var provider = await Provider.StartAsync(context => BreakAsync(context, Whole.AsSpan().IndexOf("<dc:title>C"u8)));

        var page = Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(provider.BaseUrl, options => options.Retries = 1));
        var read = Pages.Read(page.Body);

        Assert.Equal(2, provider.Requests);
        Assert.True(read.Truncated);
        Assert.Equal(["a", "b"], read.Records.Select(record => record.Header.Identifier));
    }

    [Fact]
    public async Task A_Page_That_Comes_Whole_The_Second_Time_Is_Taken_Whole()
    {
        var requests = 0;
        await using var provider = await Provider.StartAsync(context => BreakAsync(context, ++requests == 1 ? Whole.Length / 2 : Whole.Length));

        Assert.Equal(Whole, Assert.IsType<OaiFetch.Page>(await Fetching.FetchAsync(provider.BaseUrl)).Body);
    }

    [Fact]
    public async Task Nothing_Before_The_Break_Is_A_Passing_Fault()
    {
        await using var provider = await Provider.StartAsync(context => BreakAsync(context, 0));

        Assert.True(Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(provider.BaseUrl)).Transient);
    }

    [Fact]
    public async Task Half_An_Identify_Is_A_Passing_Fault()
    {
        await using var provider = await Provider.StartAsync(context => BreakAsync(context, Whole.Length / 2));

        Assert.True(Assert.IsType<OaiFetch.Failed>(await Fetching.FetchAsync(OaiRequest.Identify(provider.BaseUrl))).Transient);
    }

    /// <summary>Announces the whole page and sends its beginning: the server closes the connection then.</summary>
    private static async Task BreakAsync(HttpContext context, int length)
    {
        context.Response.ContentLength = Whole.Length;
        await context.Response.StartAsync();
        await context.Response.Body.WriteAsync(Whole.AsMemory(0, length));
        await context.Response.Body.FlushAsync();
    }
}
