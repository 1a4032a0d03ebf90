using System.Text.Json;
using IntegrationHub.Operations;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Sources;

public sealed class SourceBodyTests
{
    private const string Start = "\"name\":\"A\",\"baseUrl\":\"https://a.example/oai\"";

    [Fact]
    public void Reads_Everything_That_A_Source_Has()
    {
        var source = Read(
            """
            {"name":" 示例图书馆 ","baseUrl":"https://library.example/oai","kind":"member","sets":["theses"],"enabled":false,"every":"06:00:00",
             "access":"bySet","freeSets":["open"],"staticRepository":true,"listBy":"ListIdentifiers","slicedBy":"Sets",
             "pace":{"requestsPerMinute":30,"parallel":2,"hours":"22:00-06:00","timeZone":"Asia/Shanghai"},
             "guards":{"withdrawnShare":0.25,"rejectedShare":1},
             "credential":{"scheme":"Basic","setting":"Example_Library","userName":"hub"},
             "reconcileEvery":"30.00:00:00"}
            """,
            out var mistakes);

        Assert.Empty(mistakes);
        Assert.Equal(("示例图书馆", SourceKind.Member, false, true), (source.Name, source.Kind, source.Enabled, source.StaticRepository));
        Assert.Equal((AccessPolicy.BySet, "open"), (source.Access, Assert.Single(source.FreeSets)));
        Assert.Equal((ListVerb.ListIdentifiers, SlicedBy.Sets), (source.ListBy, source.SlicedBy));
        Assert.Equal(new SourcePace { RequestsPerMinute = 30, Parallel = 2, Hours = "22:00-06:00", TimeZone = "Asia/Shanghai" }, source.Pace);
        Assert.Equal(new SourceGuards { WithdrawnShare = 0.25, RejectedShare = 1 }, source.Guards);
        Assert.Equal(new SourceCredential(CredentialScheme.Basic, "Example_Library", "hub"), source.Credential);
        Assert.Equal(TimeSpan.FromDays(30), source.ReconcileEvery);
    }

    [Fact]
    public void A_Part_Left_Out_Keeps_Its_Default()
    {
        var source = Read("{" + Start + ",\"pace\":{\"requestsPerMinute\":30},\"credential\":null}", out var mistakes);

        Assert.Empty(mistakes);
        Assert.Equal(new SourcePace { RequestsPerMinute = 30 }, source.Pace);
        Assert.Null(source.Credential);
    }

