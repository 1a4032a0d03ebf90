using System.Text.Json;
using IntegrationHub.Publishing;

namespace IntegrationHub.Tests.Publishing;

public sealed class NavigationBodyTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"name":{"zh":"江南图书馆联盟","en":"Jiangnan"},"logo":"https://c.example/l.png","webPage":"http://c.example/帮助","email":"help@c.example"}""")]
    [InlineData("""{"name":{"en":"One name"},"nodes":null}""")]
    [InlineData("""{"nodes":{"subject":{"order":-1},"subject/T":{"hidden":true},"subject/T/TP":{"order":1},"subject/I/all":{"label":{"zh":"文"}},"subject/unclassified":{"hidden":true}}}""")]
    [InlineData("""{"nodes":{"type/book":{"featured":true},"language/zh":{},"period/1990-1999":{},"period/0800-0899":{},"period/undated":{"hidden":true},"new":{"hidden":true},"all":{"order":1},"withdrawn":{"hidden":true}}}""")]
    [InlineData("""{"nodes":{"place/CN/CN-BJ":{"featured":true},"place/CN/all":{},"place/JP":{"order":2},"collection/not-yet-there":{"featured":true},"platform/not-yet-there":{"order":1},"member":{"hidden":true}}}""")]
    public void Accepts_What_Can_Be_Shown_Now_Or_Later(string json) => Assert.Empty(Mistakes(json));

    [Theory]
    [InlineData("""[]""", "$")]
    [InlineData("""{"title":"x"}""", "title")]
    [InlineData("""{"name":"x"}""", "name")]
    [InlineData("""{"name":{}}""", "name")]
    [InlineData("""{"name":{"zh":"甲\u0007"}}""", "name.zh")]
    [InlineData("""{"name":{"de":"x","zh":"甲"}}""", "name.de")]
    [InlineData("""{"logo":"ftp://c.example/l.png"}""", "logo")]
    [InlineData("""{"logo":"javascript:alert(1)"}""", "logo")]
    [InlineData("""{"webPage":"c.example"}""", "webPage")]
    [InlineData("""{"email":"somebody"}""", "email")]
    [InlineData("""{"email":"Help <help@c.example>"}""", "email")]
    [InlineData("""{"nodes":{"colour/red":{}}}""", "nodes.colour/red")]
    [InlineData("""{"nodes":{"":{}}}""", "nodes.")]
    [InlineData("""{"nodes":{"subject/":{}}}""", "nodes.subject/")]
    [InlineData("""{"nodes":{"subject/TP":{}}}""", "nodes.subject/TP")]
    [InlineData("""{"nodes":{"subject/I/TP":{}}}""", "nodes.subject/I/TP")]
    [InlineData("""{"nodes":{"subject/TP/all":{}}}""", "nodes.subject/TP/all")]
    [InlineData("""{"nodes":{"type/novel":{}}}""", "nodes.type/novel")]
    [InlineData("""{"nodes":{"language/zh-Hans":{}}}""", "nodes.language/zh-Hans")]
    [InlineData("""{"nodes":{"period/1991-2000":{}}}""", "nodes.period/1991-2000")]
    [InlineData("""{"nodes":{"place/CN-BJ":{}}}""", "nodes.place/CN-BJ")]
    [InlineData("""{"nodes":{"place/JP/all":{}}}""", "nodes.place/JP/all")]
    [InlineData("""{"nodes":{"collection/No":{}}}""", "nodes.collection/No")]
    [InlineData("""{"nodes":{"subject":{"rank":1}}}""", "nodes.subject.rank")]
    [InlineData("""{"nodes":{"subject":{"order":"first"}}}""", "nodes.subject.order")]
    [InlineData("""{"nodes":{"subject":{"order":1000001}}}""", "nodes.subject.order")]
    [InlineData("""{"nodes":{"subject":{"label":{"zh":""}}}}""", "nodes.subject.label")]
    [InlineData("""{"nodes":{"all":{"hidden":true}}}""", "nodes.all.hidden")]
    [InlineData("""{"nodes":{"subject/T/all":{"hidden":true}}}""", "nodes.subject/T/all.hidden")]
    [InlineData("""{"nodes":{"subject":{"featured":true}}}""", "nodes.subject.featured")]
    [InlineData("""{"nodes":{"new":{"featured":true}}}""", "nodes.new.featured")]
    [InlineData("""{"nodes":{"type/book":{"featured":true,"hidden":true}}}""", "nodes.type/book.featured")]
    [InlineData("""{"nodes":{"subject/T/TP":{"featured":true},"subject/T":{"hidden":true}}}""", "nodes.subject/T/TP.featured")]
    public void Rejects_With_The_Place_Of_The_Mistake(string json, string place) => Assert.Equal([place], Mistakes(json).Keys);

    [Fact]
    public void Every_Mistake_Is_Told_At_Once_And_Says_What_To_Do()
    {
        var mistakes = Mistakes("""{"logo":"x","email":"y","nodes":{"subject/ZZ":{"order":1},"type":{"hidden":"yes"},"period/1991":{}}}""");

        Assert.Equal(["logo", "email", "nodes.type.hidden", "nodes.period/1991", "nodes.subject/ZZ"], mistakes.Keys);
        Assert.Contains("subject/T/TP", mistakes["nodes.subject/ZZ"][0], StringComparison.Ordinal);
        Assert.Contains("collection, platform", Mistakes("""{"nodes":{"colour":{}}}""")["nodes.colour"][0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_Name_In_One_Language_Is_The_Same_In_The_Other()
    {
        using var json = JsonDocument.Parse("""{"name":{"en":"Jiangnan"},"nodes":{"type":{"label":{"zh":"形式"}}}}""");
        var settings = NavigationBody.Read(json.RootElement, out _);

        Assert.Equal(new Label("Jiangnan", "Jiangnan"), settings.Name);
        Assert.Equal(new Label("形式", "形式"), settings.Of("type").Label);
    }

    private static IReadOnlyDictionary<string, string[]> Mistakes(string json)
    {
        using var document = JsonDocument.Parse(json);
        NavigationBody.Read(document.RootElement, out var mistakes);
        return mistakes;
    }
}
