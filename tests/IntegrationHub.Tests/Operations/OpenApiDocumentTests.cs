using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHub.Operations;

namespace IntegrationHub.Tests.Operations;

public sealed partial class OpenApiDocumentTests
{
    private static readonly JsonElement Document = JsonDocument.Parse(OpenApiDocument.Read()).RootElement;

    [Fact]
    public void Describes_Every_Route_And_No_Other()
    {
        var described = from path in Document.GetProperty("paths").EnumerateObject()
                        from operation in path.Value.EnumerateObject()
                        where operation.Name != "parameters"
                        select $"{operation.Name} {path.Name}";

        Assert.Equal(Routes().Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_No_Schema_That_It_Does_Not_Define()
    {
        var defined = Document.GetProperty("components");
        foreach (Match reference in Reference().Matches(Document.GetRawText()))
        {
            Assert.True(
                defined.TryGetProperty(reference.Groups[1].Value, out var kind) && kind.TryGetProperty(reference.Groups[2].Value, out _), reference.Value);
        }
    }

    [Fact]
    public void Asks_For_The_Key_Exactly_Where_The_Trigger_Does()
    {
        foreach (var path in Document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject().Where(operation => operation.Name != "parameters"))
            {
                var open = operation.Value.TryGetProperty("security", out var security) && security.GetArrayLength() == 0;
                Assert.Equal(path.Name.StartsWith("/api/admin/", StringComparison.Ordinal), !open);
            }
        }
    }

    // [HttpTrigger(AuthorizationLevel.Function, "get", "post", Route = "api/…")], the route a literal or a constant of the hub.
    // HEAD and OPTIONS follow from GET and are not described.
    private static IEnumerable<string> Routes() =>
        from file in Directory.EnumerateFiles(Repository.PathOf("functions", "IntegrationHub.Functions"), "*Functions.cs")
        from Match trigger in Trigger().Matches(File.ReadAllText(file))
        let route = trigger.Groups["route"] is { Success: true, Value: var literal } ? literal : Constant(trigger.Groups["class"].Value, trigger.Groups["constant"].Value)
        from Match method in Quoted().Matches(trigger.Groups["methods"].Value)
        where method.Groups[1].Value is not ("head" or "options")
        select $"{method.Groups[1].Value} /{RouteConstraint().Replace(route, "{$1}")}";

    private static string Constant(string type, string name) =>
        (string)typeof(OpenApiDocument).Assembly.GetTypes().Single(candidate => candidate.Name == type).GetField(name)!.GetRawConstantValue()!;

    [GeneratedRegex(@"\[HttpTrigger\(AuthorizationLevel\.\w+,(?<methods>[^\]]*?)\s*Route = (?:""(?<route>[^""]+)""|(?<class>\w+)\.(?<constant>\w+))\)\]")]
    private static partial Regex Trigger();

    [GeneratedRegex("\"([a-z]+)\"")]
    private static partial Regex Quoted();

    // {*path} and {id:int} are {path} and {id} in OpenAPI.
    [GeneratedRegex(@"\{\*?(\w+)(?::[^}]*)?\}")]
    private static partial Regex RouteConstraint();

    [GeneratedRegex(@"""#/components/(\w+)/(\w+)""")]
    private static partial Regex Reference();
}