    [Fact]
    public void Tells_Every_Mistake_Of_Type_And_Value_At_Once_With_Its_Path()
    {
        Read(
            """
            {"name":5,"baseURL":"https://a.example","baseUrl":["x"],"sets":["a",7],"enabled":"yes","every":"1","enabled":true,"kind":"Shop",
             "pace":{"parallel":"4","requestsPerMinute":0.5,"hours":"22-6","speed":1},"guards":{"withdrawnShare":10,"rejectedShare":"0.1"},
             "credential":{"scheme":"Basic","secret":"x"},"nmae":"A"}
            """,
            out var mistakes);

        Assert.Equal(
            [
                "baseURL", "baseUrl", "credential.secret", "credential.setting", "credential.userName", "enabled", "every", "guards.rejectedShare", "guards.withdrawnShare",
                "kind", "name", "nmae", "pace.hours", "pace.parallel", "pace.requestsPerMinute", "pace.speed", "sets[1]",
            ],
            mistakes.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("write it 'baseUrl'", Assert.Single(mistakes["baseURL"]), StringComparison.Ordinal);
        Assert.Contains("5 has the wrong type", Assert.Single(mistakes["name"]), StringComparison.Ordinal);
        Assert.Contains("requestsPerMinute, parallel, hours, timeZone", Assert.Single(mistakes["pace.speed"]), StringComparison.Ordinal);
        Assert.Equal(2, mistakes["enabled"].Length);
    }

    [Theory]
    [InlineData("[]", "$")]
    [InlineData("null", "$")]
    [InlineData("\"source\"", "$")]
    [InlineData("{" + Start + ",\"pace\":4}", "pace")]
    [InlineData("{" + Start + ",\"credential\":\"secret\"}", "credential")]
    [InlineData("{" + Start + ",\"sets\":\"theses\"}", "sets")]
    [InlineData("{" + Start + ",\"region\":\"\\ud800\"}", "region")]
    [InlineData("{" + Start + ",\"pace\":{\"parallel\":99999999999}}", "pace.parallel")]
    public void Says_Where_The_Shape_Is_Wrong(string body, string where)
    {
        Read(body, out var mistakes);

        Assert.Equal([where], mistakes.Keys);
    }

    [Theory]
    [InlineData("requestsPerMinute", "0")]
    [InlineData("requestsPerMinute", "6001")]
    [InlineData("parallel", "0")]
    [InlineData("parallel", "33")]
    [InlineData("hours", "\"25:00-06:00\"")]
    [InlineData("hours", "\"06:00-06:00\"")]
    [InlineData("timeZone", "\"Mars/Olympus\"")]
    public void Rejects_A_Pace(string property, string value)
    {
        Read("{" + Start + ",\"pace\":{\"" + property + "\":" + value + "}}", out var mistakes);

        Assert.Equal([$"pace.{property}"], mistakes.Keys);
    }

    [Theory]
    [InlineData("""{"scheme":"Bearer","setting":"A"}""")]
    [InlineData("""{"scheme":"Header","setting":"A1","header":"X-Api-Key"}""")]
    [InlineData("""{"scheme":"Header","setting":"A_b","header":"Authorization"}""")]
    public void Accepts_A_Credential(string credential)
    {
        Read("{" + Start + ",\"credential\":" + credential + "}", out var mistakes);

        Assert.Empty(mistakes);
    }

    [Theory]
    [InlineData("""{"setting":"A"}""", "scheme")]
    [InlineData("""{"scheme":"Digest","setting":"A"}""", "scheme")]
    [InlineData("""{"scheme":"Bearer"}""", "setting")]
    [InlineData("""{"scheme":"Bearer","setting":"A:Secret"}""", "setting")]
    [InlineData("""{"scheme":"Bearer","setting":"A__Secret"}""", "setting")]
    [InlineData("""{"scheme":"Bearer","setting":"../AzureWebJobsStorage"}""", "setting")]
    [InlineData("""{"scheme":"Bearer","setting":"A","userName":"hub"}""", "userName")]
    [InlineData("""{"scheme":"Basic","setting":"A","userName":"a:b"}""", "userName")]
    [InlineData("""{"scheme":"Bearer","setting":"A","header":"X-Key"}""", "header")]
    [InlineData("""{"scheme":"Header","setting":"A"}""", "header")]
    [InlineData("""{"scheme":"Header","setting":"A","header":"Host"}""", "header")]
    [InlineData("""{"scheme":"Header","setting":"A","header":"content-length"}""", "header")]
    [InlineData("""{"scheme":"Header","setting":"A","header":"X-Key: a\r\nX-Evil"}""", "header")]
    public void Rejects_A_Credential(string credential, string property)
    {
        Read("{" + Start + ",\"credential\":" + credential + "}", out var mistakes);

        Assert.Equal([$"credential.{property}"], mistakes.Keys);
    }

    [Fact]
    public void Does_Not_Repeat_A_Secret_That_Was_Put_Where_The_Settings_Name_Belongs()
    {
        Read("{" + Start + ",\"credential\":{\"scheme\":\"Bearer\",\"setting\":\"s3cr3t-t0ken\"}}", out var mistakes);

        Assert.DoesNotContain("s3cr3t", string.Concat(mistakes.SelectMany(mistake => mistake.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_Api_Description_Names_What_A_Body_May_Have()
    {
        Read("""{"nmae":"A"}""", out var mistakes);
        var told = mistakes["nmae"].Single().Split(" has ")[1].TrimEnd('.').Split(", ");

        var described = JsonDocument.Parse(OpenApiDocument.Read()).RootElement.GetProperty("components").GetProperty("schemas").GetProperty("SourceBody").GetProperty("properties");

        Assert.Equal(told.Order(StringComparer.Ordinal), described.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_Profile_May_Set_The_Pace()
    {
        var profile = SourceProfiles.All[0] with { Pace = new SourcePace { Parallel = 1, Hours = "22:00-06:00" }, SlicedBy = SlicedBy.Sets };

        var source = profile.Apply(SourceId.Parse("a1"), "https://a.example/oai");

        Assert.Equal((1, "22:00-06:00", SlicedBy.Sets), (source.Pace.Parallel, source.Pace.Hours, source.SlicedBy));
    }

    private static Source Read(string body, out IReadOnlyDictionary<string, string[]> mistakes) =>
        SourceBody.Read(JsonDocument.Parse(body).RootElement, SourceId.Parse("a1"), out mistakes);
}
