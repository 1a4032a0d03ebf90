using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Tests.Documents;

/// <summary>functions/SETTINGS.md, local.settings.sample.json and the options types say the same.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void The_Table_Holds_Every_Setting_With_Its_Default_And_No_Other()
    {
        var known = KnownSettings.OfHub.Concat(KnownSettings.OfLocalHost).Concat(KnownSettings.OfFunctionsHost).Concat(KnownSettings.OfCredentials).Concat(KnownSettings.OfSecrets);

        Assert.Equal(known.OrderBy(setting => setting.Name, StringComparer.Ordinal), KnownSettings.Documented().OrderBy(setting => setting.Name, StringComparer.Ordinal));
    }

    [Fact]
    public void The_Sample_Holds_Every_Setting_That_Has_A_Place_On_A_Developers_Machine()
    {
        var wanted = KnownSettings.OfHub.Concat(KnownSettings.OfLocalHost).Select(setting => setting.Name).Except(KnownSettings.OfAzure).Append("FUNCTIONS_WORKER_RUNTIME");

        Assert.Equal(wanted.Order(StringComparer.Ordinal), KnownSettings.Sample().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_Sample_Says_What_Holds_Without_It_But_For_Storage_And_Networks()
    {
        var differing = KnownSettings.OfHub.Concat(KnownSettings.OfLocalHost)
            .Where(setting => KnownSettings.Sample().TryGetValue(setting.Name, out var value) && value != setting.Default)
            .Select(setting => setting.Name);

        Assert.Equal(["AzureWebJobsStorage", "Harvest__AllowPrivateNetworks"], differing.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_Sample_Binds_And_Is_Valid()
    {
        using var hub = HubWith([]);

        hub.GetRequiredService<IStartupValidator>().Validate();
    }

    [Theory]
    [InlineData("Harvest__Overlap", "-00:01:00")]
    [InlineData("Harvest__StuckAfter", "00:02:00")]
    [InlineData("Harvest__Credentials__Example__Hosts", "library.example/oai")]
    [InlineData("Linking__PartitionBytes", "1")]
    [InlineData("Publishing__PublicUrl", "ftp://feed.example.org")]
    [InlineData("Publishing__ListingEntries", "4001")]
    [InlineData("Notifying__Retries", "10")]
    [InlineData("Notifying__Secrets__Portal", "not a secret")]
    [InlineData("Operations__KeepRuns", "1.00:00:00")]
    [InlineData("AzureWebJobsStorage__accountName", "Not-An-Account")]
    public void A_Mistake_Stops_The_Start_And_Is_Named(string setting, string value)
    {
        using var hub = HubWith([KeyValuePair.Create(setting, value)]);

        var stop = Assert.ThrowsAny<OptionsValidationException>(hub.GetRequiredService<IStartupValidator>().Validate);

        Assert.Contains(stop.Failures, failure => failure.Contains(setting[(setting.LastIndexOf('_') + 1)..], StringComparison.Ordinal));
    }

    [Fact]
    public void Every_App_Setting_That_Is_Deployed_Is_Known()
    {
        var bicep = File.ReadAllText(Repository.PathOf("infra", "functions.bicep"));
        var block = Regex.Match(bicep, @"name: 'appsettings'\s+properties: \{(.*?)\n    \}", RegexOptions.Singleline).Groups[1].Value;
        var deployed = Regex.Matches(block, @"^ +(\w+):", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToList();

        Assert.Contains("AzureWebJobsStorage__accountName", deployed);
        Assert.Subset(KnownSettings.Documented().Select(setting => setting.Name).ToHashSet(), deployed.ToHashSet());
    }

    [Fact]
    public void What_Is_Called_The_Local_Hosts_Is_Read_By_It()
    {
        var code = string.Concat(Repository.SourceFiles("functions", "IntegrationHub.LocalHost").Select(File.ReadAllText));

        Assert.All(KnownSettings.OfLocalHost, setting => Assert.Contains($"\"{setting.Name.Replace("__", ":", StringComparison.Ordinal)}\"", code, StringComparison.Ordinal));
    }

    private static ServiceProvider HubWith(IEnumerable<KeyValuePair<string, string>> changes)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(KnownSettings.Sample().Concat(changes)
                .Select(value => KeyValuePair.Create(value.Key.Replace("__", ":", StringComparison.Ordinal), (string?)value.Value))
                .GroupBy(value => value.Key).Select(values => values.Last()))
            .Build();
        return new ServiceCollection().AddLogging().AddIntegrationHub(settings).BuildServiceProvider();
    }
}
