using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

/// <summary>Titles that hundreds of works bear and identifiers that say nothing must not join what is different.</summary>
public sealed class BlackHoleTests
{
    [Theory]
    [InlineData("Introduction")]
    [InlineData("Editorial")]
    [InlineData("Book reviews")]
    [InlineData("Proceedings")]
    [InlineData("Letters to the editor")]
    [InlineData("Annual report 2015")]
    [InlineData("Abstracts")]
    [InlineData("年度报告")]
    [InlineData("前言")]
    [InlineData("序")]
    [InlineData("编者按")]
    [InlineData("工作总结")]
    [InlineData("统计年鉴 2015")]
    [InlineData("Vol. 2")]
    [InlineData("?")]
    public void A_Common_Title_Joins_Nothing(string title)
    {
        foreach (var type in Enum.GetValues<WorkType>())
        {
            var a = new BibliographicRecord { Title = title, Type = type };

            Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a, a with { Publisher = "Another" }).Verdict);
            Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a with { Creators = ["Smith, Ann"], Year = 2015 }, a with { Creators = ["Smith, Ann"], Year = 2015 }).Verdict);
        }
    }

    [Theory]
    [InlineData("9787101000009")]
    [InlineData("9770027836003")]
    public void An_Isbn_Of_A_Series_Or_An_Issn_As_Isbn_Joins_Nothing_Different(string isbn)
    {
        Identifier[] shared = [new Identifier(IdentifierScheme.Isbn, isbn)];
        var a = new BibliographicRecord { Title = "史記", Creators = ["司馬遷"], Type = WorkType.Book, Identifiers = shared };

        foreach (var other in new[] { "資治通鑑", "漢書", "後漢書補注", "A history of China" })
        {
            Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a, a with { Title = other, Creators = ["司馬光"] }).Verdict);
            Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a, a with { Title = other, Creators = [] }).Verdict);
            Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a, a with { Title = other }).Verdict);
        }

        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a, a with { Creators = ["裴駰"], Title = "史記集解" }).Verdict);
    }

    [Fact]
    public void A_Journals_Doi_On_Its_Articles_Joins_None_Of_Them()
    {
        Identifier[] shared = [new Identifier(IdentifierScheme.Doi, "10.1000/journal")];
        var a = new BibliographicRecord { Title = "The ecology of salt marshes", Creators = ["Lee, Ann"], Year = 2001, Type = WorkType.Article, Identifiers = shared };

        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a, a with { Title = "Trade routes of the late empire", Creators = ["Kim, Bo"] }).Verdict);
        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a, a with { Title = "Editorial", Creators = [] }).Verdict);
    }

    [Fact]
    public void The_Next_Paper_By_The_Same_People_Is_Another()
    {
        var a = new BibliographicRecord { Title = "Japanese-Chinese cross-language retrieval: an interlingua approach", Creators = ["Hasan, Md. Maruf", "Matsumoto, Yuji"], Year = 2000, Type = WorkType.Article };

        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a, a with { Title = "Chinese-English cross-language retrieval: a Han character based approach" }).Verdict);
        Assert.NotEqual(Verdict.Same, RecordComparison.Compare(a, a with { Title = "Japanese-Chinese machine translation: an interlingua approach" }).Verdict);
    }
}
