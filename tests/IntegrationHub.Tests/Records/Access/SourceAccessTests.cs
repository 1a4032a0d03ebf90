using CsCheck;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Records;

public class SourceAccessTests
{
    private const string Seed = "0000KzGQ4v53";
    private const string Url = "https://example.org/1";

    /// <summary>In sentences: an admin's policy, what a record says, what comes of it.</summary>
    public static TheoryData<string, AccessPolicy, string, AccessStatus, bool> Policies => new()
    {
        { "By evidence, a record that says nothing is unknown.", AccessPolicy.ByEvidence, "", AccessStatus.Unknown, false },
        { "By evidence, a licence is open.", AccessPolicy.ByEvidence, "CC BY 4.0", AccessStatus.Open, false },
        { "Where all is free, a record that says nothing is free.", AccessPolicy.AllFree, "", AccessStatus.Free, false },
        { "Where all is free, a licence makes it open.", AccessPolicy.AllFree, "CC BY 4.0", AccessStatus.Open, false },
        { "Where all is free, a record that says otherwise is believed, and the contradiction is shown.", AccessPolicy.AllFree, "仅限馆内", AccessStatus.Restricted, true },
        { "Where all is free, registration is still asked for.", AccessPolicy.AllFree, "注册后", AccessStatus.Registration, false },
        { "Where all is free, an embargo holds.", AccessPolicy.AllFree, "embargoedAccess", AccessStatus.Embargoed, false },
        { "Where all is free, in copyright says nothing against it.", AccessPolicy.AllFree, "http://rightsstatements.org/vocab/InC/1.0/", AccessStatus.Free, false },
        { "Where nothing is free, an open record is restricted, and the contradiction is shown.", AccessPolicy.None, "openAccess", AccessStatus.Restricted, true },
        { "Where nothing is free, a record that says nothing is restricted.", AccessPolicy.None, "", AccessStatus.Restricted, false },
        { "By set, a record of a free set is free.", AccessPolicy.BySet, "", AccessStatus.Free, false },
        { "By set, a record of a free set that says otherwise is believed.", AccessPolicy.BySet, "restrictedAccess", AccessStatus.Restricted, true },
    };

    [Theory]
    [MemberData(nameof(Policies))]
    public void What_A_Policy_Makes_Of_A_Record(string sentence, AccessPolicy policy, string rights, AccessStatus status, bool contradicted)
    {
        var access = Apply(policy, ["open"], rights, ["open"]);
        Assert.True(status == access.Status, $"{sentence} It came out as {access.Status}.");
        Assert.True(contradicted == access.Contradicted, sentence);
        Assert.Equal(status >= AccessStatus.Registration || status == AccessStatus.Embargoed ? Url : null, access.Url);
    }

    [Theory]
    [InlineData("theses", "theses", true)]
    [InlineData("theses", "theses:2020", true)]
    [InlineData("theses", "theses2020", false)]
    [InlineData("theses:2020", "theses", false)]
    [InlineData("theses", "Theses", false)]
    public void A_Free_Set_Covers_Its_Children_And_Nothing_Else(string free, string set, bool covered)
    {
        var access = Apply(AccessPolicy.BySet, ["other", free], "", ["all", set]);
        Assert.Equal(covered ? AccessStatus.Free : AccessStatus.Unknown, access.Status);
        if (covered)
        {
            Assert.Equal(new AccessEvidence(EvidenceKind.SourcePolicy, AccessStatus.Free, $"bySet: {free}", EvidenceStrength.Weak), Assert.Single(access.Evidence));
        }
    }

    [Fact]
    public void Outside_The_Free_Sets_A_Record_Speaks_For_Itself() => Assert.Equal(AccessStatus.Open, Apply(AccessPolicy.BySet, ["open"], "CC BY 4.0", ["closed"]).Status);

    [Fact]
    public void A_Policy_Frees_Nothing_Without_A_Link()
    {
        var access = new SourceAccess(AccessPolicy.AllFree, []).Apply(Access.Unknown, url: null, []);
        Assert.Equal((AccessStatus.Unknown, null), (access.Status, access.Url));
        Assert.Single(access.Evidence);
    }

    [Fact]
    public void By_Evidence_A_Record_Stays_The_Object_That_It_Is()
    {
        var own = AccessRules.Decide(RightsText.ReadAll("CC BY 4.0"), Url);
        Assert.Same(own, new SourceAccess(AccessPolicy.ByEvidence, []).Apply(own, Url, ["open"]));
    }

    [Fact]
    public void None_Never_Makes_Anything_Free() => Gen.Select(
        Gen.Select(Gen.Enum<EvidenceKind>(), Gen.Enum<AccessStatus>(), Gen.Enum<EvidenceStrength>(), (kind, says, strength) => new AccessEvidence(kind, says, "said", strength)).Array[0, 5],
        Gen.Bool).Sample(
        (evidence, linked) =>
        {
            var url = linked ? Url : null;
            var access = new SourceAccess(AccessPolicy.None, []).Apply(AccessRules.Decide(evidence, url), url, []);
            Assert.Equal((AccessStatus.Restricted, AccessStatus.Restricted), (access.Status, access.StatusOn(new DateOnly(2099, 1, 1))));
        },
        seed: Seed);

    private static Access Apply(AccessPolicy policy, string[] freeSets, string rights, string[] sets) =>
        new SourceAccess(policy, freeSets).Apply(AccessRules.Decide(RightsText.ReadAll(rights), Url), Url, sets);
}
