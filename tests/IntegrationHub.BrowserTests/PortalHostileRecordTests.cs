using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace IntegrationHub.BrowserTests;

[Collection(HubCollection.Name)]
public sealed class PortalHostileRecordTests(HubFixture hub)
{
    [BrowserFact]
    public async Task What_A_Record_Says_Is_Shown_As_Text_In_Every_View()
    {
        await using var watched = await hub.NewPageAsync();
        var page = watched.Page;
        await watched.GoToPortalAsync("?query=hostilerecord");
        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync(HostileRecord.Title);
        await AssertHarmlessAsync(page);

        await page.Locator(".card h2 a").ClickAsync();
        await watched.ShowsAsync(HostileRecord.Title);
        await Assertions.Expect(page.Locator(".creators")).ToContainTextAsync(HostileRecord.Creator);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach((closed) => { closed.open = true; })");
        await AssertHarmlessAsync(page);

        await watched.GoToPortalAsync("?browse=platform/hostile");
        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync(HostileRecord.Title);
        await AssertHarmlessAsync(page);
        Assert.Empty(watched.Complaints);
    }

    [BrowserFact]
    public async Task No_Link_Runs_A_Script_Even_Where_The_Answer_Has_One()
    {
        using var found = JsonDocument.Parse(await hub.Http.GetStringAsync(new Uri("api/search?query=hostilerecord", UriKind.Relative)));
        var id = found.RootElement.GetProperty("publications")[0].GetProperty("id").GetString()!;
        var resource = JsonNode.Parse(await hub.Http.GetStringAsync(new Uri($"api/resources/{id}", UriKind.Relative)))!;
        resource["places"]![0]!["url"] = "javascript:window.hostile='place'";
        resource["record"]!["identifiers"] = new JsonArray(new JsonObject { ["scheme"] = "uri", ["value"] = "javascript:window.hostile='uri'" });
        resource["record"]!["rights"] = new JsonArray("https:javascript:window.hostile='rights'", "data:text/html,<script>1</script>");
        resource["links"] = new JsonArray(new JsonObject { ["rel"] = "related", ["href"] = "javascript:window.hostile='related'", ["title"] = "<b>related</b>", ["properties"] = new JsonObject { ["relation"] = "<i>" } });
        await using var watched = await hub.NewPageAsync();
        await watched.Page.RouteAsync($"**/api/resources/{id}", route => route.FulfillAsync(new() { ContentType = "application/json", Body = resource.ToJsonString() }));

        await watched.GoToPortalAsync($"?resource={id}");

        await Assertions.Expect(watched.Page.GetByText("<b>related</b>")).ToBeVisibleAsync();
        await AssertHarmlessAsync(watched.Page);
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

    private static async Task AssertHarmlessAsync(IPage page)
    {
        Assert.Null(await page.EvaluateAsync<string?>("window.hostile ?? null"));
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.links].map((link) => link.protocol).filter((protocol) => !/^https?:$/.test(protocol))"));
        Assert.Empty(await page.EvaluateAsync<string[]>("[...document.querySelectorAll('main :is(script, iframe, img, svg, object, embed, input, [onclick], [onload], [onerror])')].map((element) => element.outerHTML)"));
    }
}
