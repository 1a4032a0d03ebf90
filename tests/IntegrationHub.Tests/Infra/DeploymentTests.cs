using System.Text.Json;
using System.Text.RegularExpressions;

namespace IntegrationHub.Tests.Infra;

public sealed class DeploymentTests
{
    private static string Main { get; } = File.ReadAllText(Repository.PathOf("infra/main.bicep"));

    [Fact]
    public void The_Service_Of_Azure_Yaml_Is_The_App_That_Is_Deployed()
    {
        var azure = File.ReadAllText(Repository.PathOf("azure.yaml"));
        var service = Regex.Match(azure, @"^services:\n  (\w+):\n    project: (\S+)$", RegexOptions.Multiline);

        Assert.True(service.Success);
        Assert.Single(Directory.GetFiles(Repository.PathOf(service.Groups[2].Value), "*.csproj"));
        Assert.Contains($"'azd-service-name': '{service.Groups[1].Value}'", File.ReadAllText(Repository.PathOf("infra/functions.bicep")));
    }

    [Fact]
    public void Every_Parameter_That_Azd_Passes_Is_One_Of_The_Template()
    {
        var passed = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("infra/main.parameters.json"))).RootElement.GetProperty("parameters");

        Assert.All(passed.EnumerateObject(), parameter => Assert.Matches($@"(?m)^param {parameter.Name} ", Main));
    }

    [Fact]
    public void Containers_Used_By_Name_Are_Among_Those_Created()
    {
        var created = DeployedNames.Of("blobContainers");
        var used = Regex.Matches(Main, @"(?:rawContainer: '|blobEndpoint\})([a-z-]+)'").Select(match => match.Groups[1].Value);

        Assert.Equal(["deployment", "raw"], used.Order());
        Assert.Subset(created.ToHashSet(), used.ToHashSet());
    }

    [Theory]
    [InlineData("blobContainers", "^[a-z0-9]+(-[a-z0-9]+)*$")]
    [InlineData("queues", "^[a-z0-9]+(-[a-z0-9]+)*$")]
    [InlineData("tables", "^[a-z][a-z0-9]*$")]
    public void Names_Are_Ones_That_Storage_Accepts(string kind, string pattern)
    {
        var names = DeployedNames.Of(kind);

        Assert.NotEmpty(names);
        // a queue is followed by its '-poison' twin, within 63 characters
        Assert.All(names, name => Assert.True(name.Length is >= 3 and <= 56 && Regex.IsMatch(name, pattern), name));
        Assert.Equal(names, names.Distinct());
    }

    [Fact]
    public void Every_Log_Event_That_Is_Deployed_Is_Logged_And_Counted_By_An_Alert()
    {
        var logged = Repository.SourceFiles("functions", "IntegrationHub")
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "EventName = \"(\\w+)\"").Select(match => match.Groups[1].Value)).ToHashSet();
        var alerts = File.ReadAllText(Repository.PathOf("infra/alerts.bicep"));

        Assert.All(DeployedNames.Of("events"), name =>
        {
            Assert.Contains(name, logged);
            Assert.Contains($"event: events.{char.ToLowerInvariant(name[0])}{name[1..]}\n", alerts, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void No_Account_Key_Opens_Anything()
    {
        Assert.Contains("allowSharedKeyAccess: false", File.ReadAllText(Repository.PathOf("infra/storage.bicep")));
        Assert.Contains("DisableLocalAuth: true", File.ReadAllText(Repository.PathOf("infra/monitoring.bicep")));
        Assert.All(
            Directory.GetFiles(Repository.PathOf("infra"), "*.bicep"),
            file => Assert.DoesNotMatch("listKeys|AccountKey", File.ReadAllText(file)));
    }
}
