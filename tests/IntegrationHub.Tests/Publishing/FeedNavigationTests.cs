using IntegrationHub.Publishing;

namespace IntegrationHub.Tests.Publishing;

public sealed class FeedNavigationTests
{
    private static readonly (string Path, int Count)[] Usual =
    [
        ("all", 9), ("platform/cashl", 9), ("subject/I/all", 5), ("subject/I/I2", 4), ("subject/T/all", 4), ("subject/T/TP", 4), ("subject/unclassified", 1),
        ("type/book", 6), ("type/article", 3), ("type/patent", 1), ("language/zh", 9), ("place/CN/all", 3), ("place/CN/CN-SH", 1), ("place/CN/CN-BJ", 2), ("place/JP", 1), ("place/FR", 1),
        ("collection/classics", 2), ("collection/gone", 0),
    ];

    [Fact]
    public void Collections_Come_First_And_Empty_Nodes_Are_Absent()
    {
        var navigation = Of(new NavigationSettings());

        Assert.Equal(["new", "all"], Items(navigation));
        Assert.Equal(["collection", "platform", "subject", "type", "language", "place"], Groups(navigation));
        Assert.Equal(["collection/classics"], Items(navigation, "collection"));
        Assert.Null(navigation.Find("collection/gone"));
        Assert.Equal("文学名著 Literary classics", navigation.TitleOf("collection/classics").Text);
        Assert.Equal("馆员精选", navigation.DescriptionOf("collection/classics")!.Chinese);
    }

    [Fact]
    public void China_Comes_First_Among_Places_Its_Provinces_In_Their_Order_Other_Countries_By_Name()
    {
        var navigation = Of(new NavigationSettings());

        // 法国 (faguo) before 日本 (riben).
        Assert.Equal(["place/CN", "place/FR", "place/JP"], Items(navigation, "place"));
        Assert.Equal(["place/CN/all", "place/CN/CN-BJ", "place/CN/CN-SH"], Items(navigation, "place/CN"));
        Assert.Equal((3, "中国", "China"), (navigation.Find("place/CN")!.Count, navigation.TitleOf("place/CN").Chinese, navigation.TitleOf("place/CN").English));
        Assert.Equal("中国（全部）", navigation.TitleOf("place/CN/all").Chinese);
    }

    [Fact]
    public void Siblings_With_An_Order_Come_First_And_The_Rest_Follows_As_Usual()
    {
        var navigation = Of(Settings(("type", new NodeSettings(Order: 2)), ("subject", new NodeSettings(Order: 1)), ("type/patent", new NodeSettings(Order: -3)), ("all", new NodeSettings(Order: 0)), ("subject/unclassified", new NodeSettings(Order: 5))));

        Assert.Equal(["subject", "type", "collection", "platform", "language", "place"], Groups(navigation));
        Assert.Equal(["type/patent", "type/book", "type/article"], Items(navigation, "type"));
        Assert.Equal(["subject/unclassified", "subject/I", "subject/T"], Items(navigation, "subject"));
        Assert.Equal(["all", "new"], Items(navigation));
    }

    [Fact]
    public void Own_Labels_Take_The_Place_Of_The_Hubs_And_A_Whole_Follows_Its_Class()
    {
        var navigation = Of(Settings(("subject/I", new NodeSettings(new Label("文艺", "Arts"))), ("type", new NodeSettings(new Label("资源形式", "Forms")))) with { Name = new Label("江南图书馆联盟", "Jiangnan") });

        Assert.Equal(new Label("文艺", "Arts"), navigation.Find("subject/I")!.Label);
        Assert.Equal(new Label("文艺（全部）", "Arts (all)"), navigation.Find("subject/I/all")!.Label);
        Assert.Equal("资源形式", navigation.Document("").Groups.Single(group => group.Path == "type").Label.Chinese);
        Assert.Equal("江南图书馆联盟", navigation.Document("").Title.Chinese);
    }

