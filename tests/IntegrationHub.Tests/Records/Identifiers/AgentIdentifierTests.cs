using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public sealed class AgentIdentifierTests
{
    [Theory]
    [InlineData("0000-0002-1825-0097", AgentScheme.Orcid, "0000-0002-1825-0097")]
    [InlineData("https://orcid.org/0000-0002-1825-0097/", AgentScheme.Orcid, "0000-0002-1825-0097")]
    [InlineData("ORCID: 0000-0002-1825-0097", AgentScheme.Orcid, "0000-0002-1825-0097")]
    [InlineData("ORCID iD 0000000218250097", AgentScheme.Orcid, "0000-0002-1825-0097")]
    [InlineData("info:orcid/0000-0002-1825-0097", AgentScheme.Orcid, "0000-0002-1825-0097")]
    [InlineData("(orcid)0009-0001-5055-9262", AgentScheme.Orcid, "0009-0001-5055-9262")]
    [InlineData("ISNI 0000 0001 2150 090x", AgentScheme.Isni, "000000012150090X")]
    [InlineData("http://www.isni.org/isni/000000012150090X", AgentScheme.Isni, "000000012150090X")]
    // An ORCID is an ISNI out of its own block, whatever it is called.
    [InlineData("ISNI: 0000 0002 1825 0097", AgentScheme.Orcid, "0000-0002-1825-0097")]
    public void Is_Read_From_Its_Spellings(string text, AgentScheme scheme, string value)
    {
        Assert.True(AgentIdentifier.TryParse(text, out var identifier));
        Assert.Equal((scheme, value), (identifier.Scheme, identifier.Value));
        Assert.True(AgentIdentifier.TryParse(identifier.Url, out var again));
        Assert.Equal(identifier, again);
    }

    [Theory]
    [InlineData("0000-0002-1825-0098")]
    [InlineData("0000-0002-1825-009")]
    [InlineData("info:eu-repo/dai/nl/29806278")]
    [InlineData("https://orcid.org/")]
    [InlineData("")]
    [InlineData(null)]
    public void What_Is_None_Is_Refused(string? text) => Assert.False(AgentIdentifier.TryParse(text, out _));
}
