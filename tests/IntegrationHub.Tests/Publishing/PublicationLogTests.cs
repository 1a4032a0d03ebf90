using System.Text;
using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Publishing;

public sealed class PublicationLogTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 4, 3, 2, 1, 900, TimeSpan.Zero);
    private static readonly ResourceId Id = ResourceId.Of(new RecordId(SourceId.Parse("cashl"), "oai:1"));

    [Fact]
    public void A_Publications_Time_Is_Ahead_Of_The_Clock_By_What_It_May_Take_To_Be_Seen() =>
        Assert.Equal("2026-05-04T03:02:36Z", PublicationLog.TimeOf(Now, TimeSpan.FromSeconds(35), null));

    [Theory]
    [InlineData("2026-05-04T03:02:36Z", "2026-05-04T03:02:37Z")]
    [InlineData("2027-01-01T00:00:00Z", "2027-01-01T00:00:01Z")]
    [InlineData("2026-05-04T03:02:35Z", "2026-05-04T03:02:36Z")]
    public void It_Is_Later_Than_The_Last_Even_When_The_Clock_Was_Set_Back(string last, string expected) =>
        Assert.Equal(expected, PublicationLog.TimeOf(Now, TimeSpan.FromSeconds(35), last));

    [Fact]
    public void A_Lines_Key_Is_Found_Without_Reading_The_Line()
    {
        var entry = new LogEntry("2026-05-04T03:02:36Z", Id, ChangeKind.Withdrawn, 7, ["all", "type/book"], Id);

        var line = JsonSerializer.SerializeToUtf8Bytes(entry, FeedManifestJson.Default.LogEntry);

        Assert.Equal(Encoding.ASCII.GetString(LogEntry.Encode(entry.Key)), Encoding.ASCII.GetString(LogEntry.KeyOf(line)));
        var read = PublicationLog.Parse(line);
        Assert.Equal((entry.Key, entry.Kind, entry.Version, entry.MovedTo), (read.Key, read.Kind, read.Version, read.MovedTo));
        Assert.Equal(entry.In, read.In);
    }
}
