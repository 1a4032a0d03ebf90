using System.Text;
using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

public class RepositoryAnswersTests
{
    [Fact]
    public void Reads_What_A_Repository_Says_Of_Itself()
    {
        var identify = OaiIdentify.Read(Bytes("""
            <Identify><repositoryName>某图书馆</repositoryName><baseURL>http://a.example/oai</baseURL><protocolVersion>2.0</protocolVersion>
            <adminEmail>a@a.example</adminEmail><adminEmail>b@a.example</adminEmail><earliestDatestamp>1999-01-01T00:00:00Z</earliestDatestamp>
            <deletedRecord>Persistent</deletedRecord><granularity>YYYY-MM-DDThh:mm:ssZ</granularity><compression>gzip</compression>
            <description><x xmlns="urn:x"><repositoryName>no</repositoryName></x></description></Identify>
            """));

        Assert.Equal("某图书馆", identify.RepositoryName);
        Assert.Equal("http://a.example/oai", identify.BaseUrl);
        Assert.Equal("2.0", identify.ProtocolVersion);
        Assert.Equal(["a@a.example", "b@a.example"], identify.AdminEmails);
        Assert.Equal("1999-01-01T00:00:00Z", identify.EarliestDatestamp);
        Assert.Equal(OaiDeletedRecord.Persistent, identify.DeletedRecord);
        Assert.Equal(OaiGranularity.Second, identify.Granularity);
        Assert.Equal(["gzip"], identify.Compression);
        Assert.NotNull(identify.ResponseDate);
    }

    [Fact]
    public void Promises_Nothing_That_A_Repository_Does_Not()
    {
        var identify = OaiIdentify.Read(Bytes("<Identify><deletedRecord>perhaps</deletedRecord></Identify>"));

        Assert.Equal(OaiDeletedRecord.No, identify.DeletedRecord);
        Assert.Equal(OaiGranularity.Day, identify.Granularity);
        Assert.Empty(identify.AdminEmails);
    }

    [Fact]
    public void Reads_Sets_With_Their_Token()
    {
        var sets = OaiSets.Read(Bytes("<ListSets><set><setSpec>a</setSpec><setName>A &amp; B</setName><setDescription><d xmlns='urn:d'/></setDescription></set><set><setSpec>a:b</setSpec></set><resumptionToken>t</resumptionToken></ListSets>"));

        Assert.Equal([new OaiSet("a", "A & B"), new OaiSet("a:b", "a:b")], sets.Sets);
        Assert.Equal("t", sets.ResumptionToken?.Value);
        Assert.Equal("noSetHierarchy", Assert.Single(OaiSets.Read(Bytes("<error code='noSetHierarchy'>none</error>")).Errors).Code);
    }

    [Fact]
    public void Reads_Metadata_Formats()
    {
        var formats = OaiMetadataFormats.Read(Bytes("<ListMetadataFormats><metadataFormat><metadataPrefix> oai_dc </metadataPrefix><schema>s</schema><metadataNamespace>n</metadataNamespace></metadataFormat></ListMetadataFormats>"));

        Assert.Equal(new OaiMetadataFormat("oai_dc", "s", "n"), Assert.Single(formats.Formats));
    }

    private static byte[] Bytes(string body) => Encoding.UTF8.GetBytes(Pages.Start + body + "</OAI-PMH>");
}
