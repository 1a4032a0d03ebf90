using Microsoft.Extensions.Configuration;

namespace IntegrationHub.LocalHost;

/// <summary>The settings of the Functions app's local.settings.json, overruled by environment variables, as Azure Functions reads them.</summary>
internal static class Settings
{
    public const string Storage = "AzureWebJobsStorage";
    private const string Emulator = "UseDevelopmentStorage=true";

    public static IConfigurationRoot Load(string functionsFolder)
    {
        var file = new ConfigurationBuilder().AddJsonFile(Path.Combine(functionsFolder, "local.settings.json"), optional: true).Build();
        var values = file.GetSection("Values").GetChildren()
            .Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), value.Value));
        return new ConfigurationBuilder().AddInMemoryCollection(values).AddEnvironmentVariables().Build();
    }

    /// <returns>Null: Azurite is wanted.</returns>
    public static string? StorageConnection(IConfiguration settings)
    {
        var storage = settings.GetSection(Storage);
        if (storage.Value is null or "" && storage.GetChildren().Any())
        {
            throw new StartupException($"On this machine {Storage} must be a connection string, not an account name: set it, or leave it out to use Azurite.");
        }

        return storage.Value is null or "" || storage.Value.Trim().TrimEnd(';').Equals(Emulator, StringComparison.OrdinalIgnoreCase) ? null : storage.Value;
    }
}
