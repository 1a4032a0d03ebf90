using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IntegrationHub.BrowserTests.Embedded;

/// <summary>Feeds as others make them: every shape that OPDS 2.0 and the Readium manifest allow, and some that they don't.</summary>
[Collection(HubCollection.Name)]
public sealed class ForeignFeedTests(HubFixture hub)
{
    [BrowserFact]
    public async Task Resolves_Addresses_Against_The_Document()
    {
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site =>
        {
            // asked for at /feed, answered from /deep/root.json: that is what relative addresses are relative to
            site.Answer("/feed", context =>
            {
                context.Response.Headers.AccessControlAllowOrigin = "*";
                context.Response.Redirect("/deep/root.json");
                return Task.CompletedTask;
            });
            site.Feed("/deep/root.json", """
                {"metadata":{"title":"Root"},"links":[{"rel":"self","href":"root.json"}],
                 "navigation":[{"title":"Sibling","href":"below/one.json","type":"application/opds+json"},{"title":"From the top","href":"/top.json"}]}
                """);
            site.Feed("/deep/below/one.json", """
                {"metadata":{"title":"One"},"links":[{"rel":["self"],"href":"one.json"},{"rel":["next","last"],"href":"?page=2"}],
                 "publications":[{"metadata":{"title":"A book"},"links":[{"rel":"http://opds-spec.org/acquisition/open-access","href":"../book.epub","type":"application/epub+zip"}]}]}
                """);
            site.Feed("/deep/below/one.json?page=2", """{"metadata":{"title":"One"},"links":[{"rel":"prev","href":"one.json"}],"publications":[{"metadata":{"title":"Another book"},"links":[]}]}""");
            site.Feed("/top.json", """{"metadata":{"title":"Top"},"links":[],"navigation":[]}""");
        });

        await navigation.Button("Sibling").ClickAsync();
        await navigation.ShowsAsync("One");
        await Expect(navigation.Link("Free access EPUB")).ToHaveAttributeAsync("href", $"{navigation.Site.Address}/deep/book.epub");
        await navigation.Button("Next page").ClickAsync();
        await Expect(navigation.Publications.First).ToContainTextAsync("Another book");
        await Expect(navigation.Button("Previous page")).ToBeVisibleAsync();
        await navigation.Button("Root").ClickAsync();
        await navigation.Button("From the top").ClickAsync();

