using System.Text.RegularExpressions;

namespace IntegrationHub.Tests.Documents;

/// <summary>A <c>###</c> section of functions/STORAGE.md: a table, container, queue or lock.</summary>
internal sealed record StorageSection(string Kind, string Name, string Text);

/// <summary>An example: the record type that a fence names, and one line of it.</summary>
internal sealed record StorageExample(string Type, string Json);

/// <summary>functions/STORAGE.md in its parts.</summary>
internal static partial class StoragePage
{
    public static string Text { get; } = File.ReadAllText(Repository.PathOf("functions", "STORAGE.md"));

    /// <summary>Sections whose title is a name in code style, with the <c>##</c> title above them as their kind.</summary>
    public static IReadOnlyList<StorageSection> Sections { get; } = [.. ReadSections()];

    public static IReadOnlyList<StorageExample> Examples { get; } =
        [.. Fence().Matches(Text).SelectMany(fence => fence.Groups[2].Value.Trim().Split('\n').Select(line => new StorageExample(fence.Groups[1].Value, line)))];

    public static string TextOf(string kind, string name) => Sections.Single(section => section.Kind == kind && section.Name == name).Text;

    private static IEnumerable<StorageSection> ReadSections()
    {
        var kind = "";
        foreach (Match title in Title().Matches(Text))
        {
            if (title.Groups["kind"].Success)
            {
                kind = title.Groups["kind"].Value;
            }
            else
            {
                var end = Title().Match(Text, title.Index + title.Length);
                yield return new StorageSection(kind, title.Groups["name"].Value, Text[title.Index..(end.Success ? end.Index : Text.Length)]);
            }
        }
    }

    [GeneratedRegex(@"^(?:## (?<kind>.+)|### `(?<name>[^`]+)`)$", RegexOptions.Multiline)]
    private static partial Regex Title();

    [GeneratedRegex(@"^```json (\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
