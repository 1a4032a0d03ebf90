using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using IntegrationHub.Tests.Records;

namespace IntegrationHub.Tests.Linking;

public sealed class ResourceLineTests
{
    private static readonly Gen<ResourceId> AnyId = Gen.Int[0, 1_000].Select(i => ResourceId.Of(new RecordId(SourceId.Parse("one"), $"r{i}")));

    private static readonly Gen<Member> AnyMember = Gen.Select(
        RecordLineTests.Text.Array[4], RecordLineTests.Texts, RecordLineTests.AnyRecord, Gen.OneOfConst("one", "two"), RecordLineTests.AnyIdentifier.List[0, 2],
        (text, sets, record, source, wrong) => new Member
        {
            Source = SourceId.Parse(source),
            Id = text[0],
            Datestamp = text[1],
            Since = text[2],
            Fingerprint = text[3],
            Sets = sets,
            Record = record,
            Wrong = wrong,
        });

    private static readonly Gen<Resource> AnyResource = Gen.Select(
        AnyId, AnyId.List[0, 2], AnyId.List[0, 2], AnyMember.List[1, 3],
        (id, formerly, apart, members) => new Resource { Id = id, Formerly = formerly, Apart = apart, Members = members });

    [Fact]
    public void Writes_What_The_Serializer_Writes_But_For_Empty_Lists() => AnyResource.Sample(resource =>
    {
        var expected = JsonNode.Parse(JsonSerializer.Serialize(resource, IndexJson.Default.Resource))!;
        RecordLineTests.WithoutEmptyLists(expected);

        Assert.Equal(expected.ToJsonString(), JsonNode.Parse(Written(resource))!.ToJsonString());
    });

    [Fact]
    public void Reads_What_It_And_The_Serializer_Wrote() => AnyResource.Sample(resource =>
    {
        var given = JsonSerializer.SerializeToUtf8Bytes(resource, IndexJson.Default.Resource);

        Assert.Equal(Encoding.UTF8.GetString(given), JsonSerializer.Serialize(ResourceLine.Parse(given), IndexJson.Default.Resource));
        Assert.Equal(Encoding.UTF8.GetString(given), JsonSerializer.Serialize(ResourceLine.Parse(Written(resource)), IndexJson.Default.Resource));
    });

    [Fact]
    public void Passes_Records_On_To_The_Letter() => AnyResource.Sample(resource =>
    {
        var line = Written(resource);
        var passed = ResourceLine.Parse(line);

        Assert.Equal(line, Written(passed));
        // Also when somebody has looked into them meanwhile.
        Assert.Equal(resource.Members.Select(member => member.Record.Title.Length), passed.Members.Select(member => member.Written.ReadCompared().Title.Length));
        Assert.Equal(line, Written(passed));
    });

    [Fact]
    public void Tells_Free_From_The_Rest_Without_Parsing() => AnyResource.Sample(resource =>
        Assert.Equal(resource.Members.Select(member => member.Record.Access.IsFree), ResourceLine.Parse(Written(resource)).Members.Select(member => member.Written.IsFree)));

    [Fact]
    public void Reads_All_That_Keys_Are_Made_Of() => AnyResource.Sample(resource => Assert.Equal(
        resource.Members.Select(member => MatchKeys.Of(member.Trusted)),
        ResourceLine.Parse(Written(resource)).Members.Select(member => MatchKeys.Of(member.ReadTrusted()))));

    [Fact]
    public void Skips_What_Later_Versions_Add()
    {
        var line = Encoding.UTF8.GetBytes(
            """{"id":"0000000000000000000000000a","later":{"a":[1]},"members":[{"source":"one","id":"a","datestamp":"d","since":"s","later":[{}],"fingerprint":"f","record":{"title":"T","later":{"access":{"status":"Open"}}}}]}""");
        var member = Assert.Single(ResourceLine.Parse(line).Members);
        Assert.Equal("T", member.Record.Title);
        Assert.False(ResourceLine.Parse(line).Members[0].Written.IsFree);
    }

    [Theory]
    [InlineData("""{"members":[]}""")]
    [InlineData("""{"id":"0000000000000000000000000a","members":[{"source":"one","id":"a","datestamp":"d","since":"s","fingerprint":"f"}]}""")]
    public void Refuses_What_Is_No_Resource(string line) => Assert.Throws<JsonException>(() => ResourceLine.Parse(Encoding.UTF8.GetBytes(line)));

    private static byte[] Written(Resource resource)
    {
        var json = new JsonText(16);
        ResourceLine.Write(resource, json);
        return json.Written.ToArray();
    }
}
