using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Records;

public class AccessRulesTests
{
    private const string Url = "https://example.org/1";

    [Theory]
    [InlineData("https://creativecommons.org/licenses/by-nc-nd/4.0/", "https://creativecommons.org/licenses/by-nc-nd/4.0/")]
    [InlineData("Licensed under http://www.creativecommons.org/licenses/BY/3.0/cn/legalcode.", "https://creativecommons.org/licenses/by/3.0/cn/")]
    [InlineData("http://creativecommons.org/publicdomain/mark/1.0/", "https://creativecommons.org/publicdomain/mark/1.0/")]
    [InlineData("CC0", "https://creativecommons.org/publicdomain/zero/1.0/")]
    [InlineData("CC-BY", "https://creativecommons.org/licenses/by/")]
    [InlineData("本作品采用 CC BY-NC-SA 4.0 许可", "https://creativecommons.org/licenses/by-nc-sa/4.0/")]
    [InlineData("info: cc by nc nd", "https://creativecommons.org/licenses/by-nc-nd/")]
    public void A_Creative_Commons_Licence_Is_Open_And_Has_One_Spelling(string rights, string uri)
    {
        var access = AccessRules.Decide([rights], AccessPolicy.ByEvidence, Url);
        Assert.Equal(AccessStatus.Open, access.Status);
        Assert.Equal(new AccessEvidence(EvidenceKind.Licence, AccessStatus.Open, uri), Assert.Single(access.Evidence));
        Assert.Equal(Url, access.Url);
    }

    [Theory]
    [InlineData("info:eu-repo/semantics/openAccess", AccessStatus.Free)]
    [InlineData("openAccess", AccessStatus.Free)]
    [InlineData("http://purl.org/coar/access_right/c_abf2", AccessStatus.Free)]
    [InlineData("http://purl.org/coar/access_right/c_16ec", AccessStatus.Restricted)]
    [InlineData("http://purl.org/coar/access_right/c_f1cf", AccessStatus.Embargoed)]
    [InlineData("info:eu-repo/semantics/closedAccess", AccessStatus.Restricted)]
    [InlineData("Metadata only access", AccessStatus.Restricted)]
    [InlineData("On-site", AccessStatus.Restricted)]
    [InlineData("Public", AccessStatus.Free)]
    [InlineData("Public domain", AccessStatus.Open)]
    [InlineData("http://rightsstatements.org/vocab/NoC-OKLR/1.0/", AccessStatus.Free)]
    [InlineData("http://rightsstatements.org/vocab/InC/1.0/", AccessStatus.Unknown)]
    [InlineData("http://rightsstatements.org/page/InC-EDU/1.0/?language=en", AccessStatus.Unknown)]
    [InlineData("免费阅读", AccessStatus.Free)]
    [InlineData("開放獲取", AccessStatus.Free)]
    [InlineData("本资源仅限馆内阅览", AccessStatus.Restricted)]
    [InlineData("用户注册后免费使用", AccessStatus.Registration)]
    [InlineData("非公开资源", AccessStatus.Unknown)]
    [InlineData("This study is freely available to ICPSR member institutions via web download.", AccessStatus.Restricted)]
    [InlineData("This is not open access.", AccessStatus.Unknown)]
    [InlineData("otherRestrictions", AccessStatus.Unknown)]
    [InlineData("Copyright", AccessStatus.Unknown)]
    [InlineData("Free text rights statement", AccessStatus.Unknown)]
    [InlineData("All rights reserved, accbyte Ltd.", AccessStatus.Unknown)]
    public void Statements_Mean_What_They_Say(string rights, AccessStatus status) => Assert.Equal(status, AccessRules.Decide([rights], AccessPolicy.ByEvidence, Url).Status);

    [Fact]
    public void Nothing_Is_Free_Without_A_Link_But_The_Evidence_Stays()
    {
        var access = AccessRules.Decide(["openAccess"], AccessPolicy.AllFree, url: null);
        Assert.Equal(AccessStatus.Unknown, access.Status);
        Assert.Equal(2, access.Evidence.Count);
        Assert.Null(access.Url);
    }

    [Fact]
    public void A_Policy_Speaks_Where_The_Record_Is_Silent()
    {
        Assert.Equal(AccessStatus.Free, AccessRules.Decide([], AccessPolicy.AllFree, Url).Status);
        Assert.Equal(AccessStatus.Open, AccessRules.Decide(["CC BY 4.0"], AccessPolicy.AllFree, Url).Status);
        Assert.Equal(AccessStatus.Restricted, AccessRules.Decide(["仅限馆内"], AccessPolicy.AllFree, Url).Status);
        Assert.Equal(AccessStatus.Restricted, AccessRules.Decide(["openAccess"], AccessPolicy.None, Url).Status);
        Assert.Same(Access.Unknown, AccessRules.Decide([], AccessPolicy.ByEvidence, Url));
    }

    [Fact]
    public void A_Contradiction_Is_Kept_And_The_Cautious_Term_Decides()
    {
        var access = AccessRules.Decide(["openAccess", "restrictedAccess", "CC BY 4.0"], AccessPolicy.ByEvidence, Url);
        Assert.Equal(AccessStatus.Restricted, access.Status);
        Assert.Equal([AccessStatus.Free, AccessStatus.Restricted, AccessStatus.Open], access.Evidence.Select(evidence => evidence.Says));
        Assert.Null(access.Url);
    }

    [Theory]
    [InlineData("info:eu-repo/date/embargoEnd/2027-03-01")]
    [InlineData("Embargoed until 2027-03-01")]
    [InlineData("开放日期：2027年3月1日")]
    public void An_Embargo_Opens_On_Its_Day(string rights)
    {
        var access = AccessRules.Decide(["info:eu-repo/semantics/embargoedAccess", rights], AccessPolicy.ByEvidence, Url);
        Assert.Equal(AccessStatus.Embargoed, access.Status);
        Assert.Equal(AccessStatus.Embargoed, access.StatusOn(new DateOnly(2027, 2, 28)));
        Assert.Equal(AccessStatus.Free, access.StatusOn(new DateOnly(2027, 3, 1)));
        Assert.Equal("2027-03-01", access.Evidence[1].Value);
    }

    [Fact]
    public void An_Embargo_Without_A_Date_Never_Opens() =>
        Assert.Equal(AccessStatus.Embargoed, AccessRules.Decide(["embargoedAccess"], AccessPolicy.ByEvidence, Url).StatusOn(new DateOnly(2099, 1, 1)));
}
