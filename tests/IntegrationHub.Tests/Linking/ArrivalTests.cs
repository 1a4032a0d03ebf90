using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

public sealed class ArrivalTests
{
    [Fact]
    public void Of_One_Runs_Versions_The_Newest_Datestamp_Counts_Whatever_The_Order()
    {
        var arrival = Arrival.Of(Version("2024-03-01", "new"), run: 1).Then(Version("2024-01-01", "old"), run: 1);

        Assert.Equal("new", arrival.Last.Record!.Title);
        Assert.Equal("same day, later", arrival.Then(Version("2024-03-01", "same day, later"), run: 1).Last.Record!.Title);
    }

    [Fact]
    public void A_Deletion_Is_Not_Undone_By_An_Older_Version_From_Another_List_Of_The_Run()
    {
        var arrival = Arrival.Of(new HarvestedRecord { Id = "x", Datestamp = "2024-03-01", Deleted = true }, run: 1);

        Assert.True(arrival.Then(Version("2024-01-01", "old"), run: 1).Withdraws);
        Assert.False(arrival.Then(Version("2024-04-01", "back again"), run: 1).Withdraws);
    }

    [Fact]
    public void A_Later_Runs_Version_Counts_Whatever_Its_Datestamp() =>
        Assert.Equal("restored", Arrival.Of(Version("2024-03-01", "mistaken"), run: 1).Then(Version("2024-01-01", "restored"), run: 2).Last.Record!.Title);

    private static HarvestedRecord Version(string datestamp, string title) =>
        new() { Id = "x", Datestamp = datestamp, Record = new BibliographicRecord { Title = title } };
}
