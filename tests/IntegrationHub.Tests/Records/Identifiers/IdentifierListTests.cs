using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

/// <summary>Fields that hold several identifiers, and sentences that hold some.</summary>
public sealed class IdentifierListTests
{
    [Theory]
    [InlineData("978-7-02-000220-7; 7-302-04517-8", "Isbn 9787020002207, Isbn 9787302045175")]
    [InlineData("ISBN 978-7-02-000220-7 (print)；ISBN 7-302-04517-8 (pdf)", "Isbn 9787020002207, Isbn 9787302045175")]
    [InlineData("ISBN 978-7-02-000220-7 (v. 1) ISBN 7-302-04517-8 (v. 2)", "Isbn 9787020002207, Isbn 9787302045175")]
    [InlineData("ISSN 1001-8867, CN 11-2746/G2", "Issn 1001-8867, CnSerial 11-2746/G2")]
    [InlineData("ISSN1001-8867CN11-2746/G2", "Issn 1001-8867")]
    [InlineData("1001-8867, 0378-5955", "Issn 1001-8867, Issn 0378-5955")]
    [InlineData("10.1000/a; 10.1000/b", "Doi 10.1000/a, Doi 10.1000/b")]
    [InlineData("10.1000/a;b", "Doi 10.1000/a;b")]
    [InlineData("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", "Doi 10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o")]
    [InlineData("http://a.example/x;y,z", "Uri http://a.example/x;y,z")]
    [InlineData("Shaker, 2003. ISBN 90-423-0210-0, 1035-1042", "Isbn 9789042302105")]
    [InlineData("BSK-CPM;BSK-CPM-1999-001", "Other BSK-CPM, Other BSK-CPM-1999-001")]
    [InlineData("Journal of paper, 12, 1035-1042", "Other Journal of paper, 12, 1035-1042")]
    public void A_List_Is_Taken_Apart(string text, string expected) => Assert.Equal(expected, Told(into => IdentifierText.ReadAll(text, into)));

    [Theory]
    [InlineData("中国图书馆学报, 2010, 36(3): 4-11. ISSN 1001-8867, CN 11-2746/G2", "Issn 1001-8867, CnSerial 11-2746/G2")]
    [InlineData("图书情报工作，ISSN：0252-3116，国内统一刊号：CN11-1541/G2。", "Issn 0252-3116, CnSerial 11-1541/G2")]
    [InlineData("商务印书馆，统一书号2017·366，1986", "UnifiedBookNumber 2017·366")]
    [InlineData("See doi:10.3969/j.issn.1001-8867.2010.03.001. PMID: 22140103; PMCID: PMC3531190", "Doi 10.3969/j.issn.1001-8867.2010.03.001, Pmid 22140103, Pmcid PMC3531190")]
    [InlineData("data (CSTR:31253.11.sciencedb.08044) and code", "Cstr 31253.11.sciencedb.08044")]
    [InlineData("at https://hdl.handle.net/1765/899, and <https://example.org/10.1000/1>", "Handle 1765/899")]
    [InlineData("a preprint (arXiv:hep-th/9901001v2) of it", "Arxiv hep-th/9901001")]
    [InlineData("OCLC 37742507; LCCN sn 83031896", "Oclc 37742507, Lccn sn83031896")]
    [InlineData("urn:nbn:de:kobv:83-opus4-39397.", "UrnNbn urn:nbn:de:kobv:83-opus4-39397")]
    [InlineData("eISSN 1001-8867, e-ISSN 1001-8867", "Issn 1001-8867")]
    [InlineData("中华人民共和国国史，全国报刊，CN：11-1541/G2；刊号：无", "CnSerial 11-1541/G2")]
    public void What_Is_Certain_In_A_Sentence_Is_Found(string text, string expected) => Assert.Equal(expected, Told(into => IdentifierText.Scan(text, into)));

    [Theory]
    [InlineData("ISSN 1001-8868 and ISBN 7-302-04517-5 are wrong")]
    [InlineData("The ISBN agency of 2010 has 9787020002207 books")]
    [InlineData("OCLC 2010 annual report; pages 10.5 to 10.7; v1.10.1000/2")]
    [InlineData("http://www.example.org/issn/1001-8867")]
    [InlineData("Doing DOIs, cn 12-34, PMC members, in CN-ASIA 1234-5678")]
    [InlineData("0378-5955, pp. 1035-1042")]
    [InlineData("urn:nbn:de:kobv:83-opus4-39398")]
    public void What_Is_Not_Certain_Is_Left(string text) => Assert.Equal(string.Empty, Told(into => IdentifierText.Scan(text, into)));

    [Fact]
    public void A_List_Without_End_Ends()
    {
        var found = new List<Identifier>();
        IdentifierText.ReadAll(string.Join(';', Enumerable.Range(0, 100_000).Select(i => $"C{i}")), found);
        IdentifierText.Scan(string.Join(' ', Enumerable.Range(10_000, 50_000).Select(i => $"PMID {i}")), found);

        Assert.Equal(2_000, found.Count);
    }

    private static string Told(Action<List<Identifier>> read)
    {
        var found = new List<Identifier>();
        read(found);
        return string.Join(", ", found.Select(identifier => $"{identifier.Scheme} {identifier.Value}{(identifier.Invalid ? " invalid" : string.Empty)}"));
    }
}
