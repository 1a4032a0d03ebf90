using IntegrationHub.Linking;
using IntegrationHub.Oai;
using IntegrationHub.Providing;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Providing;

public sealed class ProviderTokenTests
{
    private static readonly LogKey Last = new("2026-05-04T03:02:36Z", ResourceId.Of(new RecordId(SourceId.Parse("cashl"), "oai:1")));

    [Fact]
    public void A_Token_Says_Everything_That_The_Next_Request_Needs()
    {
        var token = new ProviderToken(OaiVerb.ListRecords, "oai_dc", "2026-01-01T00:00:00Z", null, "subject:F", Last, 100);

        Assert.Equal(token, ProviderToken.Read(token.Write()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no token")]
    [InlineData("TGlzdFJlY29yZHM")]
    public void Rejects_What_It_Never_Gave(string token) => Assert.Null(ProviderToken.Read(token));

    [Fact]
    public void Rejects_A_Token_Whose_Parts_Were_Changed()
    {
        var token = new ProviderToken(OaiVerb.ListRecords, "oai_dc", null, null, null, Last, 100);

        Assert.Null(ProviderToken.Read((token with { Verb = OaiVerb.Identify }).Write()));
        Assert.Null(ProviderToken.Read((token with { Last = null }).Write()));
        Assert.Null(ProviderToken.Read((token with { From = "yesterday" }).Write()));
        Assert.Null(ProviderToken.Read((token with { Cursor = -1 }).Write()));
    }

    [Theory]
    [InlineData("2026-05-04", "2026-05-04T00:00:00Z", "2026-05-04T23:59:59Z")]
    [InlineData("2026-05-04T03:02:36Z", "2026-05-04T03:02:36Z", "2026-05-04T03:02:36Z")]
    public void A_Day_Means_All_Of_It(string date, string from, string until) => Assert.Equal((from, until), (ProviderDates.From(date), ProviderDates.Until(date)));

    [Theory]
    [InlineData("platform/cashl", "platform:cashl")]
    [InlineData("subject/F/all", "subject:F")]
    [InlineData("subject/F/F0", "subject:F:F0")]
    [InlineData("subject/unclassified", "subject:unclassified")]
    [InlineData("type/book", "type:book")]
    [InlineData("all", null)]
    [InlineData("language/zh", null)]
    public void Categories_By_Platform_Member_Subject_And_Type_Are_Sets(string category, string? spec) => Assert.Equal(spec, ProviderSetSpecs.Of(category));

    [Theory]
    [InlineData("subject", true)]
    [InlineData("subject:F", true)]
    [InlineData("subject:F:F0", true)]
    [InlineData("subject:F:F1", false)]
    [InlineData("sub", false)]
    public void A_Set_Holds_What_Its_Parts_Hold(string set, bool holds) => Assert.Equal(holds, ProviderSetSpecs.Holds(set, "subject/F/F0"));

    [Theory]
    [InlineData("from=2026-01-01&until=2026-01-01T00:00:00Z")]
    [InlineData("from=2026-01-02&until=2026-01-01")]
    [InlineData("from=2026-13-01")]
    [InlineData("from=2026-01-01T00:00Z")]
    [InlineData("from=2026-01-01T00:00:00.5Z")]
    public void Rejects_Dates_That_The_Specification_Does_Not_Know(string dates)
    {
        Assert.Null(Read($"verb=ListRecords&metadataPrefix=oai_dc&{dates}", out var error));
        Assert.Equal(OaiErrorCodes.BadArgument, error!.Code);
    }

    [Theory]
    [InlineData("from=2026-01-01&until=2026-01-01")]
    [InlineData("from=2026-01-01T00:00:00Z&until=2026-01-01T00:00:01Z")]
    public void Accepts_Days_And_Seconds(string dates) => Assert.NotNull(Read($"verb=ListRecords&metadataPrefix=oai_dc&{dates}", out _));

    private static GatewayArguments? Read(string query, out OaiError? error) =>
        GatewayArguments.Read(query.Split('&').Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1])), out error, OaiGranularity.Second);
}
