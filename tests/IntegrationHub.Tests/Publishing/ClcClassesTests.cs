using IntegrationHub.Publishing;

namespace IntegrationHub.Tests.Publishing;

public sealed class ClcClassesTests
{
    [Theory]
    [InlineData("I247.5", "I", "I2")]
    [InlineData("TP393.08", "T", "TP")]
    [InlineData("tp3", "T", "TP")]
    [InlineData("B842.1", "B", "B84")]
    [InlineData("B222", "B", "B2")]
    [InlineData("K825.6=76", "K", null)]
    [InlineData("K81", "K", "K81")]
    [InlineData("F592.7", "F", "F59")]
    [InlineData("{D922.5}", "D", "D9")]
    [InlineData("T-0", "T", null)]
    [InlineData("Z", "Z", null)]
    public void Finds_Main_Class_And_Division(string number, string main, string? division) =>
        Assert.Equal((main, division), ClcClasses.Find(number));

    [Theory]
    [InlineData("")]
    [InlineData("Theory of numbers")]
    [InlineData("Philosophy")]
    [InlineData("TA4")]
    [InlineData("L12")]
    [InlineData("813.54")]
    public void Takes_Nothing_Else_For_A_Class(string number) => Assert.Null(ClcClasses.Find(number));

    [Fact]
    public void Knows_The_22_Main_Classes_In_Both_Languages() => Assert.All("ABCDEFGHIJKNOPQRSTUVXZ", letter =>
    {
        var label = ClcClasses.LabelOf(letter.ToString());
        Assert.NotNull(label);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", label.Chinese);
        Assert.Matches("^[A-Z]", label.English);
    });
}
