using System.Text.Json;
using CsCheck;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class AccessRulesTests
{
    private const string Seed = "0000KzGQ4v53";
    private const string Url = "https://example.org/1";

    private static readonly AccessEvidence Licence = new(EvidenceKind.Licence, AccessStatus.Open, "https://creativecommons.org/licenses/by/4.0/", EvidenceStrength.Strong);
    private static readonly AccessEvidence OpenTerm = Strong(EvidenceKind.AccessRights, AccessStatus.Free, "openAccess");
    private static readonly AccessEvidence RestrictedTerm = Strong(EvidenceKind.AccessRights, AccessStatus.Restricted, "restrictedAccess");
    private static readonly AccessEvidence EmbargoedTerm = Strong(EvidenceKind.AccessRights, AccessStatus.Embargoed, "embargoedAccess");
    private static readonly AccessEvidence EmbargoTo2027 = Strong(EvidenceKind.Embargo, AccessStatus.Embargoed, "2027-03-01");
    private static readonly AccessEvidence FreeNote = new(EvidenceKind.Statement, AccessStatus.Free, "免费阅读", EvidenceStrength.Moderate);
    private static readonly AccessEvidence RestrictedNote = new(EvidenceKind.Statement, AccessStatus.Restricted, "仅限馆内", EvidenceStrength.Moderate);
    private static readonly AccessEvidence RegistrationNote = new(EvidenceKind.Statement, AccessStatus.Registration, "注册后", EvidenceStrength.Moderate);
    private static readonly AccessEvidence RestrictedHint = new(EvidenceKind.Statement, AccessStatus.Restricted, "restricted to private study", EvidenceStrength.Weak);
    private static readonly AccessEvidence InCopyright = new(EvidenceKind.Licence, AccessStatus.Unknown, "http://rightsstatements.org/vocab/InC/1.0/", EvidenceStrength.Weak);

    private static readonly Gen<AccessEvidence> AnyEvidence = Gen.OneOf(
        Gen.Select(Gen.Enum<EvidenceKind>(), Gen.Enum<AccessStatus>(), Gen.Enum<EvidenceStrength>(), (kind, says, strength) => new AccessEvidence(kind, says, "said", strength)),
        Gen.Int[2020, 2030].Select(year => Strong(EvidenceKind.Embargo, AccessStatus.Embargoed, $"{year}-01-01")));

    /// <summary>In sentences: a record says these things; therefore; and is it contradictory?</summary>
    public static TheoryData<string, AccessEvidence[], AccessStatus, bool> Combinations => new()
    {
        { "A record that says nothing is unknown.", [], AccessStatus.Unknown, false },
        { "An open licence alone is open.", [Licence], AccessStatus.Open, false },
        { "A term alone is free, with nothing said about reuse.", [OpenTerm], AccessStatus.Free, false },
        { "A term and a licence together are open.", [OpenTerm, Licence], AccessStatus.Open, false },
        { "A free note and a licence together are open.", [Licence, FreeNote], AccessStatus.Open, false },
        { "A licence beside 'restricted access' is restricted, and both are shown.", [Licence, RestrictedTerm], AccessStatus.Restricted, true },
        { "A licence beside a note that keeps readers out is restricted, and both are shown.", [Licence, RestrictedNote], AccessStatus.Restricted, true },
        { "A term against a note: the cautious one counts.", [OpenTerm, RestrictedNote], AccessStatus.Restricted, true },
        { "Two terms against each other: the cautious one counts.", [OpenTerm, RestrictedTerm, Licence], AccessStatus.Restricted, true },
        { "A hint of a restriction does not overrule a licence, but is shown.", [Licence, RestrictedHint], AccessStatus.Open, true },
        { "A hint alone counts.", [RestrictedHint], AccessStatus.Restricted, false },
        { "Free after registration is less than free.", [FreeNote, RegistrationNote], AccessStatus.Registration, false },
        { "In copyright says nothing of who may read.", [InCopyright], AccessStatus.Unknown, false },
        { "In copyright and free to read is free to read.", [InCopyright, OpenTerm], AccessStatus.Free, false },
        { "An embargo holds back a licence, which is no contradiction.", [Licence, EmbargoTo2027], AccessStatus.Embargoed, false },
        { "An embargo with a day holds back 'open access', which is no contradiction: it is open from that day.", [OpenTerm, EmbargoTo2027], AccessStatus.Embargoed, false },
        { "An embargo without a day contradicts 'open access'.", [OpenTerm, EmbargoedTerm], AccessStatus.Embargoed, true },
        { "Restricted is less than embargoed.", [RestrictedTerm, EmbargoTo2027], AccessStatus.Restricted, false },
    };

    [Theory]
    [MemberData(nameof(Combinations))]
    public void What_Several_Pieces_Say_Together(string sentence, AccessEvidence[] evidence, AccessStatus status, bool contradicted)
    {
        var access = AccessRules.Decide(evidence, Url);
        Assert.True(status == access.Status, $"{sentence} It came out as {access.Status}.");
        Assert.True(contradicted == access.Contradicted, sentence);
        Assert.Equal(evidence, access.Evidence);
        Assert.Equal(access.Status, AccessRules.Decide([.. evidence.Reverse()], Url).Status);
    }

    [Fact]
    public void Nothing_Is_Free_Without_A_Link_But_The_Evidence_Stays()
    {
        foreach (var evidence in (AccessEvidence[][])[[Licence], [OpenTerm], [FreeNote, RegistrationNote]])
        {
            var access = AccessRules.Decide(evidence, url: null);
            Assert.Equal((AccessStatus.Unknown, null), (access.Status, access.Url));
            Assert.Equal(evidence, access.Evidence);
        }

        Assert.Equal(AccessStatus.Restricted, AccessRules.Decide([RestrictedTerm], url: null).Status);
        Assert.Same(Access.Unknown, AccessRules.Decide([], Url));
    }

    [Fact]
    public void The_Same_Thing_Said_Twice_Is_One_Piece() => Assert.Equal([Licence, OpenTerm], AccessRules.Decide([Licence, OpenTerm, Licence], Url).Evidence);

    [Fact]
    public void An_Embargo_Ends_On_Its_Day_And_Leaves_What_The_Rest_Says()
    {
        AssertEnds(AccessStatus.Free, EmbargoTo2027);
        AssertEnds(AccessStatus.Free, EmbargoTo2027, EmbargoedTerm);
        AssertEnds(AccessStatus.Open, EmbargoTo2027, Licence);
        AssertEnds(AccessStatus.Registration, EmbargoTo2027, RegistrationNote);

        static void AssertEnds(AccessStatus then, params AccessEvidence[] evidence)
        {
            var access = AccessRules.Decide(evidence, Url);
            Assert.Equal(AccessStatus.Embargoed, access.StatusOn(new DateOnly(2027, 2, 28)));
            Assert.Equal(then, access.StatusOn(new DateOnly(2027, 3, 1)));
            Assert.Equal(evidence, access.Evidence);
        }
    }

    [Fact]
    public void Of_Several_Embargoes_The_Last_Counts()
    {
        var access = AccessRules.Decide([EmbargoTo2027, EmbargoTo2027 with { Value = "2029-01-01" }], Url);
        Assert.Equal((AccessStatus.Embargoed, AccessStatus.Free), (access.StatusOn(new DateOnly(2028, 12, 31)), access.StatusOn(new DateOnly(2029, 1, 1))));
    }

    [Fact]
    public void An_Embargo_Does_Not_End_Without_A_Date_Nor_Without_A_Link()
    {
        Assert.Equal(AccessStatus.Embargoed, AccessRules.Decide([EmbargoedTerm], Url).StatusOn(new DateOnly(2099, 1, 1)));
        Assert.Equal(AccessStatus.Embargoed, AccessRules.Decide([EmbargoTo2027], url: null).StatusOn(new DateOnly(2099, 1, 1)));
    }

    [Fact]
    public void Whatever_Is_Free_Has_An_Address() => Gen.Select(AnyEvidence.Array[0, 6], Gen.Bool, Gen.Int[2019, 2031]).Sample(
        (evidence, linked, year) =>
        {
            var access = AccessRules.Decide(evidence, linked ? Url : null);
            Assert.True(access.Status < AccessStatus.Registration || access.Url is not null);
            Assert.True(access.StatusOn(new DateOnly(year, 6, 1)) < AccessStatus.Registration || access.Url is not null);
        },
        seed: Seed);

    [Fact]
    public void What_Is_More_Restrictive_Never_Makes_Anything_Freer() => Gen.Select(AnyEvidence.Array[0, 6], AnyEvidence, Gen.Int[2019, 2031]).Sample(
        (evidence, more, year) =>
        {
            var before = AccessRules.Decide(evidence, Url);
            if (before.Status != AccessStatus.Unknown && more.Says <= before.Status)
            {
                Assert.True(AccessRules.Decide([.. evidence, more], Url).Status <= before.Status);
            }

            var day = new DateOnly(year, 6, 1);
            var restricted = AccessRules.Decide([.. evidence, RestrictedTerm], Url);
            Assert.Equal((AccessStatus.Restricted, AccessStatus.Restricted), (restricted.Status, restricted.StatusOn(day)));
        },
        seed: Seed);

    [Fact]
    public void Evidence_Written_Before_Strengths_Were_Kept_Still_Reads()
    {
        var access = JsonSerializer.Deserialize("""{"title":"T","access":{"status":"Open","evidence":[{"says":"Open","value":"x"}],"url":"https://example.org/1"}}""", RecordsJson.Default.BibliographicRecord)!.Access;
        Assert.Equal(new AccessEvidence(EvidenceKind.Licence, AccessStatus.Open, "x"), Assert.Single(access.Evidence));
        Assert.Equal(AccessStatus.Open, AccessRules.Decide(access.Evidence, access.Url).Status);
    }

    private static AccessEvidence Strong(EvidenceKind kind, AccessStatus says, string value) => new(kind, says, value, EvidenceStrength.Strong);
}
