using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class RightsTextTests
{
    [Theory]
    [InlineData("info:eu-repo/semantics/openAccess", AccessStatus.Free)]
    [InlineData("openAccess", AccessStatus.Free)]
    [InlineData("http://purl.org/coar/access_right/c_abf2", AccessStatus.Free)]
    [InlineData("open access", AccessStatus.Free)]
    [InlineData("オープンアクセス", AccessStatus.Free)]
    [InlineData("http://purl.org/coar/access_right/c_16ec", AccessStatus.Restricted)]
    [InlineData("http://purl.org/coar/access_right/c_14cb", AccessStatus.Restricted)]
    [InlineData("http://purl.org/coar/access_right/c_f1cf", AccessStatus.Embargoed)]
    [InlineData("info:eu-repo/semantics/closedAccess", AccessStatus.Restricted)]
    [InlineData("info:eu-repo/semantics/restrictedAccess", AccessStatus.Restricted)]
    [InlineData("http://purl.org/eprint/accessRights/OpenAccess", AccessStatus.Free)]
    [InlineData("http://publications.europa.eu/resource/authority/access-right/NON_PUBLIC", AccessStatus.Restricted)]
    [InlineData("Metadata only access", AccessStatus.Restricted)]
    [InlineData("On-site", AccessStatus.Restricted)]
    [InlineData("Public", AccessStatus.Free)]
    [InlineData("Unrestricted online access", AccessStatus.Free)]
    [InlineData("Online access with authorization.", AccessStatus.Restricted)]
    [InlineData("OPEN_ACCESS_FOR_REGISTERED_USERS", AccessStatus.Registration)]
    [InlineData("共享方式：协议开放", AccessStatus.Restricted)]
    [InlineData("完全開放", AccessStatus.Free)]
    [InlineData("有条件共享", AccessStatus.Restricted)]
    [InlineData("暂不开放", AccessStatus.Restricted)]
    public void A_Term_Of_A_Vocabulary_Is_Strong_Evidence(string rights, AccessStatus says) =>
        Assert.Equal([new AccessEvidence(EvidenceKind.AccessRights, says, rights, EvidenceStrength.Strong)], RightsText.ReadAll(rights));

    [Theory]
    [InlineData("Public domain in the USA.", AccessStatus.Open)]
    [InlineData("已过著作权保护期", AccessStatus.Open)]
    [InlineData("免费阅读全文", AccessStatus.Free)]
    [InlineData("本刊全文開放獲取", AccessStatus.Free)]
    [InlineData("向社会开放", AccessStatus.Free)]
    [InlineData("无需注册即可下载", AccessStatus.Free)]
    [InlineData("本库不收费，免费使用", AccessStatus.Free)]
    [InlineData("不限制访问", AccessStatus.Free)]
    [InlineData("There is unrestricted access to this collection.", AccessStatus.Free)]
    [InlineData("Access copy available to the general public.", AccessStatus.Free)]
    [InlineData("Aineisto on vapaasti saatavissa.", AccessStatus.Free)]
    [InlineData("用户注册后免费使用", AccessStatus.Registration)]
    [InlineData("Free registration required", AccessStatus.Registration)]
    [InlineData("凭读者证登录阅读", AccessStatus.Registration)]
    [InlineData("本资源仅限馆内阅览", AccessStatus.Restricted)]
    [InlineData("仅供校内用户使用", AccessStatus.Restricted)]
    [InlineData("Campus access only", AccessStatus.Restricted)]
    [InlineData("Free to view", AccessStatus.Free)]
    [InlineData("限校園網IP範圍內使用", AccessStatus.Restricted)]
    [InlineData("可通过原文传递获取全文", AccessStatus.Restricted)]
    [InlineData("该数据为协议共享，需申请", AccessStatus.Restricted)]
    [InlineData("非公开资源", AccessStatus.Unknown)]
    [InlineData("暂不提供免费下载", AccessStatus.Restricted)]
    [InlineData("全文不开放获取", AccessStatus.Restricted)]
    [InlineData("This study is freely available to ICPSR member institutions via web download.", AccessStatus.Restricted)]
    [InlineData("Available to Stanford-affiliated users at:", AccessStatus.Restricted)]
    [InlineData("This is not open access.", AccessStatus.Restricted)]
    [InlineData("The full text is not yet publicly available.", AccessStatus.Restricted)]
    [InlineData("Open access after an embargo of twelve months", AccessStatus.Embargoed)]
    [InlineData("There is no embargo: open access at once", AccessStatus.Free)]
    [InlineData("本站免费提供摘要，全文收费", AccessStatus.Restricted)]
    [InlineData("otherRestrictions", AccessStatus.Unknown)]
    [InlineData("Copyright", AccessStatus.Unknown)]
    [InlineData("Free text rights statement", AccessStatus.Unknown)]
    [InlineData("This book is not in the public domain.", AccessStatus.Unknown)]
    [InlineData("The metadata is freely available.", AccessStatus.Unknown)]
    [InlineData("http://www.example.edu/policies/open", AccessStatus.Unknown)]
    [InlineData("", AccessStatus.Unknown)]
    public void A_Sentence_Means_What_It_Says(string rights, AccessStatus says) => Assert.Equal(says, RightsText.ReadAll(rights) is [var first, ..] ? first.Says : AccessStatus.Unknown);

    [Theory]
    [InlineData("Reproduction is restricted to private study.", EvidenceStrength.Weak)]
    [InlineData("Permission required for commercial use", EvidenceStrength.Weak)]
    [InlineData("Access is restricted to staff and students.", EvidenceStrength.Moderate)]
    [InlineData("restrictedAccess", EvidenceStrength.Strong)]
    public void How_Firmly_Something_Is_Said_Depends_On_How_Plainly(string rights, EvidenceStrength strength)
    {
        var evidence = Assert.Single(RightsText.ReadAll(rights));
        Assert.Equal((AccessStatus.Restricted, strength), (evidence.Says, evidence.Strength));
    }

    [Theory]
    [InlineData("info:eu-repo/date/embargoEnd/2027-03-01", "2027-03-01")]
    [InlineData("Embargoed until 2027-02", "2027-02-28")]
    [InlineData("Deposited 2019-01-01, under embargo until 2021-06-30", "2021-06-30")]
    [InlineData("本文有时滞期，开放日期：2027年3月1日", "2027-03-01")]
    [InlineData("公開日期：2026-08-01", "2026-08-01")]
    [InlineData("保密期至2030年12月", "2030-12-31")]
    [InlineData("Not available until 2028-05-05", "2028-05-05")]
    public void An_Embargo_Keeps_The_Day_On_Which_It_Ends(string rights, string day) =>
        Assert.Equal(new AccessEvidence(EvidenceKind.Embargo, AccessStatus.Embargoed, day, EvidenceStrength.Strong), RightsText.ReadAll(rights)[0]);

    [Theory]
    [InlineData("Available from ProQuest, 1998")]
    [InlineData("开放时间：周一至周五")]
    [InlineData("Copyright 2031")]
    public void A_Date_Without_An_Embargo_Is_None(string rights) => Assert.DoesNotContain(RightsText.ReadAll(rights), evidence => evidence.Kind == EvidenceKind.Embargo);

    [Fact]
    public void A_Licence_And_A_Restriction_In_One_Statement_Are_Two_Pieces() => Assert.Equal(
        [AccessStatus.Open, AccessStatus.Restricted],
        RightsText.ReadAll("CC BY 4.0. Access is restricted to authorised users.").Select(evidence => evidence.Says));

    [Fact]
    public void A_Licence_That_Holds_After_An_Embargo_Is_Kept_Beside_It() => Assert.Equal(
        [EvidenceKind.Embargo, EvidenceKind.Licence],
        RightsText.ReadAll("Embargoed until 2027-01-01, then CC BY 4.0").Select(evidence => evidence.Kind));

    [Fact]
    public void Long_Statements_Are_Quoted_In_Part()
    {
        var evidence = Assert.Single(RightsText.ReadAll("Open access. " + new string('x', 500)));
        Assert.Equal(301, evidence.Value.Length);
    }
}
