using System.Globalization;
using IntegrationHub.Harvest;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Harvest;

public sealed class HostRulesTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-05-05T05:00:00Z", CultureInfo.InvariantCulture);

    private static readonly ProviderHost Host = new() { Name = "library.example:443" };

    private static readonly Source Source = new() { Id = SourceId.Parse("a1"), Name = "A", BaseUrl = "https://library.example/oai", Pace = new SourcePace { Parallel = 2 } };

    [Theory]
    [InlineData("https://library.example/oai", "library.example:443")]
    [InlineData("http://LIBRARY.example/other", "library.example:80")]
    [InlineData("http://图书馆.example:8080/oai", "xn--j5tp78bqwa.example:8080")]
    public void A_Host_Is_Its_Name_And_Port(string url, string name)
    {
        Assert.Equal(name.Split(':')[1], ProviderHost.NameOf(Source with { BaseUrl = url }).Split(':')[1]);
        Assert.Equal(new Uri(url).IdnHost, ProviderHost.NameOf(Source with { BaseUrl = url }).Split(':')[0]);
    }

    [Fact]
    public void Counts_The_Windows_Of_All_Sources()
    {
        var full = Enter(Enter(Host, "b1/1/1"), "c1/1/1");

        Assert.Null(HostRules.WaitOf(Enter(Host, "b1/1/1"), Source, "a1/1/1", Now));
        var wait = HostRules.WaitOf(full, Source, "a1/1/1", Now);
        Assert.Equal(Now + HostRules.UntilPlace, wait?.Until);
        Assert.Contains("source a1 allows 2", wait?.Because, StringComparison.Ordinal);
        Assert.Null(HostRules.WaitOf(full, Source with { Pace = new SourcePace { Parallel = 3 } }, "a1/1/1", Now));
    }

    [Fact]
    public void Who_Is_At_Work_Stays_So_And_Takes_No_Second_Place()
    {
        var full = Enter(Enter(Host, "b1/1/1"), "c1/1/1");

        Assert.Null(HostRules.WaitOf(full, Source, "c1/1/1", Now));
        Assert.Equal(2, Enter(full, "c1/1/1").AtWork.Count);
    }

    [Fact]
    public void The_Place_Of_A_Process_That_Died_Is_Free_When_Its_Time_Is_Up()
    {
        var full = Enter(Enter(Host, "b1/1/1"), "c1/1/1");
        var later = Now + TimeSpan.FromMinutes(20);

        Assert.Null(HostRules.WaitOf(full, Source, "a1/1/1", later));
        Assert.Single(HostRules.Enter(full, Source, "a1/1/1", later + TimeSpan.FromMinutes(20), later).AtWork);
    }

    [Fact]
    public void Who_Leaves_Late_Leaves_The_Place_Of_The_Worker_That_Has_Taken_Its_Window()
    {
        var first = Enter(Host, "a1/1/1");
        var second = HostRules.Enter(first, Source, "a1/1/1", Now + TimeSpan.FromMinutes(25), Now + TimeSpan.FromMinutes(5));

        Assert.Single(HostRules.Leave(second, first.AtWork[0]).AtWork);
        Assert.Empty(HostRules.Leave(second, second.AtWork[0]).AtWork);
    }

    [Fact]
    public void The_Strictest_Source_At_Work_Sets_The_Pace()
    {
        var host = HostRules.Enter(Enter(Host, "b1/1/1"), Source with { Pace = new SourcePace { RequestsPerMinute = 30 } }, "a1/1/1", Now + TimeSpan.FromMinutes(20), Now);

        Assert.Null(HostRules.RequestsPerMinute(Enter(Host, "b1/1/1"), Now));
        Assert.Equal(30, HostRules.RequestsPerMinute(host, Now));
        Assert.Null(HostRules.RequestsPerMinute(host, Now + TimeSpan.FromMinutes(20)));
    }

    [Fact]
    public void Promises_Moments_One_After_The_Other()
    {
        var (host, first, _) = HostRules.Promise(Host, 20, pause: null, Now);
        var (_, second, _) = HostRules.Promise(host, 20, pause: null, Now);

        Assert.Equal(new HostSlots(Now, TimeSpan.FromSeconds(3), 1), first);
        Assert.Equal(Now + TimeSpan.FromSeconds(3), second.First);
    }

    [Fact]
    public void Promises_Nothing_That_Is_Too_Far_Away_To_Wait_For()
    {
        var (host, _, _) = HostRules.Promise(Host, 2, pause: null, Now);

        var (same, slots, wait) = HostRules.Promise(host, 2, pause: null, Now);

        Assert.Same(host, same);
        Assert.Equal(0, slots.Count);
        Assert.Equal(Now + TimeSpan.FromSeconds(30), wait?.Until);
        Assert.Contains("2 times a minute", wait?.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Window_That_Asks_Faster_Than_It_May_Is_Promised_Several_Moments_At_Once()
    {
        var alone = Enter(Host, "a1/1/1");
        var shared = Enter(alone, "b1/1/1");

        Assert.Equal(20, HostRules.Promise(alone, 600, TimeSpan.FromMilliseconds(20), Now).Slots.Count);
        Assert.Equal(10, HostRules.Promise(shared, 600, TimeSpan.FromMilliseconds(20), Now).Slots.Count);
        Assert.Equal(1, HostRules.Promise(shared, 600, TimeSpan.FromMilliseconds(200), Now).Slots.Count);
    }

    [Fact]
    public void A_Moment_That_Was_Not_Used_In_Its_Time_Is_Lost()
    {
        var slots = new HostSlots(Now, TimeSpan.FromSeconds(1), 3);

        Assert.Equal(Now, slots.Next(Now)?.Slot);
        Assert.Equal(2, slots.Next(Now)?.Later.Count);
        Assert.Equal(Now + TimeSpan.FromSeconds(1), slots.Next(Now)?.Later.Next(Now)?.Slot);
        Assert.Equal(Now + TimeSpan.FromSeconds(2), slots.Next(Now + TimeSpan.FromSeconds(2.5))?.Slot);
        Assert.Null(slots.Next(Now + TimeSpan.FromSeconds(4)));
    }

    /// <summary>However many windows ask, at whatever speed, no minute sees more requests than are allowed, but for one that begins it.</summary>
    [Theory]
    [InlineData(6, 1, 50)]
    [InlineData(30, 3, 700)]
    [InlineData(600, 4, 20)]
    [InlineData(600, 4, 300)]
    [InlineData(6000, 32, 90)]
    public void No_Minute_Sees_More_Requests_Than_Allowed(int perMinute, int windows, int pageMilliseconds)
    {
        var host = Enumerable.Range(1, windows).Aggregate(Host, (known, number) => Enter(known, $"a1/1/{number}"));
        var page = TimeSpan.FromMilliseconds(pageMilliseconds);
        var next = Enumerable.Repeat(Now, windows).ToArray();
        var slots = new HostSlots[windows];
        var asked = new List<DateTimeOffset>();
        while (next.Min() is var now && now < Now + TimeSpan.FromMinutes(2))
        {
            var window = Array.IndexOf(next, now);
            HostWait? wait = null;
            if (slots[window].Next(now) is null)
            {
                (host, slots[window], wait) = HostRules.Promise(host, perMinute, page, now);
            }

            if (wait is not null)
            {
                next[window] = wait.Until;
                continue;
            }

            (var slot, slots[window]) = slots[window].Next(now)!.Value;
            var at = slot > now ? slot : now;
            asked.Add(at);
            next[window] = at + page;
        }

        asked.Sort();
        Assert.All(asked, (first, at) => Assert.InRange(asked.Skip(at).TakeWhile(later => later < first + TimeSpan.FromMinutes(1)).Count(), 1, perMinute + windows));
        // and what is allowed is made use of, as far as the windows can
        var possible = Math.Min(2.0 * perMinute, windows * TimeSpan.FromMinutes(2) / page);
        Assert.InRange(asked.Count, 0.6 * possible, possible + windows + 1);
    }

    private static ProviderHost Enter(ProviderHost host, string holder) => HostRules.Enter(host, Source, holder, Now + TimeSpan.FromMinutes(20), Now);
}
