using IntegrationHub.Notifying;

namespace IntegrationHub.Tests.Notifying;

public sealed class DeliveryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 28, 8, 0, 0, TimeSpan.Zero);
    private static readonly NewsDelivery First = new() { Subscription = "portal", Version = 7, PublishedAt = "2026-11-28T07:59:00Z" };
    private static readonly SendResult Failure = new(500, "It answers 500.");

    [Fact]
    public void Success_Ends_It()
    {
        var done = DeliveryRules.After(First with { Failures = 2, Why = "It answers 500." }, new SendResult(204, null), 9, Now);

        Assert.Equal((DeliveryState.Delivered, 204, null, Now), (done.State, done.Status, done.Why, done.TriedAt));
    }

    [Fact]
    public void Waits_Grow_To_A_Day_And_All_Tries_Take_Three_Days()
    {
        var delivery = First;
        var waits = new List<TimeSpan>();
        for (var i = 0; i < 9; i++)
        {
            delivery = DeliveryRules.After(delivery, Failure, 9, Now);
            waits.Add(delivery.NotBefore - Now);
            Assert.Equal((DeliveryState.Waiting, i + 1, i + 1), (delivery.State, delivery.Failures, delivery.Attempt));
        }

        Assert.Equal(waits.Order(), waits);
        Assert.InRange(waits[0], TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5.5));
        Assert.InRange(waits.Aggregate((one, other) => one + other), TimeSpan.FromDays(3), TimeSpan.FromDays(3.6));
        Assert.Equal(DeliveryState.Dead, DeliveryRules.After(delivery, Failure, 9, Now).State);
    }

    [Fact]
    public void What_Fails_Together_Is_Not_Tried_Again_Together() =>
        Assert.NotEqual(DeliveryRules.After(First, Failure, 9, Now).NotBefore, DeliveryRules.After(First with { Subscription = "other" }, Failure, 9, Now).NotBefore);

    [Fact]
    public void The_Receivers_Wish_Counts_Where_It_Is_The_Longer()
    {
        Assert.Equal(Now.AddHours(1), DeliveryRules.After(First, Failure with { RetryAfter = TimeSpan.FromHours(1) }, 9, Now).NotBefore);
        Assert.True(DeliveryRules.After(First, Failure with { RetryAfter = TimeSpan.FromSeconds(1) }, 9, Now).NotBefore >= Now.AddSeconds(5));
    }

    [Fact]
    public void Gone_Is_Not_Tried_Again() => Assert.Equal(DeliveryState.Dead, DeliveryRules.After(First, new SendResult(410, "It answers 410."), 9, Now).State);

    [Fact]
    public void Without_Retries_One_Try_Is_All() => Assert.Equal(DeliveryState.Dead, DeliveryRules.After(First, Failure, 0, Now).State);
}
