using Microsoft.Extensions.Configuration;

namespace IntegrationHub.LocalHost.Jobs;

/// <summary>The Functions app's host.json: what it sets for Azure holds here too.</summary>
internal sealed class HostJson(string functionsFolder)
{
    private readonly IConfigurationSection _extensions = new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(functionsFolder, "host.json"), optional: true)
        .Build().GetSection("extensions");

    public IConfigurationSection Queues => _extensions.GetSection("queues");

    public string RoutePrefix => _extensions["http:routePrefix"] ?? "api";
}