        await navigation.ShowsAsync("Top");
        Assert.Empty(navigation.Watched.Complaints);
    }

    [BrowserTheory]
    [InlineData("en", "Moby-Dick", "Herman Melville; A translator", "Classics")]
    [InlineData("zh", "白鲸", "赫尔曼·梅尔维尔", "经典")]
    public async Task Reads_Titles_And_Names_In_All_Their_Shapes(string language, string title, string makers, string series)
    {
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site => site.Feed("/feed", """
            {"metadata":{"title":{"en":"Catalogue","zh":"目录"}},"links":[{"rel":"self","href":"/feed"}],
             "publications":[{"metadata":{"@type":"http://schema.org/Book","title":{"fr":"Cachalot","en":"Moby-Dick","zh-Hans":"白鲸"},
               "author":[{"name":{"en":"Herman Melville","zh":"赫尔曼·梅尔维尔"},"sortAs":"Melville, Herman"},"A translator"],
               "published":"1851-10-18","language":"en","subject":["Whales",{"name":"Sea","code":"S"}],
               "belongsTo":{"series":[{"name":{"en":"Classics","zh":"经典"},"position":2}],"collection":"Sailing"},
               "publisher":{"name":"Harper"},"description":"<p>A <b>whale</b> &amp; a man</p>"},
              "links":[{"rel":["http://opds-spec.org/acquisition/buy"],"href":"https://shop.example/1","type":"text/html","properties":{"price":{"value":7.99,"currency":"EUR"},"indirectAcquisition":[{"type":"application/epub+zip"}]}},
                       {"rel":"alternate","type":"text/html","href":"https://shop.example/about/1"}],
              "images":[{"href":"/cover.png","type":"image/png"}]}]}
            """), language: language);

        var book = navigation.Publications.First;
        await book.Locator(".title-button").ClickAsync();

        await Expect(book.Locator(".title-button")).ToHaveTextAsync(title);
        await Expect(book.Locator(".byline")).ToContainTextAsync(makers);
        await Expect(book.Locator(".byline")).ToContainTextAsync("1851");
        await Expect(book.Locator(".details")).ToContainTextAsync(series);
        await Expect(book.Locator(".details")).ToContainTextAsync("Harper");
        await Expect(book.Locator(".description")).ToContainTextAsync("whale");
        await Expect(book.Locator(".description")).Not.ToContainTextAsync("<b>");
        await Expect(book.GetByRole(AriaRole.Link).First).ToContainTextAsync("7.99 EUR EPUB");
        await Expect(book.Locator(".free")).ToHaveCountAsync(0);
        await Expect(book.GetByRole(AriaRole.Link)).ToHaveCountAsync(2);
        await Expect(book.Locator("img")).ToHaveCountAsync(0);
    }

    [BrowserFact]
    public async Task Shows_Groups_Of_Publications_And_Facets_As_The_Specification_Has_Them()
    {
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site =>
        {
            site.Feed("/feed", """
                {"metadata":{"title":"Catalogue"},"links":[{"rel":"self","href":"/feed"}],
                 "facets":[{"metadata":{"title":"Language"},"links":[{"href":"/fr","type":"application/opds+json","title":"French","properties":{"numberOfItems":10}},{"rel":"self","href":"/feed","type":"application/opds+json","title":"English","properties":{"numberOfItems":40}}]}],
                 "groups":[{"metadata":{"title":"Featured"},"links":[{"rel":"self","href":"/featured"}],"publications":[{"metadata":{"title":"First"},"links":[{"rel":"http://opds-spec.org/acquisition","href":"https://example.org/1.pdf","type":"application/pdf"}]}]},
                           {"metadata":{"title":"Genres"},"navigation":[{"href":"/fantasy","title":"Fantasy"},{"href":"https://example.org/blog","title":"Our blog","type":"text/html"}]}]}
                """);
            site.Feed("/featured", """{"metadata":{"title":"Everything featured"},"links":[],"publications":[{"metadata":{"title":"First"},"links":[]}]}""");
            site.Feed("/fr", """{"metadata":{"title":"Catalogue in French"},"links":[],"publications":[{"metadata":{"title":"Premier"},"links":[]}]}""");
        });

        await navigation.Element.GetByText("Filter").ClickAsync();
        await Expect(navigation.Element.Locator("[aria-current]")).ToContainTextAsync("English");
        await navigation.Button("French").ClickAsync();
        await navigation.ShowsAsync("Catalogue in French");
        await navigation.Button("Back").ClickAsync();
        await Expect(navigation.Link("Get it PDF")).ToBeVisibleAsync();
        await Expect(navigation.Link("Our blog")).ToHaveAttributeAsync("href", "https://example.org/blog");
        await navigation.Element.GetByRole(AriaRole.Heading, new() { Name = "Featured" }).GetByRole(AriaRole.Button).ClickAsync();

        await navigation.ShowsAsync("Everything featured");
    }

    [BrowserTheory]
    [InlineData("/find{?query,title,author}", "/find?query=two%20words%20%26%20more")]
    [InlineData("/find?lang=en{&q}", "/find?lang=en&q=two%20words%20%26%20more")]
    [InlineData("/find?q={searchTerms}&p={startPage?}", "/find?q=two%20words%20%26%20more&p=")]
    [InlineData("/find/{query}", "/find/two words & more")]
    public async Task Fills_In_Whatever_Template_The_Search_Has(string template, string asked)
    {
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site =>
        {
            site.Feed("/feed", $$"""{"metadata":{"title":"Catalogue"},"links":[{"rel":"search","type":"application/opensearchdescription+xml","href":"/no"},{"rel":["search"],"href":"{{template}}","type":"application/opds+json","templated":true}],"navigation":[{"title":"A","href":"/a"}]}""");
            site.Feed(asked, """{"metadata":{"title":"Found"},"links":[],"publications":[{"metadata":{"title":"It"},"links":[]}]}""");
        }, "search");

        await navigation.SearchBox.FillAsync(" two words & more ");
        await navigation.SearchBox.PressAsync("Enter");

        await navigation.ShowsAsync("Found");
    }

    [BrowserTheory]
    [InlineData("""{"navigation":[{"title":"A","href":"/a"}]}""", "Start")]
    [InlineData("""{"metadata":null,"links":null,"navigation":[null,7,"x",[],{"href":"/a"},{"title":9},{"title":"B","href":7,"templated":true}],"groups":[null,{"metadata":"x","navigation":{}}],"facets":[{"links":[{}]}]}""", "Start")]
    [InlineData("""{"metadata":{"title":["x"],"numberOfItems":"many"},"publications":[{},{"metadata":[]},{"metadata":{"title":{},"author":[null,{},{"name":null},{"name":[1]}],"language":[3],"belongsTo":"x","subject":{"name":7},"images":{}},"links":{"rel":7,"href":8}}]}""", "Start")]
    [InlineData("""{"metadata":{"title":"Only one","@type":"http://schema.org/constructor"},"links":[{"rel":"http://opds-spec.org/acquisition/constructor","href":"https://example.org/","type":"text/html"}]}""", "Only one")]
    public async Task Shows_What_It_Can_Of_What_Is_Incomplete_Or_Wrong(string feed, string title)
    {
        await using var navigation = await EmbeddedNavigation.OfOtherAsync(hub, site => site.Feed("/feed", feed), "search images");

        await navigation.ShowsAsync(title);

        await Expect(navigation.Element).Not.ToContainTextAsync("[object");
        await Expect(navigation.Element).Not.ToContainTextAsync("undefined");
        await Expect(navigation.Element).Not.ToContainTextAsync("function");
        Assert.Empty(navigation.Watched.Complaints);
    }

    [BrowserFact]
    public async Task Asks_For_Its_Start_Beside_A_File_And_Below_A_Folder()
    {
        await using var navigation = await EmbeddedNavigation.OpenAsync(hub, """
            <consortium-navigation feed="/c/root.json" start="genres/sea.json"></consortium-navigation>
            <consortium-navigation feed="/c/opds?lang=en" start="genres/sea"></consortium-navigation>
            """, prepare: site =>
            {
                site.Feed("/c/genres/sea.json", """{"metadata":{"title":"From a file"},"navigation":[]}""");
                site.Feed("/c/opds/genres/sea", """{"metadata":{"title":"From a folder"},"navigation":[]}""");
            });

        await navigation.ShowsAsync("From a file");
        await Expect(navigation.Page.Locator("consortium-navigation").Nth(1).Locator(".heading")).ToHaveTextAsync("From a folder");
    }
}
