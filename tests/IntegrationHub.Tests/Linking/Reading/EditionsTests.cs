using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

public sealed class EditionsTests
{
    [Fact]
    public void Records_With_One_Isbn_Are_One_Edition_Whatever_Else_They_Say() =>
        Assert.Single(Editions.Of(Work(Book(1990, "9787020002207"), Book(1991, "9787020002207"))));

    [Fact]
    public void Editions_Are_In_Order_Of_Year_The_Undated_Last() =>
        Assert.Equal([1982, 1996, null], Editions.Of(Work(Book(null, "9780306406157"), Book(1996, "9787020002207"), Book(1982), Book(1982))).Select(edition => edition.Year));

    [Fact]
    public void The_Order_Of_The_Records_Does_Not_Matter()
    {
        var work = Work(Book(1982), Book(1996, "9787020002207"), Book(1982), Book(2001));

        Assert.Equal(Describe(work), Describe(work with { Members = [.. work.Members.Reverse()] }));
    }

    private static IEnumerable<string> Describe(Resource work) => Editions.Of(work).Select(edition => $"{edition.Year}: {string.Join(' ', edition.Members)}");

    private static BibliographicRecord Book(int? year, string? isbn = null) =>
        new() { Title = "红楼梦", Year = year, Type = WorkType.Book, Identifiers = isbn is null ? [] : [new Identifier(IdentifierScheme.Isbn, isbn)] };

    private static Resource Work(params BibliographicRecord[] records)
    {
        var members = records.Select((record, i) => new Member { Source = MemoryIndex.IdOf($"r{i}").Source, Id = $"r{i}", Datestamp = "", Since = "", Fingerprint = "", Record = record }).ToList();
        return new Resource { Id = ResourceId.Of(members[0].RecordId), Members = members };
    }
}
