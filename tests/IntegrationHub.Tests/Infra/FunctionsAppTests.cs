using System.Text.Json;
using System.Text.RegularExpressions;

namespace IntegrationHub.Tests.Infra;

/// <summary>The Functions app is not part of this build, so what the build would notice is checked on its files.</summary>
public sealed class FunctionsAppTests
{
    private const string App = "functions/IntegrationHub.Functions";

    private static JsonElement HostJson { get; } = JsonDocument.Parse(File.ReadAllText(Repository.PathOf($"{App}/host.json"))).RootElement;

    [Fact]
    public void Is_In_The_Solution_But_Not_In_Its_Build()
    {
        var solution = File.ReadAllText(Repository.PathOf("IntegrationHub.sln"));
        var project = Regex.Match(solution, """
            IntegrationHub\.Functions\.csproj", "(\{[0-9A-F-]+\})
            """);

        Assert.True(project.Success);
        Assert.Contains($"{project.Groups[1].Value}.Debug|Any CPU.ActiveCfg", solution);
        Assert.DoesNotMatch(Regex.Escape(project.Groups[1].Value) + @"\.[^=]*\.Build\.0", solution);
    }

    [Fact]
    public void Trigger_Files_Name_No_Azure_Namespace_Because_Two_Hosts_Compile_Them()
    {
        var offenders = Directory.GetFiles(Repository.PathOf(App), "*Functions.cs")
            .Where(file => File.ReadAllText(file).Contains("using Microsoft.Azure", StringComparison.Ordinal))
            .Select(Path.GetFileName);

        Assert.Empty(offenders);
    }

    [Fact]
    public void Routes_Are_Written_Out_In_Full()
    {
        Assert.Equal("2.0", HostJson.GetProperty("version").GetString());
        Assert.Equal("", HostJson.GetProperty("extensions").GetProperty("http").GetProperty("routePrefix").GetString());
    }

    [Fact]
    public void Queue_Steps_Are_Few_At_A_Time_Retried_And_Given_Up()
    {
        var queues = HostJson.GetProperty("extensions").GetProperty("queues");

        Assert.InRange(queues.GetProperty("batchSize").GetInt32(), 1, 8);
        Assert.InRange(queues.GetProperty("newBatchThreshold").GetInt32(), 0, queues.GetProperty("batchSize").GetInt32());
        Assert.Equal(5, queues.GetProperty("maxDequeueCount").GetInt32());
        Assert.Equal("base64", queues.GetProperty("messageEncoding").GetString());
        Assert.True(Duration(queues, "visibilityTimeout") > TimeSpan.Zero, "a step that failed must not be tried again at once");
        Assert.True(Duration(queues, "visibilityTimeout") < Duration(HostJson, "functionTimeout"));
    }

    [Fact]
    public void The_Log_Events_That_Alerts_Count_Are_Never_Sampled_Away()
    {
        var sampling = HostJson.GetProperty("logging").GetProperty("applicationInsights").GetProperty("samplingSettings");
        var kept = sampling.GetProperty("excludedTypes").GetString()!.Split(';');

        Assert.Contains("Trace", kept);
        Assert.Contains("Exception", kept);
    }

    private static TimeSpan Duration(JsonElement section, string name) =>
        TimeSpan.ParseExact(section.GetProperty(name).GetString()!, "c", null);
}
