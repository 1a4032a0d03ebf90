using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace IntegrationHub.BrowserTests;

[Collection(HubCollection.Name)]
public sealed class PortalHostileRecordTests(HubFixture hub)
{
    /// <summary>As it comes out of the hub, which leaves little of the markup.</summary>
    [BrowserFact]
    public async Task A_Hostile_Record_Does_Nothing_In_Any_View()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync("?browse=platform/hostile");
        await Assertions.Expect(page.Locator(".card h2")).ToContainTextAsync("Hostilerecord");
        await AssertHarmlessAsync(page);

        await watched.GoToPortalAsync("?query=hostilerecord");
        await Assertions.Expect(page.Locator(".card h2")).ToContainTextAsync("Hostilerecord");
        await AssertHarmlessAsync(page);

        await page.Locator(".card h2 a").ClickAsync();
        await Assertions.Expect(page.Locator(".resource h1")).ToContainTextAsync("Hostilerecord");
        await OpenAllAsync(page);
        await AssertHarmlessAsync(page);
        Assert.Empty(watched.Complaints);
    }

    /// <summary>As if the hub let everything pass.</summary>
    [BrowserFact]
    public async Task What_An_Answer_Says_Is_Shown_As_Text_In_Lists()
    {
        var feed = JsonNode.Parse(await hub.Http.GetStringAsync(new Uri("opds/2/search?query=hostilerecord", UriKind.Relative)))!;
        var publication = feed["publications"]![0]!;
        publication["metadata"]!["title"] = HostileRecord.Title;
        publication["metadata"]!["author"] = new JsonArray(HostileRecord.Creator);
        publication["metadata"]!["publisher"] = HostileRecord.Creator;
        publication["metadata"]!["description"] = HostileRecord.Title;
        publication["links"]![0]!["rel"] = "http://opds-spec.org/acquisition/open-access";
        publication["links"]![0]!["href"] = "javascript:window.hostile='free'";
        publication["links"]![0]!["title"] = HostileRecord.Title;
        feed["facets"] = new JsonArray(new JsonObject
        {
            ["metadata"] = new JsonObject { ["title"] = HostileRecord.Title },
            ["links"] = new JsonArray(new JsonObject { ["href"] = "javascript:window.hostile='facet'?type=%3Cimg%3E", ["title"] = HostileRecord.Creator }),
        });
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await page.RouteAsync("**/opds/2/search?*", route => route.FulfillAsync(new() { ContentType = "application/opds+json", Body = feed.ToJsonString() }));

        await watched.GoToPortalAsync("?query=hostilerecord");

        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync(HostileRecord.Title);
        await Assertions.Expect(page.Locator(".card .byline")).ToContainTextAsync(HostileRecord.Creator);
        await Assertions.Expect(page.Locator(".filters")).ToContainTextAsync(HostileRecord.Title);
        await AssertHarmlessAsync(page);
        Assert.Empty(watched.Complaints);
    }

    [BrowserFact]
    public async Task What_An_Answer_Says_Is_Shown_As_Text_In_The_View_Of_A_Resource_And_No_Link_Runs_A_Script()
    {
        using var found = JsonDocument.Parse(await hub.Http.GetStringAsync(new Uri("api/search?query=hostilerecord", UriKind.Relative)));
        var id = found.RootElement.GetProperty("publications")[0].GetProperty("id").GetString()!;
        var resource = JsonNode.Parse(await hub.Http.GetStringAsync(new Uri($"api/resources/{id}", UriKind.Relative)))!;
        var record = resource["record"]!;
        foreach (var field in new[] { "title", "subtitle", "abstract", "publisher", "issued", "extent", "edition", "container" })
        {
            record[field] = HostileRecord.Title;
        }

        record["creators"] = new JsonArray(HostileRecord.Creator);
        record["languages"] = new JsonArray("<b>");
        record["type"] = "<i>";
        record["subjects"] = new JsonArray(new JsonObject { ["scheme"] = "clc", ["value"] = "I\" onclick=\"x" }, new JsonObject { ["scheme"] = "keyword", ["value"] = HostileRecord.Creator });
        record["identifiers"] = new JsonArray(new JsonObject { ["scheme"] = "uri", ["value"] = "javascript:window.hostile='uri'" }, new JsonObject { ["scheme"] = "doi", ["value"] = "10.1/\"><img src=x>" });
        record["rights"] = new JsonArray("https:javascript:window.hostile='rights'", "data:text/html,<script>1</script>");
        var place = resource["places"]![0]!;
        place["url"] = "javascript:window.hostile='place'";
        place["name"] = HostileRecord.Creator;
        place["type"] = "<u>";
        place["evidence"] = new JsonArray([.. new[] { "licence", "accessRights", "statement", "embargo", "sourcePolicy" }.Select(kind => new JsonObject { ["kind"] = kind, ["says"] = "<s>", ["value"] = "javascript:window.hostile='evidence'", ["strength"] = "<em>" })]);
        resource["links"] = new JsonArray(new JsonObject { ["rel"] = "related", ["href"] = "javascript:window.hostile='related'", ["title"] = HostileRecord.Title, ["properties"] = new JsonObject { ["relation"] = "<i>" } });
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await page.RouteAsync($"**/api/resources/{id}", route => route.FulfillAsync(new() { ContentType = "application/json", Body = resource.ToJsonString() }));

        await watched.GoToPortalAsync($"?resource={id}");

        await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync($"{HostileRecord.Title}: {HostileRecord.Title}");
        await Assertions.Expect(page.Locator(".creators")).ToHaveTextAsync(HostileRecord.Creator);
        await Assertions.Expect(page.Locator(".related li")).ToHaveTextAsync(HostileRecord.Title);
        await OpenAllAsync(page);
        await AssertHarmlessAsync(page);
        Assert.Empty(watched.Complaints);
    }

    [BrowserFact]
    public async Task What_The_Reader_Asks_Is_Shown_As_Text()
    {
        await using var watched = await hub.NewPageAsync();

        await watched.GoToPortalAsync("?query=" + Uri.EscapeDataString("<img src=x onerror=\"window.hostile='query'\">"));

        await watched.ShowsAsync("Search: <img src=x onerror=\"window.hostile='query'\">");
        await AssertHarmlessAsync(watched.Page);
        Assert.Empty(watched.Complaints);
    }

    private static Task OpenAllAsync(IPage page) => page.EvaluateAsync("document.querySelectorAll('details').forEach((closed) => { closed.open = true; })");

    private static async Task AssertHarmlessAsync(IPage page)
    {
        Assert.Null(await page.EvaluateAsync<string?>("window.hostile ?? null"));
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.links].map((link) => link.protocol).filter((protocol) => !/^https?:$/.test(protocol))"));
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('main :is(script, iframe, img, svg, object, embed, input, [onclick], [onload], [onerror])')].map((element) => element.outerHTML)"));
    }
}
