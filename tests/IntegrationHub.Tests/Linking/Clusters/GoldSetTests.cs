using IntegrationHub.Quality;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

/// <summary>How a gold set's columns and cells become records.</summary>
public sealed class GoldSetTests
{
    [Theory]
    [InlineData("Id", "Id")]
    [InlineData("Entity Id", "Id")]
    [InlineData("authors", "Creator")]
    [InlineData("Book-Author", "Creator")]
    [InlineData("booktitle", "Container")]
    [InlineData("publication_year", "Date")]
    [InlineData("ISBN", "Isbn")]
    [InlineData("catalogue", null)]
    public void Columns_Are_Known_By_Their_Names(string column, string? field) => Assert.Equal(field, RawFields.Of(column)?.ToString());

    [Theory]
    [InlineData("Jim Gray, Andreas Reuter", "Jim Gray|Andreas Reuter")]
    [InlineData("Gray, Jim", "Gray, Jim")]
    [InlineData("g dong, j su", "g dong|j su")]
    [InlineData("gray, j., reuter, a.", "gray, j.|reuter, a.")]
    [InlineData("a. blum, m. furst, and r. lipton", "a. blum|m. furst|r. lipton")]
    [InlineData("陸績 (吳); 姚士粦 (明)", "陸績 (吳)|姚士粦 (明)")]
    [InlineData("Gray, Jim and Reuter, Andreas", "Gray, Jim|Reuter, Andreas")]
    public void Names_In_One_Cell_Are_Taken_Apart(string cell, string names) => Assert.Equal(names.Split('|'), NameList.Split(cell));

    [Fact]
    public void What_Appeared_In_Something_In_A_Year_Is_An_Article_And_Anything_Else_Stays_Untyped()
    {
        Assert.Equal(WorkType.Article, Read((RawField.Container, "VLDB"), (RawField.Date, "1996")).Type);
        Assert.Equal(WorkType.Other, Read((RawField.Container, "VLDB")).Type);
        Assert.Equal(WorkType.Other, Read((RawField.Container, "LNCS"), (RawField.Date, "1996"), (RawField.Isbn, "9780306406157")).Type);
        Assert.Equal(WorkType.Thesis, Read((RawField.Type, "thesis"), (RawField.Source, "MIT"), (RawField.Date, "1996")).Type);
    }

    [Fact]
    public void A_Type_Is_Said_For_Records_That_Say_None()
    {
        var gold = new GoldSet("one", [Raw((RawField.Container, "VLDB"), (RawField.Date, "1996")), Raw((RawField.Type, "thesis"))], new HashSet<(int, int)>(), false, []);

        Assert.Equal([WorkType.AncientText, WorkType.Thesis], gold.Typed("古籍").ReadRecords().Records.Select(record => record.Type));
    }

    [Fact]
    public void Texts_Become_Fields_By_The_Hubs_Own_Reading()
    {
        var record = Read((RawField.Date, "c1996."), (RawField.Isbn, "0-306-40615-2"), (RawField.Container, "VLDB J."), (RawField.Volume, "7"), (RawField.Pages, "1-12"));

        Assert.Equal(1996, record.Year);
        Assert.Contains(new Identifier(IdentifierScheme.Isbn, "9780306406157"), record.Identifiers);
        Assert.Equal(new Container("VLDB J.") { Volume = "7", Pages = "1-12" }, record.Container);
    }

    private static BibliographicRecord Read(params (RawField, string)[] texts) => Raw(texts).Read(new DraftRecord());

    private static RawRecord Raw(params (RawField, string)[] texts) => new("1", 0, [(RawField.Title, "A title"), .. texts]);
}
