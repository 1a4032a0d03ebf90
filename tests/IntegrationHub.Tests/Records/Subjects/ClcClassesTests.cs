using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public sealed class ClcClassesTests
{
    [Theory]
    [InlineData("I247.5", "I", "I2", "I24")]
    [InlineData("TP393.08", "T", "TP", "TP3")]
    [InlineData("tp3", "T", "TP", "TP3")]
    [InlineData("B842.1", "B", "B84", "B842")]
    [InlineData("B222", "B", "B2", "B22")]
    [InlineData("K825.6=76", "K", "K81", "K81")]
    [InlineData("K877.42", "K", "K85", "K85")]
    [InlineData("P618.13", "P", "P5", "P61")]
    [InlineData("O212.1", "O", "O1", "O21")]
    [InlineData("V328.3", "V", "V2", "V32")]
    [InlineData("H821", "H", "H81", "H81")]
    [InlineData("DF71", "D", "D9", "D9")]
    [InlineData("D35", "D", "D3", "D35")]
    [InlineData("F592.7", "F", "F59", "F59")]
    [InlineData("F49", "F", "F49", "F49")]
    [InlineData("{D922.5}", "D", "D9", "D92")]
    [InlineData("[U8]", "U", "U8", "U8")]
    [InlineData("T-0", "T", null, "T")]
    [InlineData("Z", "Z", null, "Z")]
    public void Finds_Main_Class_Division_And_The_Deepest_Class_Of_The_Outline(string number, string main, string? division, string deepest)
    {
        var found = ClcClasses.Find(number);

        Assert.NotNull(found);
        Assert.Equal((main, division, deepest), (found.Main.Code, found.Division?.Code, found.Code));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Theory of numbers")]
    [InlineData("Philosophy")]
    [InlineData("TA4")]
    [InlineData("L12")]
    [InlineData("813.54")]
    [InlineData("中国")]
    public void Takes_Nothing_Else_For_A_Class(string number) => Assert.Null(ClcClasses.Find(number));

    [Fact]
    public void Knows_The_22_Main_Classes() =>
        Assert.Equal("ABCDEFGHIJKNOPQRSTUVXZ", string.Concat(ClcClasses.All.Where(known => known.Parent is null).Select(known => known.Code)));

    /// <summary>Second-level classes as the published outline of the fifth edition counts them, alternative ones and the fifteen of T included.</summary>
    [Theory]
    [InlineData('A', 8)]
    [InlineData('B', 14)]
    [InlineData('C', 16)]
    [InlineData('D', 10)]
    [InlineData('E', 11)]
    [InlineData('F', 11)]
    [InlineData('G', 9)]
    [InlineData('H', 18)]
    [InlineData('I', 8)]
    [InlineData('J', 13)]
    [InlineData('K', 12)]
    [InlineData('N', 13)]
    [InlineData('O', 5)]
    [InlineData('P', 7)]
    [InlineData('Q', 15)]
    [InlineData('R', 17)]
    [InlineData('S', 9)]
    [InlineData('T', 16)]
    [InlineData('U', 5)]
    [InlineData('V', 4)]
    [InlineData('X', 8)]
    [InlineData('Z', 7)]
    public void The_Second_Level_Is_Whole(char main, int divisions) =>
        Assert.Equal(divisions, ClcClasses.All.Count(known => known.Main.Code[0] == main && known.Parent is not null && known.Division == known));

    [Fact]
    public void Every_Class_Has_A_Name_In_Both_Languages_And_Its_Own_Number_Leads_To_It() => Assert.All(ClcClasses.All, known =>
    {
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", known.Chinese);
        Assert.Matches("^[A-Z0-9][A-Za-z0-9 ,'’()-]+$", known.English);
        Assert.Same(known, ClcClasses.Find(known.Code));
        Assert.Same(known, ClcClasses.ByCode(known.Code));
        Assert.True(known.Parent is null || known.Parent.Parent is null || known.Parent.Parent.Parent is null);
    });
}
