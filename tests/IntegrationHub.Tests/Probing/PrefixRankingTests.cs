using IntegrationHub.Oai;
using IntegrationHub.Probing;
using IntegrationHub.Records;

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
    public void Keeps_What_Is_Asked_For_Where_The_Hub_Reads_It_And_Takes_The_Richest_Otherwise()
    {
        var ranked = PrefixRanking.Rank([Dc, Mods, Odd]);

        Assert.Equal("oai_dc", PrefixRanking.Choose(ranked, "oai_dc"));
        Assert.Equal("mods", PrefixRanking.Choose(ranked, "mods"));
        Assert.Equal("mods", PrefixRanking.Choose(ranked, "odd"));
        Assert.Null(PrefixRanking.Choose(PrefixRanking.Rank([Odd]), "oai_dc"));
        Assert.Equal("anything", PrefixRanking.Choose([], "anything"));
    }

    [Fact]
    public void Knows_The_Mandatory_Prefix_Even_With_A_Wrong_Namespace() => Assert.True(PrefixRanking.Rank([new("oai_dc", "", "")])[0].Readable);

    [Fact]
    public void Every_Crosswalk_That_It_Names_Is_There() =>
        Assert.All(PrefixRanking.CrosswalkNames.Except(["marc21", "unimarc"]), name => Assert.Contains(name, MetadataFormats.Names));

    [Fact]
    public void Finds_Dublin_Core_Under_Another_Prefix() =>
        Assert.Equal("dc", PrefixRanking.Choose(PrefixRanking.Rank([Odd, new("dc", "", Dc.Namespace)]), "oai_dc"));
}
