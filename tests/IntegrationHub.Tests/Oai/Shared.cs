using System.Runtime.CompilerServices;

namespace IntegrationHub.Tests.Oai;

/// <summary>Real material beside the checkout, not in it.</summary>
internal static class Shared
{
    public static string Folder(string name, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "shared", name));
}
