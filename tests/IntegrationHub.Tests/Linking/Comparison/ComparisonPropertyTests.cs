using CsCheck;
using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

public sealed class ComparisonPropertyTests
{
    private static readonly Gen<string> Words = Gen.OneOfConst(
        "the", "garden", "gardens", "paths", "forking", "a", "reader", "data", "base", "database", "databases", "systems", "part", "II", "2", "1999", "vol.", "第二卷", "紅樓夢", "红楼梦", "研究", "注", "疏", "(tutorial)", ":", "introduction", "translation", "book review", "L");

    private static readonly Gen<string> Titles = Words.Array[1, 7].Select(words => string.Join(' ', words));

    private static readonly Gen<BibliographicRecord> Records =
        from title in Titles
        from other in Gen.OneOf(Gen.Const((string?)null), Titles.Select(text => (string?)text))
        from creators in Gen.OneOfConst("Borges, Jorge Luis", "J. L. Borges", "Jorge Borges", "俞平伯", "俞平博", "Wang Xiao-Ming", "Xiaoming Wang", "X Wang", "Data Institute of Rome", "Rome Institute", "Jos? Bj?rn", "José Bjorn", "et al.").Array[0, 4]
        from year in Gen.OneOfConst<int?>(null, 1941, 1942, 1999)
        from container in Gen.OneOfConst<Container?>(null, "SIGMOD Conference", "International Conference on Management of Data", "Journal of Data", "J. Data", "四庫全書 V1.2, p3", "四庫全書 V1.2, p4", new Container("Journal of Data") { Volume = "1", Pages = "1-5" })
        from identifier in Gen.OneOfConst<Identifier?>(null, null, new Identifier(IdentifierScheme.Isbn, "9780306406157"), new Identifier(IdentifierScheme.Doi, "10.1000/1"), new Identifier(IdentifierScheme.Doi, "10.1000/1.v2"))
        from related in Gen.Select(Gen.Enum<RelationKind>(), Gen.OneOfConst(new Identifier(IdentifierScheme.Isbn, "9780306406157"), new Identifier(IdentifierScheme.Doi, "10.1000/1"))).Array[0, 2]
        from type in Gen.Enum<WorkType>()
        from language in Gen.OneOfConst<string?>(null, "en", "zh", "zh-Hant")
        from part in Gen.OneOfConst<string?>(null, null, null, "Vol. 2", "上册")
        select new BibliographicRecord
        {
            Title = title,
            AlternativeTitles = other is null ? [] : [other],
            Creators = [.. creators.Select(name => new Agent(name))],
            Year = year,
            Type = type,
            Container = container,
            Languages = language is null ? [] : [language],
            PartNumber = part,
            Identifiers = identifier is null ? [] : [identifier],
            Related = [.. related.Select(work => new RelatedWork(work.Item1, null) { Identifiers = [work.Item2] })],
        };

    [Fact]
    public void Comparing_Is_The_Same_Both_Ways_Round() =>
        Gen.Select(Records, Records).Sample((a, b) =>
        {
            var (there, back) = (RecordComparison.Compare(a, b), RecordComparison.Compare(b, a));

            Assert.Equal((there.Verdict, there.Score, there.Conflict, there.Relation), (back.Verdict, back.Score, back.Conflict, back.Relation));
            Assert.Equal(there.Reasons, back.Reasons);
            Assert.NotEmpty(there.Reasons);
            Assert.InRange(there.Score, 0, 1);
        }, iter: 20_000);

    [Fact]
    public void What_Conflicts_Is_Never_The_Same() =>
        Gen.Select(Records, Records).Sample((a, b) =>
        {
            var comparison = RecordComparison.Compare(a, b);

            Assert.False(comparison.Conflict && comparison.Verdict != Verdict.Different);
            Assert.False(comparison.Verdict == Verdict.Same && comparison.Relation is not null);
        }, iter: 20_000);

    [Fact]
    public void A_Record_Does_Not_Conflict_With_Itself() =>
        Records.Sample(record => Assert.False(RecordComparison.Compare(record, record).Conflict));

    [Fact]
    public void Equal_Records_Share_All_Keys() =>
        Records.Sample(record => Assert.Equal(MatchKeys.Of(record), MatchKeys.Of(record with { Abstract = "another" })));
}
