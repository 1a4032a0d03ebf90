using CsCheck;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class FingerprintTests
{
    private static readonly BibliographicRecord Full = new()
    {
        Title = "红楼梦",
        AlternativeTitles = ["石头记"],
        Creators = ["曹雪芹"],
        Contributors = ["高鹗"],
        Publisher = "人民文学出版社",
        Issued = "1982",
        Year = 1982,
        Languages = ["zh"],
        Type = WorkType.Book,
        Subjects = [new Subject(SubjectScheme.Clc, "I242.4")],
        Abstract = "…",
        Container = "中国古典文学读本丛书",
        Identifiers = [new Identifier(IdentifierScheme.Isbn, "9787020002207")],
        Links = ["https://example.org/1"],
        Rights = ["公有领域"],
        Access = new Access { Status = AccessStatus.Open, Url = "https://example.org/1", Evidence = [new AccessEvidence(EvidenceKind.Statement, AccessStatus.Open, "公有领域")] },
    };

    public static TheoryData<string, BibliographicRecord> Changes => new()
    {
        { nameof(Full.Title), Full with { Title = "紅樓夢" } },
        { nameof(Full.Subtitle), Full with { Subtitle = "一百二十回本" } },
        { nameof(Full.PartNumber), Full with { PartNumber = "上册" } },
        { nameof(Full.PartName), Full with { PartName = "上册" } },
        { nameof(Full.AlternativeTitles), Full with { AlternativeTitles = [new OtherTitle("石头记", TitleKind.Parallel)] } },
        { nameof(Full.Creators), Full with { Creators = [new Agent("曹雪芹") { Role = "aut" }] } },
        { nameof(Full.Contributors), Full with { Contributors = [] } },
        { nameof(Full.Publisher), Full with { Publisher = null } },
        { nameof(Full.Place), Full with { Place = "北京" } },
        { nameof(Full.Issued), Full with { Issued = "[1982]" } },
        { nameof(Full.IssuedEdtf), Full with { IssuedEdtf = "1982-03" } },
        { nameof(Full.Created), Full with { Created = "1791" } },
        { nameof(Full.Edition), Full with { Edition = "第1版" } },
        { nameof(Full.Extent), Full with { Extent = "3册" } },
        { nameof(Full.Year), Full with { Year = null } },
        { nameof(Full.Languages), Full with { Languages = ["lzh"] } },
        { nameof(Full.Type), Full with { Type = WorkType.AncientText } },
        { nameof(Full.Subjects), Full with { Subjects = [new Subject(SubjectScheme.Keyword, "I242.4")] } },
        { nameof(Full.Abstract), Full with { Abstract = string.Empty } },
        { nameof(Full.Container), Full with { Container = new Container("中国古典文学读本丛书") { Volume = "1" } } },
        { nameof(Full.Series), Full with { Series = ["中国古典文学读本丛书"] } },
        { nameof(Full.Related), Full with { Related = [new RelatedWork(RelationKind.TranslationOf, "Hung lou meng")] } },
        { nameof(Full.Identifiers), Full with { Identifiers = [new Identifier(IdentifierScheme.Isbn, "9787020002207", Invalid: true)] } },
        { nameof(Full.Links), Full with { Links = ["https://example.org/2"] } },
        { nameof(Full.Thumbnail), Full with { Thumbnail = "https://example.org/1.jpg" } },
        { nameof(Full.Rights), Full with { Rights = [] } },
        { nameof(Full.Access), Full with { Access = Full.Access with { Url = "https://example.org/2" } } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Changes_With_Every_Field(string field, BibliographicRecord changed) => Assert.True(Fingerprint.Of(Full, []) != Fingerprint.Of(changed, []), field);

    [Fact]
    public void Knows_Every_Field_There_Is() =>
        Assert.Equal(typeof(BibliographicRecord).GetProperties().Where(property => property.CanWrite).Select(property => property.Name).Order(), Changes.Select(row => (string)((object[])row)[0]).Order());

    [Fact]
    public void Is_Thirty_Two_Hex_Digits_And_The_Same_For_The_Same_Record()
    {
        var fingerprint = Fingerprint.Of(Full, ["a", "b"]);
        Assert.Matches("^[0-9a-f]{32}$", fingerprint);
        var copy = System.Text.Json.JsonSerializer.Deserialize(System.Text.Json.JsonSerializer.Serialize(Full, RecordsJson.Default.BibliographicRecord), RecordsJson.Default.BibliographicRecord);
        Assert.Equal(fingerprint, Fingerprint.Of(copy!, ["a", "b"]));
    }

    [Fact]
    public void Tells_Relations_Apart()
    {
        var isbn = new Identifier(IdentifierScheme.Isbn, "9787020002207");
        var related = new RelatedWork(RelationKind.TranslationOf, "T") { Identifiers = [isbn] };
        string[] all =
        [
            Fingerprint.Of(Full, []), .. ((IEnumerable<RelatedWork[]>)[[related], [related, related], [related with { Kind = RelationKind.HasTranslation }], [related with { Title = null }], [related with { Identifiers = [] }],
                [related with { Identifiers = [isbn with { Invalid = true }] }]]).Select(works => Fingerprint.Of(Full with { Related = works }, [])),
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void Is_What_It_Was_Before_Relations_Were_Kept() =>
        Assert.Equal("b87942e1da697fbde5cd9ed7fa22119d", Fingerprint.Of(Full, ["a", "b"]));

    [Fact]
    public void Does_Not_Depend_On_The_Order_Of_Sets() => Gen.String.Array[0, 6].Sample(sets =>
        Assert.Equal(Fingerprint.Of(Full, sets), Fingerprint.Of(Full, [.. sets.Reverse(), .. sets])));

    [Fact]
    public void Tells_Lists_Apart_That_Join_To_The_Same_Text()
    {
        Assert.NotEqual(Fingerprint.Of(Full with { Creators = ["ab", "c"] }, []), Fingerprint.Of(Full with { Creators = ["a", "bc"] }, []));
        Assert.NotEqual(Fingerprint.Of(Full with { Creators = ["a"], Contributors = [] }, []), Fingerprint.Of(Full with { Creators = [], Contributors = ["a"] }, []));
    }
}
