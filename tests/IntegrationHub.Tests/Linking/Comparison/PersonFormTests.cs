using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

public sealed class PersonFormTests
{
    [Theory]
    [InlineData("Full", "Borges, Jorge Luis", "Jorge Luis Borges")]
    [InlineData("Full", "Carey, Michael J.", "Mike Carey")]
    [InlineData("Full", "Xiaoming Wang", "Wang, Xiao-Ming")]
    [InlineData("Full", "José García", "Jos? Garc?a")]
    [InlineData("Full", "M. Tamer Özsu", "M. Tamer ?zsu")]
    [InlineData("Full", "Plato", "Plato")]
    [InlineData("Likely", "J. L. Borges", "Jorge Luis Borges")]
    [InlineData("Likely", "JL Borges", "Borges, J. L.")]
    [InlineData("Likely", "Borges", "Borges, Jorge Luis")]
    [InlineData("Different", "Borges, Jorge Luis", "Borges, Norah")]
    [InlineData("Different", "Smith, Michael", "Smith, Mark")]
    [InlineData("Different", "Smith, Ann", "Jones, Bob")]
    [InlineData("Full", "(宋)李邦献撰", "李邦獻 (宋)")]
    [InlineData("Likely", "昭明太子蕭統", "蕭統 (梁)")]
    [InlineData("Near", "徐弘祖", "徐宏祖")]
    [InlineData("Different", "王小明", "李小红")]
    [InlineData("Unknown", "王小明", "Wang, Xiaoming")]
    [InlineData("Full", "Fox Development Team", "CORPORATE Fox Development Team Microsoft")]
    [InlineData("Different", "Ministry of Finance of Norway", "Department of Labor of Chile")]
    public void Two_Names_Are_Matched_As_Far_As_They_Tell(string match, string name, string other)
    {
        var (a, b) = (PersonForm.Of(name)!, PersonForm.Of(other)!);

        Assert.Equal(match, a.Match(b).ToString());
        Assert.Equal(match, b.Match(a).ToString());
    }

    [Fact]
    public void A_Name_In_Both_Scripts_Meets_Either()
    {
        var both = PersonForm.Of(new Agent("王小明") { OtherForm = "Wang, Xiaoming" })!;

        Assert.Equal(NameMatch.Full, both.Match(PersonForm.Of("Xiaoming Wang")!));
        Assert.Equal(NameMatch.Full, both.Match(PersonForm.Of("王小明")!));
    }

    [Fact]
    public void The_Record_May_Tell_The_Family_Name()
    {
        var agent = PersonForm.Of(new Agent("Wang Wei Dong") { Family = "Wang", Given = "Wei Dong" })!;

        Assert.Equal("wang", agent.Key);
        Assert.Equal(NameMatch.Full, agent.Match(PersonForm.Of("Weidong Wang")!));
    }

    [Theory]
    [InlineData("佚名")]
    [InlineData("Anonymous")]
    [InlineData("et al.")]
    [InlineData("?")]
    public void Nobody_Is_Nobody(string name) => Assert.Null(PersonForm.Of(name));
}
