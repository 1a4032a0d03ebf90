using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Publishing;

public sealed class CollectionTests
{
    private static readonly CollectionId Id = CollectionId.TryParse("classics", out var id) ? id : default;

    [Theory]
    [InlineData("""{"label":{"zh":"名著"},"rules":[{"subjects":["I2","TP311","T"]}]}""")]
    [InlineData("""{"id":"classics","label":{"zh":"名著","en":"Classics"},"description":{"zh":"精选"},"rules":[{"sources":["nstl"],"sets":["physics:hep"],"types":["book","audio-visual"],"languages":["zh","zh-Hant"],"titles":["红楼"],"years":{"from":1912},"free":false}]}""")]
    [InlineData("""{"label":{"zh":"名著"},"resources":["002pkdxhttemjagmwtmt63spnt","isbn:9787020002207","ISBN:7-02-000220-X","doi:10.1000/xyz","issn:0378-5955","uri:https://a.example/1"]}""")]
    public void Accepts_Rules_And_Resources(string json) => Assert.Empty(Mistakes(json));

    [Theory]
    [InlineData("""{"rules":[{"free":true}]}""", "label")]
    [InlineData("""{"label":{"zh":"名著"}}""", "rules")]
    [InlineData("""{"label":{"zh":"名著"},"rules":[],"resources":[]}""", "rules")]
    [InlineData("""{"label":{"zh":"名著"},"rules":[{}]}""", "rules[0]")]
    [InlineData("""{"label":{"zh":"名著"},"rules":{"free":true}}""", "rules")]
    [InlineData("""{"label":{"zh":"名著"},"rules":[{"free":true},{"color":"red","free":true}]}""", "rules[1].color")]
    [InlineData("""{"label":{"zh":"名著"},"rules":[{"sources":["A b"]}]}""", "rules[0].sources[0]")]
    [InlineData("""{"label":{"zh":"名著"},"rules":[{"sets":["a b"]}]}""", "rules[0].sets[0]")]
    [InlineData("""{"label":{"zh":"名著"},"rules":[{"subjects":["I2","文学"]}]}""", "rules[0].subjects[1]")]
    [InlineData("""{"label":{"zh":"名著"},"rules":[{"types":["novel"]}]}""", "rules[0].types[0]")]
    [InlineData("""{"label":{"zh":"名著"},"rules":[{"languages":["chinese language"]}]}""", "rules[0].languages[0]")]
    [InlineData("""{"label":{"zh":"名著"},"rules":[{"titles":["，"]}]}""", "rules[0].titles[0]")]
    [InlineData("""{"label":{"zh":"名著"},"rules":[{"years":{}}]}""", "rules[0].years")]
    [InlineData("""{"label":{"zh":"名著"},"rules":[{"free":"yes"}]}""", "rules[0].free")]
    [InlineData("""{"label":{"zh":"名著"},"resources":[7]}""", "resources[0]")]
    [InlineData("""{"label":"名著","rules":[{"free":true}]}""", "label")]
    [InlineData("""{"label":{"zh":"名著"},"rules":[{"years":{"from":1949,"to":1912}}]}""", "rules[0].years")]
    [InlineData("""{"label":{"zh":"名著"},"rules":[{"years":{"from":"1949"}}]}""", "rules[0].years.from")]
    [InlineData("""{"label":{"zh":"名著"},"resources":["9787020002207"]}""", "resources[0]")]
    [InlineData("""{"label":{"zh":"名著"},"resources":["doi:10.1000/xyz","isbn:9787020002208"]}""", "resources[1]")]
    [InlineData("""{"id":"other","label":{"zh":"名著"},"rules":[{"free":true}]}""", "id")]
    public void Rejects_With_The_Place_Of_The_Mistake(string json, string place) => Assert.Equal([place], Mistakes(json).Keys);

    [Theory]
    [InlineData("""{"sources":["cashl"]}""", true)]
    [InlineData("""{"sources":["nstl"]}""", false)]
    [InlineData("""{"sets":["books"]}""", true)]
    [InlineData("""{"sets":["books:old"]}""", true)]
    [InlineData("""{"sets":["book"]}""", false)]
    [InlineData("""{"sources":["city-library"],"sets":["books"]}""", false)] // Of another record.
    [InlineData("""{"subjects":["I"]}""", true)]
    [InlineData("""{"subjects":["i24"]}""", true)]
    [InlineData("""{"subjects":["I3","T"]}""", false)]
    [InlineData("""{"types":["map","book"]}""", true)]
    [InlineData("""{"types":["map"]}""", false)]
    [InlineData("""{"languages":["zh"]}""", true)]
    [InlineData("""{"languages":["zh-Hant"]}""", false)]
    [InlineData("""{"titles":["紅樓"]}""", true)]
    [InlineData("""{"titles":["dream of the RED"]}""", true)]
    [InlineData("""{"titles":["ream"]}""", false)] // No whole word.
    [InlineData("""{"years":{"from":1982,"to":1982}}""", true)]
    [InlineData("""{"years":{"to":1981}}""", false)]
    [InlineData("""{"free":true}""", true)]
    [InlineData("""{"free":false}""", false)]
    [InlineData("""{"types":["book"],"languages":["en"]}""", false)] // All of one rule.
    public void A_Rule_Holds_Where_All_Its_Conditions_Do(string rule, bool holds) => Assert.Equal(holds, IsIn($$"""{"label":{"zh":"名著"},"rules":[{{rule}}]}"""));

