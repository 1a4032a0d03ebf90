using IntegrationHub.Publishing;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Publishing;

public sealed class LookupQueryTests
{
    [Fact]
    public void Accepts_Every_Identifier_Of_One_Thing_In_Canonical_Form()
    {
        var (query, errors) = LookupQuery.Parse(new LookupItem { Isbn = "7-02-000220-X", Issn = "03785955", Doi = "https://doi.org/10.1000/ABC", Uri = "https://a.example/1" });

        Assert.Empty(errors);
        Assert.Equal(
            [
                new Identifier(IdentifierScheme.Isbn, "9787020002207"), new Identifier(IdentifierScheme.Issn, "0378-5955"),
                new Identifier(IdentifierScheme.Doi, "10.1000/abc"), new Identifier(IdentifierScheme.Uri, "https://a.example/1"),
            ],
            query!.Identifiers);
    }

    [Fact]
    public void Rejects_With_Every_Mistake_Named()
    {
        var (query, errors) = LookupQuery.Parse(new LookupItem { Isbn = "9787020002208", Issn = "12", Doi = "11.1/x", Uri = "javascript:alert(1)" });

        Assert.Null(query);
        Assert.Equal(["doi", "isbn", "issn", "uri"], errors.Keys);
        Assert.Equal("'9787020002208' is no ISBN: its check digit does not fit.", errors["isbn"][0]);
    }

    [Fact]
    public void Rejects_A_Question_Without_Identifier() => Assert.Contains("query", LookupQuery.Parse(new LookupItem { Isbn = " " }).Errors);

    [Theory]
    [InlineData("https://doi.org/10.1000/ABC")]
    [InlineData("http://dx.doi.org/doi:10.1000/abc")]
    [InlineData("https://publisher.example/doi/full/10.1000/abc?download=true")]
    public void Takes_The_Address_Of_A_Doi_For_The_Doi(string address) =>
        Assert.Equal(new Identifier(IdentifierScheme.Doi, "10.1000/abc"), Assert.Single(LookupQuery.Parse(new LookupItem { Uri = address }).Query!.Identifiers));
}
