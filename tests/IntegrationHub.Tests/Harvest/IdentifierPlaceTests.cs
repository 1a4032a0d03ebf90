using IntegrationHub.Harvest;

namespace IntegrationHub.Tests.Harvest;

public sealed class IdentifierPlaceTests
{
    public static TheoryData<string?, int?, string?> Places => new()
    {
        { null, null, null },
        { "token", null, null },
        { "R1 2 odd L", null, null },
        { null, 0, "oai:a:1" },
        { "", 12, "" },
        { "a b/L c", 999, "id with spaces L 文" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Is_Read_As_It_Was_Written(string? list, int? record, string? id)
    {
        var place = new IdentifierPlace(list, record, id);

        Assert.Equal(place, IdentifierPlace.Of(place.Write()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("R")]
    [InlineData("R1 9 short")]
    [InlineData("R1 2 abX")]
    [InlineData("Rx 2 ab")]
    [InlineData("other")]
    public void Takes_Nothing_Else(string token) => Assert.Throws<FormatException>(() => IdentifierPlace.Of(token));
}
