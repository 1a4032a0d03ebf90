using System.Text.Json;
using IntegrationHub.Records;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>The review queue page by page: every pair once, whatever the page's size, and only those that were asked for.</summary>
public sealed class ReviewPagingTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Pages_And_Filters_Leave_Out_Nothing_And_Repeat_Nothing()
    {
        var rig = await CurationRig.NewAsync(azurite);
        // One article at several places of a journal: alike in all but that.
        await rig.Hub.DeliverAsync("one", 1, false, ("a", Article("17-25")), ("b", Article("101-110")), ("c", Article("203-214")));
        await rig.Hub.DeliverAsync("two", 1, false, ("d", Article("307-318")));
        await rig.Hub.LinkAsync();

        var all = await PagedAsync(rig, 100, "");
        Assert.True(all.Count > 3, $"{all.Count} pairs are in doubt");
        Assert.Equal(all.Count, all.Select(PairOf).Distinct().Count());
        Assert.Equal(all.Select(ScoreOf).OrderDescending(), all.Select(ScoreOf));
        foreach (var limit in (int[])[1, 2, all.Count - 1, all.Count])
        {
            Assert.Equal(all.Select(PairOf), (await PagedAsync(rig, limit, "")).Select(PairOf));
        }

        var two = all.Where(review => IsFrom("two", review)).Select(PairOf).ToList();
        Assert.InRange(two.Count, 1, all.Count - 1);
        Assert.Equal(two, (await PagedAsync(rig, 1, "&source=two")).Select(PairOf));
        Assert.Equal(all.Select(PairOf), (await PagedAsync(rig, 2, "&type=article")).Select(PairOf));
        Assert.Empty(await PagedAsync(rig, 2, "&type=map"));
        Assert.Empty(await PagedAsync(rig, 2, "&source=three"));
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=101", "limit")]
    [InlineData("?source=!!", "source")]
    [InlineData("?type=novel", "type")]
    [InlineData("?after=0.5_x_y", "after")]
    public async Task Says_What_Is_Wrong_With_The_Question(string query, string parameter)
    {
        var rig = await CurationRig.NewAsync(azurite);
        var (status, json) = await CurationRig.AskAsync(request => rig.Reviews.ListAsync(request, default), query: query);

        Assert.Equal(400, status);
        Assert.True(json.GetProperty("errors").TryGetProperty(parameter, out _), json.ToString());
    }

    private static async Task<List<JsonElement>> PagedAsync(CurationRig rig, int limit, string filter)
    {
        var reviews = new List<JsonElement>();
        for (var after = ""; ;)
        {
            var (status, page) = await CurationRig.AskAsync(request => rig.Reviews.ListAsync(request, default), query: $"?limit={limit}{filter}{after}");
            Assert.Equal(200, status);
            var shown = page.GetProperty("reviews").EnumerateArray().ToList();
            Assert.InRange(shown.Count, 0, limit);
            reviews.AddRange(shown);
            if (!page.TryGetProperty("next", out var next))
            {
                return reviews;
            }

            after = $"&after={next.GetString()}";
        }
    }

    private static string PairOf(JsonElement review) => $"{review.GetProperty("a").GetProperty("id").GetString()} {review.GetProperty("b").GetProperty("id").GetString()}";

    private static double ScoreOf(JsonElement review) => review.GetProperty("score").GetDouble();

    private static bool IsFrom(string source, JsonElement review) => new[] { "a", "b" }.Any(side => review.GetProperty(side).GetProperty("source").GetString() == source);

    private static BibliographicRecord Article(string pages) => new()
    {
        Title = "Sediment transport in braided rivers of the Tibetan plateau",
        Creators = ["Zhang, Wei", "Smith, John"],
        Year = 2015,
        Type = WorkType.Article,
        Container = new Container("Journal of Hydrology") { Volume = "12", Issue = "3", Pages = pages },
    };
}
