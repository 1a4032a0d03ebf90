using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Operations;
using IntegrationHub.Probing;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Search;
using IntegrationHub.Sources;
using IntegrationHub.Tests.Infra;

namespace IntegrationHub.Tests.Documents;

/// <summary>functions/STORAGE.md says what the code does, no less and no more.</summary>
public sealed class StorageDocsTests
{
    /// <summary>Sections by title, and the constants that their owners name things by.</summary>
    private static readonly Dictionary<string, string[]> Constants = new(StringComparer.Ordinal)
    {
        ["Tables"] = ["TableName"],
        ["Containers"] = ["Container"],
        ["Queues"] = ["QueueName", "PoisonQueueName"],
        ["Locks"] = ["LockName"],
    };

    private static readonly Dictionary<string, JsonTypeInfo> Stored = new(StringComparer.Ordinal)
    {
        ["Source"] = SourcesJson.Default.Source,
        ["ProviderFindings"] = ProbingJson.Default.ProviderFindings,
        ["ProbeReport"] = ProbingJson.Default.ProbeReport,
        ["Run"] = HarvestJson.Default.Run,
        ["Window"] = HarvestJson.Default.Window,
        ["ProviderHost"] = HarvestJson.Default.ProviderHost,
        ["Cursor"] = HarvestJson.Default.Cursor,
        ["HarvestedRecord"] = RecordsJson.Default.HarvestedRecord,
        ["Delivery"] = RecordsJson.Default.Delivery,
        ["IndexManifest"] = IndexJson.Default.IndexManifest,
        ["LinkedRun"] = IndexJson.Default.LinkedRun,
        ["DoubtLine"] = IndexJson.Default.DoubtLine,
        ["CuratorDecision"] = IndexJson.Default.CuratorDecision,
        ["NavigationSettings"] = NavigationJson.Default.NavigationSettings,
        ["Collection"] = NavigationJson.Default.Collection,
        ["PoisonMessage"] = PoisonJson.Default.PoisonMessage,
        ["Resource"] = IndexJson.Default.Resource,
        ["ResourceChange"] = IndexJson.Default.ResourceChange,
        ["FeedManifest"] = FeedManifestJson.Default.FeedManifest,
        ["FeedEntry"] = FeedEntryJson.Default.FeedEntry,
        ["LogEntry"] = FeedManifestJson.Default.LogEntry,
        ["ResourcePlaces"] = FeedManifestJson.Default.ResourcePlaces,
        ["HarvestWindow"] = HarvestWindowJson.Default.HarvestWindow,
        ["LinkRecords"] = LinkRecordsJson.Default.LinkRecords,
        ["PublishFeed"] = PublishFeedJson.Default.PublishFeed,
    };

