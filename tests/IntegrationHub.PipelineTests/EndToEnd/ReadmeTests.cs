using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using IntegrationHub.LocalHost;

namespace IntegrationHub.PipelineTests.EndToEnd;

/// <summary>Every command of the README, given to the program as its reader would: with the samples, on the first start.</summary>
public sealed partial class ReadmeTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly string[] Others = ["dotnet test", "azd up"];
    private static readonly string[] Commands = [.. CommandsOf(File.ReadAllText(Path.Combine(Workspace.Find().Root, "README.md")))];

    [Fact]
    public async Task Every_Request_Is_Answered_Well()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var hub = new HubProcess(azurite.NewAccount());
        await hub.SayAsync("Ctrl-C stops it", patience.Token);
        using var http = new HttpClient();
        var requests = Commands.Where(command => command.StartsWith("curl ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(requests);

        var resource = await FirstResourceAsync(http, hub.Port, patience.Token);
        foreach (var command in requests)
        {
            using var request = RequestOf(command.Replace("{id}", resource, StringComparison.Ordinal), hub.Port);
            using var answer = await http.SendAsync(request, patience.Token);
            Assert.True(answer.IsSuccessStatusCode, $"{command}\n{(int)answer.StatusCode}\n{await answer.Content.ReadAsStringAsync(patience.Token)}");
        }

    }

    [Fact]
    public void Every_Other_Command_Is_Known()
    {
        foreach (var command in Commands.Where(command => !command.StartsWith("curl ", StringComparison.Ordinal) && !Others.Contains(command)))
        {
            var parts = command.Split(' ');
            Assert.Equal(["dotnet", "run", "--project", "functions/IntegrationHub.LocalHost"], parts[..4]);
            var errors = new StringWriter();
            var (wishes, _) = new CommandLine().Parse([.. parts.Skip(5)], "data", TextWriter.Null, errors);
            Assert.True(wishes is not null, $"{command}: {errors}");
        }
    }

    private static async Task<string> FirstResourceAsync(HttpClient http, int port, CancellationToken ct)
    {
        var page = await http.GetStringAsync(new Uri($"http://localhost:{port}/opds/2/all"), ct);
        return ResourceAddress().Match(page).Groups["id"].Value;
    }

    private static HttpRequestMessage RequestOf(string command, int port)
    {
        var words = Word().Matches(command["curl ".Length..]).Select(word => word.Value.Trim('\'')).ToList();
        var url = words.Single(word => word.StartsWith("http", StringComparison.Ordinal))
            .Replace(":7071", $":{port}", StringComparison.Ordinal).Replace("KEY", HubProcess.Key, StringComparison.Ordinal);
        var request = new HttpRequestMessage(new HttpMethod(After("-X") ?? "GET"), url);
        if (After("-d") is { } body)
        {
            request.Content = new StringContent(body.Replace(":7071", $":{port}", StringComparison.Ordinal), Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(After("-H")!.Split(": ")[1]);
        }

        return request;

        string? After(string option) => words.IndexOf(option) is >= 0 and var at ? words[at + 1] : null;
    }

    private static IEnumerable<string> CommandsOf(string readme) => ShellBlock().Matches(readme)
        .SelectMany(block => block.Groups["lines"].Value.Replace("\\\n", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    [GeneratedRegex("```sh\n(?<lines>.*?)```", RegexOptions.Singleline)]
    private static partial Regex ShellBlock();

    [GeneratedRegex(@"'[^']*'|\S+")]
    private static partial Regex Word();

    [GeneratedRegex("/api/resources/(?<id>[0-9a-z]{26})")]
    private static partial Regex ResourceAddress();
}
