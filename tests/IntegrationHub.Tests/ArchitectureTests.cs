using System.Text.RegularExpressions;

namespace IntegrationHub.Tests;

/// <summary>The import rules of functions/ARCHITECTURE.md, read off the using lines.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> MayImport = new(StringComparer.Ordinal)
    {
        ["Storage"] = [],
        ["Network"] = [],
        ["Oai"] = ["Network"],
        ["Sources"] = ["Storage"],
        ["Records"] = ["Sources", "Storage"],
        ["Probing"] = ["Sources", "Oai", "Records", "Storage"],
        ["Harvest"] = ["Sources", "Oai", "Records", "Probing", "Storage"],
        ["Linking"] = ["Sources", "Records", "Storage"],
        ["Search"] = ["Records", "Linking", "Storage"],
        ["Publishing"] = ["Sources", "Records", "Linking", "Search", "Storage"],
        ["Providing"] = ["Sources", "Oai", "Records", "Linking", "Publishing"],
        ["Portal"] = ["Publishing"],
        ["Notifying"] = ["Network", "Sources", "Publishing", "Storage"],
        ["Operations"] = ["Storage", "Network", "Oai", "Sources", "Records", "Probing", "Harvest", "Linking", "Search", "Publishing", "Providing", "Portal", "Notifying"],
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
    public void Only_Whom_The_Network_Room_Gives_A_Client_Talks_Http_To_The_Outside()
    {
        // Providers are asked by Oai, subscribers are told by Notifying. Both connect through Network, which alone makes a client, so that no address leads past its rules.
        var strays = Repository.SourceFiles("functions", "IntegrationHub")
            .Select(file => file.Replace('\\', '/'))
            .Where(file => (NewClient().IsMatch(File.ReadAllText(file)) && !file.Contains("/Network/", StringComparison.Ordinal))
                || (HttpOut().IsMatch(File.ReadAllText(file)) && !OpensConnections().IsMatch(file)))
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

    [GeneratedRegex(@"new HttpClient\b|new SocketsHttpHandler\b|\bIHttpClientFactory\b")]
    private static partial Regex NewClient();

    [GeneratedRegex(@"using System\.Net\.Http|\bHttpClient\b|\bHttpRequestMessage\b")]
    private static partial Regex HttpOut();

    [GeneratedRegex("/(Network|Oai|Notifying)/")]
    private static partial Regex OpensConnections();
}
