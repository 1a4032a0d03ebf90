using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHub.LocalHost;
using IntegrationHub.Records;
using Json.Schema;

namespace IntegrationHub.PipelineTests.Publishing;

/// <summary>
/// OPDS 2.0 against its published JSON Schemas and those of Readium that they refer to. What the schemas let pass and FeedRules does not: a
/// publication without acquisition link, as long as one link has no relation at all; links of a publication without type; titles missing in a
/// group's navigation, in groups and in facets; a number of items that is wrong; dates and addresses, whose formats a validator need not check.
/// A fault of Readium's: they are of draft 7, which knows "definitions", and refer to "$defs" of later drafts; the copy that is checked against has that put right.
/// Another: in a sub-collection "additionalProperties" stands among the properties, where it rules nothing, and this validator takes its reference for a circle; the
/// feed has no sub-collections of its own, and the copy allows none.
/// </summary>
public sealed class Opds2SchemaTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [SkippableFact]
    public async Task Every_Kind_Of_Document_Is_Valid()
    {
        var folder = Path.Combine(Workspace.Find().Root, "..", "shared", "opds");
        Skip.IfNot(Directory.Exists(folder), "The OPDS schemas are not beside the checkout.");
        var options = new EvaluationOptions { OutputFormat = OutputFormat.List };
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "readium"), "*.json", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Path.Combine(folder, "opds2", "opds-community-drafts"), "*.json")))
        {
            options.SchemaRegistry.Register(JsonSchema.FromText((await File.ReadAllTextAsync(file)).Replace("$defs", "definitions", StringComparison.Ordinal)));
        }

        var feed = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "opds2", "opds-community-drafts", "feed.schema.json")))!;
        feed["additionalProperties"] = false;
        var schema = JsonSchema.FromText(feed.ToJsonString());
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(Enumerable.Range(0, 45).Select(i => FeedRig.Book(i, change: record => record with
        {
            Thumbnail = "https://cashl.example/7.png",
            Contributors = [new Agent("译者") { Role = "trl" }, new Agent("Jane Roe") { Role = "csl" }],
            Container = new Container("学报") { Volume = "12", Issue = "3" },
            Series = [new Container("丛书") { Volume = "3" }],
        })));
        await rig.PublishAsync();
        await rig.CommitAsync([], [FeedRig.Book(7).Id]);
        await rig.SetNavigationAsync();
        await rig.PublishAsync();

        foreach (var path in new[] { "", "/subject", "/subject/I", "/all", "/all?page=1", "/new", "/withdrawn", "/collection", "/collection/modern", "/search?query=%E4%B9%A6", "/search?query=nothing" })
        {
            var document = (await rig.GetAsync("https://hub.example/opds/2" + path)).Body;
            var result = schema.Evaluate(JsonNode.Parse(document), options);
            Assert.True(result.IsValid, path + "\n" + JsonSerializer.Serialize(result.Details.Where(detail => detail.HasErrors).Take(5).Select(detail => $"{detail.InstanceLocation} {string.Join("; ", detail.Errors!.Values)}")));
        }

        var broken = JsonNode.Parse((await rig.GetAsync("https://hub.example/opds/2/all")).Body)!;
        broken["metadata"]!.AsObject().Remove("title");
        Assert.False(schema.Evaluate(broken, options).IsValid);
    }
}
