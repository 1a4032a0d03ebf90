using System.Text;
using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

/// <summary>Taken for the end of a list, an answer without anything in it would withdraw all that should have followed.</summary>
public class EmptyEnvelopeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("<Identify><repositoryName>It answers what it likes</repositoryName></Identify>")]
    public void An_Answer_With_Neither_List_Nor_Error_Is_No_Last_Page(string body) => Assert.True(Read(body).Truncated);

    [Theory]
    [InlineData("<ListRecords/>")]
    [InlineData("<error code='noRecordsMatch'/>")]
    public void An_Empty_List_And_An_Error_Are_Answers(string body) => Assert.False(Read(body).Truncated);

    private static OaiPage<int> Read(string body) => OaiPageReader.Read(
        Encoding.UTF8.GetBytes($"<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><responseDate>2026-01-01T00:00:00Z</responseDate>{body}</OAI-PMH>"), _ => 0);
}
