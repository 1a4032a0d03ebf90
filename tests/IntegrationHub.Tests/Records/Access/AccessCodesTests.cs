using System.Xml;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class AccessCodesTests
{
    [Theory]
    [InlineData("506-1", "0", AccessStatus.Free, "MARC 506, first indicator: 0")]
    [InlineData("506-1", "1", AccessStatus.Restricted, "MARC 506, first indicator: 1")]
    [InlineData("856-7", "0", AccessStatus.Free, "MARC 856 $7: 0")]
    [InlineData("856-7", "1", AccessStatus.Restricted, "MARC 856 $7: 1")]
    public void A_Code_Of_Marc_Is_Strong_Evidence(string coding, string code, AccessStatus says, string value) =>
        Assert.Equal(new AccessEvidence(EvidenceKind.AccessRights, says, value, EvidenceStrength.Strong), AccessCodes.Of(coding, code));

    [Theory]
    [InlineData("506-1", " ")]
    [InlineData("506-1", "#")]
    [InlineData("856-7", "u")]
    [InlineData("856-7", "z")]
    public void Other_Codes_Say_Nothing(string coding, string code) => Assert.Null(AccessCodes.Of(coding, code));

    [Theory]
    [InlineData("<ali:free_to_read/>", AccessStatus.Free, AccessStatus.Free)]
    [InlineData("<ali:free_to_read start_date=\"2030-01-01\"/>", AccessStatus.Embargoed, AccessStatus.Free)]
    [InlineData("<ali:free_to_read end_date=\"2020-01-01\"/>", AccessStatus.Unknown, AccessStatus.Unknown)]
    [InlineData("<license license-type=\"open-access\"/>", AccessStatus.Free, AccessStatus.Free)]
    [InlineData("<license license-type=\"open-access\"><ali:license_ref>https://creativecommons.org/licenses/by/4.0/</ali:license_ref></license>", AccessStatus.Open, AccessStatus.Open)]
    public void An_Article_Is_Free_To_Read_From_A_Day_Or_For_A_Time(string permissions, AccessStatus now, AccessStatus in2031)
    {
        var payload = $"""
            <article xmlns:ali="http://www.niso.org/schemas/ali/1.0/"><front><article-meta><article-id pub-id-type="doi">10.1000/1</article-id>
            <title-group><article-title>T</article-title></title-group><permissions>{permissions}</permissions></article-meta></front></article>
            """;
        using var reader = XmlReader.Create(new StringReader(payload));
        reader.MoveToContent();
        var access = new MetadataFormats().Read(reader).Record.Access;
        Assert.NotEmpty(access.Evidence);
        Assert.Equal((now, in2031), (access.Status, access.StatusOn(new DateOnly(2031, 1, 1))));
    }
}
