using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using IntegrationHub.Notifying;
using IntegrationHub.Probing;
using IntegrationHub.Storage;

namespace IntegrationHub.Tests.Documents;

/// <summary>A setting as admins spell it, and what holds without it.</summary>
internal sealed record Setting(string Name, string Default);

/// <summary>The settings that the code reads, and the two files that tell people of them.</summary>
internal static class KnownSettings
{
    /// <summary>Read by the local host alone.</summary>
    public static readonly IReadOnlyList<Setting> OfLocalHost = [new("Functions__Key", ""), new("Azurite__Port", "10000")];

    /// <summary>Read by the Functions host alone.</summary>
    public static readonly IReadOnlyList<Setting> OfFunctionsHost =
    [
        new("FUNCTIONS_WORKER_RUNTIME", ""), new("AzureWebJobsStorage__credential", ""),
        new("APPLICATIONINSIGHTS_CONNECTION_STRING", ""), new("APPLICATIONINSIGHTS_AUTHENTICATION_STRING", ""),
    ];

    /// <summary>As many of them as there are names of credentials.</summary>
    public static readonly IReadOnlyList<Setting> OfCredentials = [.. typeof(CredentialSetting).GetProperties().Select(property => new Setting($"Harvest__Credentials__{{name}}__{property.Name}", ""))];

    /// <summary>As many of them as there are names of secrets.</summary>
    public static readonly IReadOnlyList<Setting> OfSecrets = [new($"{NotifyingOptions.Section}__{nameof(NotifyingOptions.Secrets)}__{{name}}", "")];

    /// <summary>In place of a connection string: no local setting can hold both.</summary>
    public static readonly IReadOnlyList<string> OfAzure = ["AzureWebJobsStorage__accountName", "AzureWebJobsStorage__clientId"];

    public static IReadOnlyList<Type> OptionsTypes { get; } =
        [.. typeof(HubServices).Assembly.GetTypes().Where(type => type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true })];

    /// <summary>Of every options class, as its properties and their initial values say.</summary>
    public static IReadOnlyList<Setting> OfHub { get; } = [.. OptionsTypes.SelectMany(Of)];

    /// <summary>The table of functions/SETTINGS.md.</summary>
    public static IReadOnlyList<Setting> Documented()
    {
        var rows = Regex.Matches(File.ReadAllText(Repository.PathOf("functions", "SETTINGS.md")), @"^\| `([^`]+)` \| (?:`([^`]*)`)? ?\| \S.* \|$", RegexOptions.Multiline);
        return [.. rows.Select(row => new Setting(row.Groups[1].Value, row.Groups[2].Value))];
    }

    /// <summary>"Values" of local.settings.sample.json.</summary>
    public static IReadOnlyDictionary<string, string> Sample()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("local.settings.sample.json")));
        return file.RootElement.GetProperty("Values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString()!);
    }

    private static IEnumerable<Setting> Of(Type options)
    {
        var section = (string)options.GetField("Section")!.GetRawConstantValue()!;
        var initial = Activator.CreateInstance(options);
        foreach (var property in options.GetProperties().Where(property => property.CanWrite))
        {
            var name = (options.Name, property.Name) switch
            {
                // The section's own value, and names as Azure Functions spells them.
                (nameof(StorageOptions), nameof(StorageOptions.ConnectionString)) => section,
                (nameof(StorageOptions), var other) => $"{section}__{JsonNamingPolicy.CamelCase.ConvertName(other)}",
                (_, var own) => $"{section}__{own}",
            };
            yield return new Setting(name, property.GetValue(initial) switch
            {
                bool value => value ? "true" : "false",
                IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
                var text => text?.ToString() ?? "",
            });
        }
    }
}
