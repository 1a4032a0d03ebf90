using IntegrationHub.Records;

namespace IntegrationHub.Quality;

/// <summary>What a column holds.</summary>
internal enum RawField
{
    Id,
    Title,
    Subtitle,
    Creator,
    Contributor,

    /// <summary>Title of the journal, proceedings or book that it appeared in.</summary>
    Container,

    /// <summary>Where it was taken from, in whatever words, as <c>dc:source</c>.</summary>
    Source,
    Date,
    Publisher,
    Place,
    Isbn,
    Issn,
    Doi,
    Identifier,
    Volume,
    Issue,
    Pages,
    Link,
    Language,
    Type,
    Extent,
    Edition,
    Series,
    Subject,
}

/// <summary>Columns by the names that people give them.</summary>
internal static class RawFields
{
    private static readonly Dictionary<string, RawField> Names = new (RawField Field, string Names)[]
    {
        (RawField.Id, "id,key,identity,recordid,recid,entityid"),
        (RawField.Title, "title,titles,titel,name,题名,书名"),
        (RawField.Subtitle, "subtitle"),
        (RawField.Creator, "author,authors,bookauthor,bookauthors,creator,creators,authorlist,作者,责任者"),
        (RawField.Contributor, "contributor,contributors,editor,editors,translator,translators"),
        (RawField.Container, "venue,container,containertitle,journal,journaltitle,booktitle,conference,proceedings,host,magazine"),
        (RawField.Source, "source,citation,ispartof"),
        (RawField.Date, "year,date,issued,published,pubyear,pubdate,publicationyear,yearofpublication,publicationdate,dateissued,年"),
        (RawField.Publisher, "publisher,publishers,出版社"),
        (RawField.Place, "place,city,publicationplace,placeofpublication,address"),
        (RawField.Isbn, "isbn,isbns,isbn10,isbn13"),
        (RawField.Issn, "issn,issns,eissn"),
        (RawField.Doi, "doi,dois"),
        (RawField.Identifier, "identifier,identifiers"),
        (RawField.Volume, "volume,vol"),
        (RawField.Issue, "issue,number,no"),
        (RawField.Pages, "pages,page,pagerange"),
        (RawField.Link, "url,link,links,ee"),
        (RawField.Language, "language,languages,lang"),
        (RawField.Type, "type,types,documenttype,worktype,genre"),
        (RawField.Extent, "extent,pagecount,numberofpages,format"),
        (RawField.Edition, "edition"),
        (RawField.Series, "series"),
        (RawField.Subject, "subject,subjects,keyword,keywords"),
    }.SelectMany(entry => entry.Names.Split(',').Select(name => (name, entry.Field))).ToDictionary(entry => entry.name, entry => entry.Field);

    /// <returns>Null for a column that is not used.</returns>
    public static RawField? Of(string column) =>
        Names.TryGetValue(TextFolding.Fold(column).Replace(" ", "", StringComparison.Ordinal), out var field) ? field : null;
}
