namespace IntegrationHub.LocalHost;

/// <summary>The folders of the clone that this program was built from.</summary>
internal sealed record Workspace(string Root)
{
    private const string Marker = "IntegrationHub.sln";

    public string DefaultDataFolder => Path.Combine(Root, ".hub");

    public string AzuriteFolder => Path.Combine(Root, "functions", "IntegrationHub.LocalHost", "azurite");

    public string SamplesFolder => Path.Combine(Root, "functions", "IntegrationHub.LocalHost", "Samples");

    public string FunctionsFolder => Path.Combine(Root, "functions", "IntegrationHub.Functions");

    public static Workspace Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Marker)))
            {
                return new Workspace(folder.FullName);
            }
        }

        throw new StartupException($"The local host runs from a clone of the repository, and no folder above {AppContext.BaseDirectory} holds {Marker}.");
    }
}
