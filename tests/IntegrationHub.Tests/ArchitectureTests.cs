using System.Text.RegularExpressions;

namespace IntegrationHub.Tests;

/// <summary>The import rules of functions/ARCHITECTURE.md, read off the using lines.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> MayImport = new(StringComparer.Ordinal)
    {
        ["Storage"] = [],
        ["Oai"] = [],
        ["Sources"] = ["Storage"],
        ["Records"] = ["Sources", "Storage"],
        ["Probing"] = ["Sources", "Oai", "Records", "Storage"],
        ["Harvest"] = ["Sources", "Oai", "Records", "Probing", "Storage"],
        ["Linking"] = ["Sources", "Records", "Storage"],
        ["Search"] = ["Records", "Linking", "Storage"],
        ["Publishing"] = ["Sources", "Records", "Linking", "Search", "Storage"],
        ["Providing"] = ["Sources", "Oai", "Records", "Linking", "Publishing"],
        ["Portal"] = ["Publishing"],
        ["Operations"] = ["Storage", "Oai", "Sources", "Records", "Probing", "Harvest", "Linking", "Search", "Publishing", "Providing", "Portal"],
    };

    public static TheoryData<string> Rooms => [.. MayImport.Keys];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_Room_Imports_Only_What_Comes_Before_It(string room)
    {
        var strays = Repository.SourceFiles("functions", "IntegrationHub", room)
            .SelectMany(file => HubImport().Matches(File.ReadAllText(file))
                .Select(import => import.Groups["room"].Value)
                .Where(imported => imported != room && !MayImport[room].Contains(imported))
                .Select(imported => $"{Path.GetFileName(file)} imports {imported}"));

        Assert.Empty(strays);
    }

    [Fact]
    public void Every_Folder_Of_The_Hub_Is_A_Room_With_Rules()
    {
        var folders = Directory.GetDirectories(Repository.PathOf("functions", "IntegrationHub")).Select(Path.GetFileName).Except(["bin", "obj"]);

        Assert.Equal(MayImport.Keys.Order(), folders.Order());
    }

    [Fact]
    public void Only_The_Storage_Room_And_Owners_Of_Tables_Blobs_And_Queues_Use_Azure()
    {
        var strays = Repository.SourceFiles("functions", "IntegrationHub")
            .Where(file => !OwnsStorage().IsMatch(file.Replace('\\', '/')) && File.ReadAllText(file).Contains("\nusing Azure", StringComparison.Ordinal))
            .Select(Path.GetFileName);

        Assert.Empty(strays);
    }

    [Fact]
    public void Only_The_Oai_Room_Talks_Http_To_The_Outside()
    {
        var strays = Repository.SourceFiles("functions", "IntegrationHub")
            .Where(file => !file.Replace('\\', '/').Contains("/Oai/", StringComparison.Ordinal))
            .Where(file => HttpOut().IsMatch(File.ReadAllText(file)))
            .Select(Path.GetFileName);

        Assert.Empty(strays);
    }

    [Fact]
    public void Trigger_Files_Use_No_Host_Of_Their_Own()
    {
        // Compiled twice: for the isolated worker and for the WebJobs engine, each with its own global usings.
        var strays = Directory.EnumerateFiles(Repository.PathOf("functions", "IntegrationHub.Functions"), "*Functions.cs")
            .Where(file => File.ReadAllText(file).Contains("using Microsoft.Azure", StringComparison.Ordinal))
            .Select(Path.GetFileName);

        Assert.Empty(strays);
    }

    [GeneratedRegex(@"^using (?:static )?IntegrationHub\.(?<room>\w+)", RegexOptions.Multiline)]
    private static partial Regex HubImport();

    [GeneratedRegex(@"/Storage/[^/]+\.cs$|(Table|Blobs|Queue)\.cs$")]
    private static partial Regex OwnsStorage();

    [GeneratedRegex(@"using System\.Net\.Http|new HttpClient\b|\bIHttpClientFactory\b")]
    private static partial Regex HttpOut();
}
