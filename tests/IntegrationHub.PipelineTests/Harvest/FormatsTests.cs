using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Records;

namespace IntegrationHub.PipelineTests.Harvest;

/// <summary>Formats other than Dublin Core, all the way from the provider to segments and report.</summary>
public sealed class FormatsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Marc = """
        <marc:record xmlns:marc="http://www.loc.gov/MARC21/slim"><marc:leader>00000{0}am a2200000 a 4500</marc:leader>
        <marc:controlfield tag="008">990101s1999    cc            000 0 chi d</marc:controlfield>
        <marc:datafield tag="020" ind1=" " ind2=" "><marc:subfield code="a">7-02-000220-X</marc:subfield></marc:datafield>
        <marc:datafield tag="245" ind1="1" ind2="0"><marc:subfield code="a">红楼梦 /</marc:subfield><marc:subfield code="c">曹雪芹.</marc:subfield></marc:datafield>
        <marc:datafield tag="100" ind1="1" ind2=" "><marc:subfield code="a">曹雪芹.</marc:subfield></marc:datafield>
        <marc:datafield tag="952" ind1=" " ind2=" "><marc:subfield code="p">barcode</marc:subfield></marc:datafield></marc:record>
        """;

    private const string Mods = """<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>A map of Ontario</title></titleInfo><name><namePart>Tremaine, George</namePart></name><unheardOf>x</unheardOf></mods>""";

    [Fact]
    public async Task Records_Of_Several_Formats_Are_Harvested_Replayed_And_Reported()
    {
        await using var provider = await TestProvider.StartAsync();
        provider.Records.Add(Record(1, Marc.Replace("{0}", "n", StringComparison.Ordinal)));
        provider.Records.Add(Record(2, Marc.Replace("{0}", "d", StringComparison.Ordinal)));
        provider.Records.Add(Record(3, Mods));
        provider.Records.Add(Record(4, """<card xmlns="urn:nobody"><head>x</head></card>"""));
        provider.Records.Add(new TestRecord("oai:test:5", "2026-02-01T00:00:00Z", "Plain"));
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf("test", provider.BaseUrl);
        await rig.Sources.TryAddAsync(source, default);

        await rig.HarvestAsync();
        await rig.Replay.StartAsync(source, null, default);
        await rig.ServeAsync();

        foreach (var number in new[] { 1, 2 })
        {
            var records = (await rig.RecordsAsync(source, number)).ToDictionary(record => record.Id);
            Assert.Equal("红楼梦", records["oai:test:1"].Record!.Title);
            Assert.Equal(new Identifier(IdentifierScheme.Isbn, "9787020002207"), Assert.Single(records["oai:test:1"].Record!.Identifiers));
            Assert.True(records["oai:test:2"].Deleted);
            Assert.Equal("Tremaine, George", Assert.Single(records["oai:test:3"].Record!.Creators).Name);
            Assert.True(records["oai:test:4"].IsUnreadable);
            Assert.Equal("Plain", records["oai:test:5"].Record!.Title);
            var counts = (await rig.RunAsync(source, number)).Counts;
            Assert.Equal((3, 1, 1), (counts.Records, counts.Deleted, counts.Rejected));
            Assert.Equal(new Dictionary<string, long> { ["dc"] = 1, ["marc21"] = 1, ["mods"] = 1 }, counts.Formats);
            Assert.Equal(new Dictionary<string, long> { ["marc21 952/p"] = 1, ["mods unheardOf"] = 1 }, counts.Dropped);
            Assert.Contains("root element is '…' in namespace '…'", Assert.Single(counts.Reasons).Key, StringComparison.Ordinal);
        }
    }

    private static TestRecord Record(int number, string payload) => new($"oai:test:{number}", "2026-02-01T00:00:00Z", "") { Payload = payload };
}