    public static TheoryData<string> Kinds => [.. Constants.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_Name_In_The_Code_Has_Its_Section_And_Every_Section_Its_Owner(string kind)
    {
        var code = Owned(kind).Select(owned => (owned.Name, owned.Owner));
        var page = StoragePage.Sections.Where(section => section.Kind == kind).Select(section => (section.Name, Owner: OwnerOf(section)));

        Assert.NotEmpty(code);
        Assert.Equal(code.Order(), page.Order());
    }

    [Theory]
    [InlineData("Tables", "tables")]
    [InlineData("Containers", "blobContainers")]
    [InlineData("Queues", "queues")]
    public void What_Is_Described_Is_What_Is_Deployed(string kind, string deployed)
    {
        var described = StoragePage.Sections.Where(section => section.Kind == kind).Select(section => section.Name)
            // The app's own package is no business of the code; each queue is deployed with its twin.
            .Concat(kind == "Containers" ? ["deployment"] : [])
            .Where(name => !name.EndsWith("-poison", StringComparison.Ordinal));

        Assert.Equal(described.Order(), DeployedNames.Of(deployed).Order());
    }

    [Fact]
    public void Examples_Are_What_The_Code_Reads_And_Writes()
    {
        Assert.Equal(Stored.Keys.Append("KeyLine").Order(), StoragePage.Examples.Select(example => example.Type).Distinct().Order());
        foreach (var (type, json) in StoragePage.Examples.Where(example => example.Type != "KeyLine"))
        {
            var written = JsonSerializer.SerializeToNode(JsonSerializer.Deserialize(json, Stored[type]), Stored[type]);

            AssertHolds(written, JsonNode.Parse(json), type);
        }
    }

    [Fact]
    public void Examples_Of_Key_Lines_Are_Read_Too()
    {
        foreach (var (_, json) in StoragePage.Examples.Where(example => example.Type == "KeyLine"))
        {
            var line = Encoding.UTF8.GetBytes(json);
            var key = Encoding.UTF8.GetString(KeyLine.KeyOf(line));

            Assert.Equal(key, MatchKey.Parse(key).ToString());
            Assert.Equal(JsonNode.Parse(json)!.AsArray().Count - 1, KeyLine.Parse(line).Length);
        }
    }

    [Theory]
    [InlineData("Tables", "sources", "Source")]
    [InlineData("Tables", "runs", "Run")]
    [InlineData("Tables", "windows", "Window")]
    [InlineData("Tables", "hosts", "ProviderHost")]
    [InlineData("Tables", "cursors", "Cursor")]
    [InlineData("Tables", "linkedruns", "LinkedRun")]
    [InlineData("Tables", "decisions", "CuratorDecision")]
    [InlineData("Tables", "navigation", "NavigationSettings")]
    [InlineData("Tables", "navigation", "Collection")]
    [InlineData("Tables", "poison", "PoisonMessage")]
    [InlineData("Containers", "probes", "ProbeReport")]
    [InlineData("Containers", "index", "IndexManifest")]
    [InlineData("Containers", "feed", "FeedManifest")]
    public void Every_Member_Of_A_Row_Or_Manifest_Is_Explained(string kind, string name, string type)
    {
        var text = StoragePage.TextOf(kind, name);

        // What is ignored has no getter.
        Assert.All(Stored[type].Properties.Where(property => property.Get is not null), property => Assert.Contains($"`{property.Name}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Blob_Names_Are_Those_That_The_Code_Makes()
    {
        var source = SourceId.Parse("sample-member");

        Assert.Contains($"`{RawPageBlobs.NameOf(source, 1, 1, CheckpointRange.FirstOf(1))}`", StoragePage.TextOf("Containers", "raw"), StringComparison.Ordinal);
        Assert.Contains($"`{SegmentBlobs.NameOf(source, 1, 1, CheckpointRange.FirstOf(1))}`", StoragePage.TextOf("Containers", "segments"), StringComparison.Ordinal);
        Assert.Contains($"`{SearchBlobs.NameOf("{hash}{extension}")}`", StoragePage.TextOf("Containers", "search"), StringComparison.Ordinal);
        Assert.Contains($"`{IndexBlobs.ManifestName}`", StoragePage.TextOf("Containers", "index"), StringComparison.Ordinal);
        Assert.Contains($"`{IndexBlobs.KeptPrefix}", StoragePage.TextOf("Containers", "index"), StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, string Owner)> Owned(string kind) =>
        from type in typeof(HubServices).Assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where field.IsLiteral && field.FieldType == typeof(string) && Constants[kind].Contains(field.Name)
        select ((string)field.GetRawConstantValue()!, type.Name);

    private static string OwnerOf(StorageSection section) => section.Text.Split("Owner: `")[^1].Split('`')[0];

    /// <summary>What the page shows may be shortened, but nothing of it may be missing from what is written.</summary>
    private static void AssertHolds(JsonNode? written, JsonNode? shown, string path)
    {
        switch (shown)
        {
            case JsonObject members:
                Assert.All(members, member => AssertHolds((written as JsonObject)?[member.Key], member.Value, $"{path}.{member.Key}"));
                break;
            case JsonArray items:
                Assert.True(written is JsonArray all && all.Count == items.Count, $"{path} is written otherwise: {written}");
                Assert.All(items.Zip(written.AsArray()), pair => AssertHolds(pair.Second, pair.First, $"{path}[]"));
                break;
            default:
                Assert.True(JsonNode.DeepEquals(written, shown), $"{path} is {shown} on the page and written as {written ?? "nothing"}.");
                break;
        }
    }
}
