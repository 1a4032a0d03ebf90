using System.Runtime.CompilerServices;

namespace IntegrationHub.Tests.Infra;

/// <summary>The files of the checkout that this test was compiled from.</summary>
internal static class Checkout
{
    private static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));

    private static string FindRoot([CallerFilePath] string thisFile = "")
    {
        var folder = Path.GetDirectoryName(thisFile);
        while (folder is not null && !File.Exists(Path.Combine(folder, "IntegrationHub.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException($"No IntegrationHub.sln above {thisFile}.");
    }
}
