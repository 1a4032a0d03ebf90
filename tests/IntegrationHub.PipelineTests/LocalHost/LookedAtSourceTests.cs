using IntegrationHub.LocalHost;
using IntegrationHub.LocalHost.Http;
using IntegrationHub.LocalHost.Jobs;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.PipelineTests.LocalHost;

public sealed class LookedAtSourceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Tells_What_Would_Come_Adds_The_Address_That_Answered_And_Looks_Once()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Fill(4);
        provider.IgnoresUntil = true;
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new(Settings.Storage, azurite.NewAccount()), new("Harvest:AllowPrivateNetworks", "true")]).Build();
        await using var app = HubServer.Build(settings, FreePorts.Next(), new FunctionKey("key"), [], new HostJson(Workspace.Find().FunctionsFolder), HubView.AddHub);
        await app.StartAsync();
        var output = new StringWriter();
        var view = new HubView(app.Services);
        var wishes = new Wishes { Samples = false, DataFolder = "", Source = new AddedSource(new Uri(provider.BaseUrl[..^"/oai".Length]), "oai_dc", []) };

        await view.BeginAsync(wishes, Workspace.Find(), output, default);
        var asked = provider.Requests.Count;
        await view.BeginAsync(wishes with { Source = wishes.Source with { BaseUrl = new Uri(provider.BaseUrl) } }, Workspace.Find(), output, default);

        var source = (await app.Services.GetRequiredService<SourceTable>().ListAsync(default).SingleAsync()).Value;
        Assert.Equal(provider.BaseUrl, source.BaseUrl);
        Assert.Contains($"{provider.BaseUrl}: Test, 4 records", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("ignores 'until'", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(asked, provider.Requests.Count);
    }
}
