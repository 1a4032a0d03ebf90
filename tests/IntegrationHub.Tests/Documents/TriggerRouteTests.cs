using System.Text.RegularExpressions;

namespace IntegrationHub.Tests.Documents;

/// <summary>
/// The Functions host tries routes in the order of their functions' names; a literal segment goes before a parameter only in ASP.NET
/// (https://github.com/Azure/azure-functions-host/issues/9876). So where two routes match one address, the more literal one must have the name that sorts first.
/// </summary>
public sealed partial class TriggerRouteTests
{
    [Fact]
    public void Of_Two_Routes_That_Match_One_Address_The_Literal_One_Is_Tried_First()
    {
        var triggers =
            (from file in Directory.EnumerateFiles(Repository.PathOf("functions", "IntegrationHub.Functions"), "*Functions.cs")
             from Match trigger in Trigger().Matches(File.ReadAllText(file))
             from Match method in Method().Matches(trigger.Groups["methods"].Value)
             select (Name: trigger.Groups["name"].Value, Method: method.Groups[1].Value, Route: trigger.Groups["route"].Value.Split('/'))).ToList();
        var clashes =
            (from literal in triggers
             from general in triggers
             where literal.Method == general.Method && literal.Name != general.Name && Overlap(literal.Route, general.Route)
             select (Literal: literal.Name, General: general.Name)).ToList();

        Assert.Contains(("ExportDecisions", "GetDecision"), clashes);
        Assert.All(clashes, clash => Assert.True(string.CompareOrdinal(clash.Literal, clash.General) < 0, $"{clash.General} hides {clash.Literal}"));
    }

    /// <summary>True if the two match one address, and the first is literal where they first differ.</summary>
    private static bool Overlap(string[] literal, string[] general)
    {
        var differ = literal.Zip(general).Select((pair, i) => (pair, i)).FirstOrDefault(at => at.pair.First != at.pair.Second && !(IsParameter(at.pair.First) && IsParameter(at.pair.Second)), (default, -1)).i;
        return literal.Length == general.Length && differ >= 0 && !IsParameter(literal[differ])
            && literal.Zip(general).All(pair => pair.First == pair.Second || IsParameter(pair.First) || IsParameter(pair.Second));
    }

    private static bool IsParameter(string segment) => segment.StartsWith('{');

    [GeneratedRegex(@"\[Function\(""(?<name>\w+)""\)\][^\[]*?\[HttpTrigger\(AuthorizationLevel\.\w+,(?<methods>[^\]]*?)\s*Route = ""(?<route>[^""]+)""\)\]")]
    private static partial Regex Trigger();

    [GeneratedRegex("\"([a-z]+)\"")]
    private static partial Regex Method();
}
