using IntegrationHub.Linking;
using IntegrationHub.Publishing;

namespace IntegrationHub.Tests.Publishing;

public sealed class FeedPlanTests
{
    [Fact]
    public void Arrivals_Go_To_The_End_In_The_Order_In_Which_They_First_Came()
    {
        var late = Sketches.Draft(Sketches.Resource(1, "2024-03-01"));
        var early = Sketches.Draft(Sketches.Resource(2, "2024-01-01"));
        var plan = new FeedPlan(new Dictionary<string, CategoryListing> { ["all"] = new() { Next = 10 } });

        plan.Show(late, old: null);
        plan.Show(early, old: null);
        var (categories, places) = plan.Settle();

        Assert.Equal(12, categories["all"].Next);
        Assert.Equal(early.Line, categories["all"].Lines[10]);
        Assert.Equal(late.Line, categories["all"].Lines[11]);
        Assert.Equal(1, places[late.Id]!.In.Single(place => place.Category == "type/book").Position);
    }

    [Fact]
    public void The_Order_In_Which_Resources_Are_Shown_To_It_Does_Not_Matter()
    {
        var drafts = Enumerable.Range(0, 50).Select(i => Sketches.Draft(Sketches.Resource(i, $"2024-01-{(i % 5) + 1:D2}"))).ToList();

        Assert.Equal(Positions(drafts), Positions([.. drafts.AsEnumerable().Reverse()]));
    }

    [Fact]
    public void What_Is_The_Same_Is_Not_Touched()
    {
        var (draft, places) = Placed(Sketches.Resource(1));
        var plan = new FeedPlan(draft.Categories.ToDictionary(category => category, _ => new CategoryListing { Next = 1 }));

        plan.Show(draft, places);
        var (categories, changed) = plan.Settle();

        Assert.Empty(categories);
        Assert.Empty(changed);
        Assert.Equal((0, 0, 0), (plan.Added, plan.Changed, plan.Withdrawn.Count));
    }

    [Fact]
    public void Where_The_Feed_Is_Cut_Anew_The_Same_Arrives_Again_And_Is_No_Change()
    {
        var (draft, places) = Placed(Sketches.Resource(1));
        var gone = ((ResourcePlaces)places!) with { Id = Sketches.Resource(2).Id };
        var plan = new FeedPlan(new Dictionary<string, CategoryListing>());

        plan.Show(draft, places);
        plan.Withdraw(gone);
        var (categories, changed) = plan.Settle();

        Assert.Equal(draft.Line, categories["all"].Lines.Single().Value);
        Assert.Equal(0, changed[draft.Id]!.In.Single(place => place.Category == "all").Position);
        Assert.Null(changed[gone.Id]);
        Assert.Equal((0, 0, 1), (plan.Added, plan.Changed, plan.Withdrawn.Count));
    }

    [Fact]
    public void A_Change_Stays_At_Its_Position_And_A_New_Category_Is_Joined_At_The_End()
    {
        var (_, places) = Placed(Sketches.Resource(1));
        var moved = Sketches.Draft(Sketches.Resource(Sketches.Member(Sketches.Platform, "oai:cashl:1", Sketches.Record() with { Year = 1999 })));
        var plan = new FeedPlan(new Dictionary<string, CategoryListing> { ["all"] = new() { Next = 7 }, ["period/1990-1999"] = new() { Next = 3 }, ["period/1980-1989"] = new() { Next = 1 } });

        plan.Show(moved, places);
        var (categories, changed) = plan.Settle();

        Assert.Equal(moved.Line, categories["all"].Lines[0]);
        Assert.Equal(7, categories["all"].Next);
        Assert.True(categories["period/1980-1989"].Lines[0].IsEmpty);
        Assert.Equal(moved.Line, categories["period/1990-1999"].Lines[3]);
        Assert.Equal(4, categories["period/1990-1999"].Next);
        Assert.Equal(moved.Categories, changed[moved.Id]!.In.Select(place => place.Category));
    }

    [Fact]
    public void What_Is_Withdrawn_Leaves_A_Hole_Everywhere()
    {
        var (draft, places) = Placed(Sketches.Resource(1));
        var plan = new FeedPlan(draft.Categories.ToDictionary(category => category, _ => new CategoryListing { Next = 1 }));

        plan.Withdraw(places);
        var (categories, changed) = plan.Settle();

        Assert.Equal(draft.Categories.Order(), categories.Keys.Order());
        Assert.All(categories.Values, edits => Assert.True(edits.Lines[0].IsEmpty));
        Assert.Null(changed[draft.Id]);
    }

    private static (FeedDraft Draft, ResourcePlaces Places) Placed(Resource resource)
    {
        var draft = Sketches.Draft(resource);
        var plan = new FeedPlan(new Dictionary<string, CategoryListing>());
        plan.Show(draft, old: null);
        return (draft, plan.Settle().Places[draft.Id]!);
    }

    private static List<string> Positions(IReadOnlyList<FeedDraft> drafts)
    {
        var plan = new FeedPlan(new Dictionary<string, CategoryListing>());
        foreach (var draft in drafts)
        {
            plan.Show(draft, old: null);
        }

        return [.. plan.Settle().Places.OrderBy(place => place.Key).Select(place => $"{place.Key} {string.Join(' ', place.Value!.In)}")];
    }
}