    [Theory]
    [InlineData("isbn:9787020002207", true)]
    [InlineData("isbn:7-02-000220-X", true)]
    [InlineData("DOI:10.1000/A<b>#C", true)]
    [InlineData("doi:10.1000/other", false)]
    public void Named_Resources_Belong_To_It_By_Any_Identifier(string named, bool holds) => Assert.Equal(holds, IsIn($$"""{"label":{"zh":"名著"},"rules":[{"types":["map"]}],"resources":["{{named}}"]}"""));

    [Fact]
    public void Named_Resources_Belong_To_It_By_Id_Also_After_A_Merge()
    {
        var former = Sketches.Resource(7).Id;
        var merged = Work() with { Formerly = [former] };

        Assert.True(IsIn($$"""{"label":{"zh":"名著"},"resources":["{{Work().Id}}"]}"""));
        Assert.True(IsIn($$"""{"label":{"zh":"名著"},"resources":["{{former}}"]}""", merged));
        Assert.False(IsIn($$"""{"label":{"zh":"名著"},"resources":["{{former}}"]}"""));
    }

    [Fact]
    public void Any_Rule_Will_Do_And_A_Class_Holds_Those_That_The_Outline_Sorts_Under_It()
    {
        Assert.True(IsIn("""{"label":{"zh":"名著"},"rules":[{"types":["map"]},{"types":["book"]}]}"""));
        // K825 is sorted under K81.
        Assert.True(IsIn("""{"label":{"zh":"传记"},"rules":[{"subjects":["K81"]}]}""", Work(record => record with { Subjects = [new Subject(SubjectScheme.Clc, "K825.6=76")] })));
        // A number of another scheme is in the class that it is mapped to.
        Assert.True(IsIn("""{"label":{"zh":"计算机"},"rules":[{"subjects":["TP"]}]}""", Work(record => record with { Subjects = [new Subject(SubjectScheme.Ddc, "004.6")] })));
    }

    [Fact]
    public void Another_Name_Leaves_What_Belongs_To_It_Alone()
    {
        var (one, named, other) = (Read("""{"label":{"zh":"甲"},"rules":[{"free":true}]}"""), Read("""{"label":{"zh":"乙"},"description":{"zh":"丙"},"rules":[{"free":true}]}"""), Read("""{"label":{"zh":"甲"},"rules":[{"free":false}]}"""));

        Assert.Equal(one.Belonging, named.Belonging);
        Assert.NotEqual(one.Belonging, other.Belonging);
    }

    [Fact]
    public void What_Is_Stored_Is_Read_Again()
    {
        var collection = Read("""{"label":{"zh":"名著"},"rules":[{"subjects":["I2"],"years":{"from":1912}}],"resources":["isbn:9787020002207"]}""");
        var again = JsonSerializer.Deserialize(JsonSerializer.Serialize(collection, NavigationJson.Default.Collection), NavigationJson.Default.Collection)!;

        Assert.Equal(collection.Belonging, again.Belonging);
        Assert.Equal([], again.Rules[0].Types);
        Assert.Empty(Mistakes(JsonSerializer.Serialize(collection, NavigationJson.Default.Collection)));
    }

    private static Resource Work(Func<BibliographicRecord, BibliographicRecord>? change = null)
    {
        var record = Sketches.Record() with { AlternativeTitles = ["A Dream of the Red Mansions"] };
        record = change?.Invoke(record) ?? record;
        return Sketches.Resource(
            Sketches.Member(Sketches.Platform, "oai:1", record) with { Sets = ["books:old"] },
            Sketches.Member(Sketches.Library, "oai:2", record));
    }

    private static bool IsIn(string json, Resource? resource = null)
    {
        var work = resource ?? Work();
        // "books:old" is below "books".
        var categories = FeedTree.CategoriesOf(work, MergedView.Of(work), Sketches.Sources.IsMember, new CollectionRules([Read(json)]));
        return categories.Contains("collection/classics");
    }

    private static Collection Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var collection = CollectionBody.Read(document.RootElement, Id, out var mistakes);
        Assert.Empty(mistakes);
        return collection;
    }

    private static IReadOnlyDictionary<string, string[]> Mistakes(string json)
    {
        using var document = JsonDocument.Parse(json);
        CollectionBody.Read(document.RootElement, Id, out var mistakes);
        return mistakes;
    }
}
