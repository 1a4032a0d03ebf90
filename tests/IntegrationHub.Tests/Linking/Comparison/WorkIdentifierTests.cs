using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

/// <summary>What identifiers mean for "is it the same work?".</summary>
public sealed class WorkIdentifierTests
{
    [Theory]
    [InlineData(IdentifierScheme.Handle, "11022/0000-2417-A", IdentifierScheme.Handle, "11022/0000-2417-a")]
    [InlineData(IdentifierScheme.Ark, "ark:12345/ab-cd", IdentifierScheme.Ark, "ark:12345/abcd")]
    [InlineData(IdentifierScheme.CnSerial, "11-2746/G2", IdentifierScheme.CnSerial, "11-2746")]
    [InlineData(IdentifierScheme.Cstr, "31253.11.NCDC.1", IdentifierScheme.Cstr, "31253.11.ncdc.1")]
    [InlineData(IdentifierScheme.UrnNbn, "urn:nbn:fi-fe2010ABC", IdentifierScheme.UrnNbn, "urn:nbn:fi-fe2010abc")]
    public void Two_Spellings_Of_One_Are_One_Key(IdentifierScheme a, string one, IdentifierScheme b, string other)
    {
        Assert.Equal(MatchKey.Of(a, one), MatchKey.Of(b, other));
        Assert.Equal(MatchKey.Of(a, one), MatchKey.Parse(MatchKey.Of(a, one).ToString()));
        Assert.Equal(WorkIdentifiers.Comparable(new Identifier(a, one)), WorkIdentifiers.Comparable(new Identifier(b, other)));
    }

    [Fact]
    public void No_Two_Schemes_Share_A_Key()
    {
        var keys = Enum.GetValues<IdentifierScheme>().Select(scheme => MatchKey.Of(scheme, scheme switch { IdentifierScheme.Ark => "ark:1", IdentifierScheme.UrnNbn => "urn:nbn:1", _ => "1" })).ToList();

        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.DoesNotContain(keys, key => key.ToString().StartsWith("id:", StringComparison.Ordinal) || key.ToString().StartsWith("text:", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(WorkType.Serial, IdentifierScheme.CnSerial, true)]
    [InlineData(WorkType.Article, IdentifierScheme.CnSerial, false)]
    [InlineData(WorkType.Article, IdentifierScheme.Issn, false)]
    [InlineData(WorkType.Article, IdentifierScheme.Pmid, true)]
    [InlineData(WorkType.Book, IdentifierScheme.Oclc, true)]
    [InlineData(WorkType.Book, IdentifierScheme.UnifiedBookNumber, true)]
    public void The_Numbers_Of_A_Serial_Speak_For_Serials_Only(WorkType type, IdentifierScheme scheme, bool speaks)
    {
        var identifier = new Identifier(scheme, "11-2746");
        var record = new BibliographicRecord { Title = "Paper", Type = type, Identifiers = [identifier] };

        Assert.Equal(speaks, MatchKeys.Of(record).Contains(MatchKey.Of(scheme, "11-2746")));
        Assert.Equal(speaks, ComparableRecord.Of(record).Identifiers.Length == 1);
        Assert.DoesNotContain(MatchKey.Of(scheme, "11-2746"), MatchKeys.Of(record with { Identifiers = [identifier with { Invalid = true }] }));
    }

    [Fact]
    public void An_Address_That_Carries_An_Identifier_Is_One_Key_More_Than_Its_Link()
    {
        const string Address = "http://hdl.handle.net/1765/899";
        var record = new BibliographicRecord { Title = "Paper", Identifiers = [IdentifierText.Read(Address)!], Links = [Address] };

        Assert.Equal(["hdl:1765/899", "uri:hdl.handle.net/1765/899"], MatchKeys.Of(record).Select(key => key.ToString()).Where(key => !key.StartsWith("text:", StringComparison.Ordinal)));
        Assert.Equal(["hdl:1765/899"], MatchKeys.Of(record).Where(key => key.MakesCandidates).Select(key => key.ToString()).Where(key => !key.StartsWith("text:", StringComparison.Ordinal)));
    }

    [Fact]
    public void Two_Pmids_Are_Two_Articles_Unless_Another_Identifier_Is_Shared()
    {
        var one = new BibliographicRecord { Title = "Editorial of the month", Creators = ["Wang, Li"], Year = 2010, Type = WorkType.Article, Identifiers = [new Identifier(IdentifierScheme.Pmid, "22140103")] };
        var other = one with { Identifiers = [new Identifier(IdentifierScheme.Pmid, "22140104")] };
        var doi = new Identifier(IdentifierScheme.Doi, "10.1000/1");

        Assert.Equal(Verdict.Same, RecordComparison.Compare(one, one).Verdict);
        Assert.Equal(Verdict.Different, RecordComparison.Compare(one, other).Verdict);
        Assert.Equal(Verdict.Same, RecordComparison.Compare(one with { Identifiers = [.. one.Identifiers, doi] }, other with { Identifiers = [.. other.Identifiers, doi] }).Verdict);
    }
}