    [Fact]
    public void Nothing_Leads_To_What_Is_Hidden_And_Its_Document_Is_There_Still()
    {
        var navigation = Of(Settings(("type/patent", new NodeSettings(Hidden: true)), ("place", new NodeSettings(Hidden: true)), ("subject/T", new NodeSettings(Hidden: true)), ("new", new NodeSettings(Hidden: true))));

        Assert.Equal(["type/book", "type/article"], Items(navigation, "type"));
        Assert.Equal(2, navigation.Find("type")!.Count);
        Assert.NotNull(navigation.Find("type/patent"));
        Assert.DoesNotContain("place", Groups(navigation));
        Assert.Equal(["place/CN", "place/FR", "place/JP"], Items(navigation, "place"));
        Assert.Equal(["subject/I", "subject/unclassified"], Items(navigation, "subject"));
        Assert.Equal(["subject/T/all", "subject/T/TP"], Items(navigation, "subject/T"));
        Assert.Equal(["all"], Items(navigation));
        Assert.True(navigation.IsHidden("place/CN/CN-BJ") && navigation.IsHidden("subject/T/all") && !navigation.IsHidden("subject/I/all"));
    }

    [Fact]
    public void What_Leads_Only_To_What_Is_Hidden_Is_Hidden_With_It_And_No_Document_Is_Empty()
    {
        var navigation = Of(Settings(("language/zh", new NodeSettings(Hidden: true))));

        Assert.DoesNotContain("language", Groups(navigation));
        Assert.True(navigation.IsHidden("language"));
        Assert.Equal(["language/zh"], Items(navigation, "language"));
    }

    [Fact]
    public void A_Featured_Node_Is_In_The_Root_Before_The_Dimensions_And_Where_It_Was()
    {
        var navigation = Of(Settings(("type/article", new NodeSettings(Featured: true, Order: 2)), ("subject/I", new NodeSettings(Featured: true, Order: 1)), ("type/map", new NodeSettings(Featured: true))));

        Assert.Equal(["subject/I", "type/article", "new", "all"], Items(navigation));
        Assert.Equal(["type/article", "type/book", "type/patent"], Items(navigation, "type"));
        Assert.False(navigation.Document("").Items[0].IsAcquisition);
        Assert.Equal(5, navigation.Document("").Items[0].Count);
    }

    [Fact]
    public void The_Root_Leads_To_What_Was_Withdrawn_Unless_Nothing_Was_Or_It_Is_Hidden()
    {
        var gone = new WithdrawnList("withdrawn/x.jsonl.gz", 2, "2024-06-01T00:00:00Z");

        Assert.Equal("Recently withdrawn", Of(new NavigationSettings(), gone).Document("").Withdrawn!.English);
        Assert.Null(Of(new NavigationSettings(), WithdrawnList.Empty).Document("").Withdrawn);
        Assert.Null(Of(Settings(("withdrawn", new NodeSettings(Hidden: true))), gone).Document("").Withdrawn);
    }

    private static NavigationSettings Settings(params (string Path, NodeSettings Node)[] nodes) => new() { Nodes = new(nodes.ToDictionary(node => node.Path, node => node.Node), StringComparer.Ordinal) };

    private static IEnumerable<string> Items(FeedNavigation navigation, string path = "") => navigation.Document(path).Items.Select(item => item.Path);

    private static IEnumerable<string> Groups(FeedNavigation navigation) => navigation.Document("").Groups.Select(group => group.Path);

    private static FeedNavigation Of(NavigationSettings settings, WithdrawnList? withdrawn = null) => new(
        new FeedManifest
        {
            Categories = new(Usual.ToDictionary(node => node.Path, node => new CategoryListing { Count = node.Count, Next = node.Count, Updated = "2024-05-01T00:00:00Z" }), StringComparer.Ordinal),
            New = new NewArrivals(0, 9),
            Navigation = settings,
            Collections = new(StringComparer.Ordinal) { ["classics"] = new FeedCollection(new Label("文学名著", "Literary classics"), new Label("馆员精选", "Chosen"), "1"), ["gone"] = new FeedCollection(new Label("空"), null, "2") },
            Withdrawn = withdrawn,
        },
        Sketches.Sources,
        Consortium.Of(settings, new PublishingOptions()));
}
