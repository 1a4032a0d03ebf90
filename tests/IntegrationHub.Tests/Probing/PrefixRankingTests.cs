using IntegrationHub.Oai;
using IntegrationHub.Probing;

namespace IntegrationHub.Tests.Probing;

public sealed class PrefixRankingTests
{
    private static readonly OaiMetadataFormat Dc = new("oai_dc", "", "http://www.openarchives.org/OAI/2.0/oai_dc/");
    private static readonly OaiMetadataFormat Marc = new("m21", "", "http://www.loc.gov/MARC21/slim");
    private static readonly OaiMetadataFormat Mods = new("mods", "", "http://www.loc.gov/mods/v3");
    private static readonly OaiMetadataFormat Odd = new("odd", "", "http://nobody.example/odd");

    [Fact]
    public void Ranks_By_Namespace_Whatever_The_Prefix_Is_Called() =>
        Assert.Equal(["m21", "mods", "oai_dc", "odd"], PrefixRanking.Rank([Dc, Odd, Mods, Marc, Dc]).Select(format => format.Prefix));

    [Fact]
    public void Recommends_What_The_Hub_Reads_And_No_Richer_Format()
    {
        var ranked = PrefixRanking.Rank([Dc, Marc]);

        Assert.Equal("oai_dc", PrefixRanking.Choose(ranked, "oai_dc"));
        Assert.Equal("oai_dc", PrefixRanking.Choose(ranked, "m21"));
        Assert.Null(PrefixRanking.Choose(PrefixRanking.Rank([Marc, Mods]), "oai_dc"));
        Assert.Equal("anything", PrefixRanking.Choose([], "anything"));
    }

    [Fact]
    public void Knows_The_Mandatory_Prefix_Even_With_A_Wrong_Namespace() => Assert.True(PrefixRanking.Rank([new("oai_dc", "", "")])[0].Readable);

    [Fact]
    public void Finds_Dublin_Core_Under_Another_Prefix() =>
        Assert.Equal("dc", PrefixRanking.Choose(PrefixRanking.Rank([Marc, new("dc", "", Dc.Namespace)]), "oai_dc"));
}
