using System.Text.RegularExpressions;

namespace IntegrationHub.Tests.Infra;

/// <summary>The one block of main.bicep that names storage and log events: what the code must agree with.</summary>
internal static class DeployedNames
{
    /// <param name="kind"><c>blobContainers</c>, <c>tables</c>, <c>queues</c> (without their poison queues) or <c>events</c>.</param>
    public static string[] Of(string kind)
    {
        var list = Regex.Match(File.ReadAllText(Repository.PathOf("infra/main.bicep")), $@"^  {kind}: ([\[{{].*[\]}}])$", RegexOptions.Multiline);
        return [.. Regex.Matches(list.Groups[1].Value, "'([^']+)'").Select(match => match.Groups[1].Value)];
    }
}
