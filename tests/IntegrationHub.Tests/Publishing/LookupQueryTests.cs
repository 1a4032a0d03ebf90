using System.Text.Json;
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

    [Theory]
    [InlineData("ismn", "M-2600-0043-8", IdentifierScheme.Ismn, "9790260000438")]
    [InlineData("handle", "hdl:1765/899", IdentifierScheme.Handle, "1765/899")]
    [InlineData("ark", "https://n2t.net/ark:/12148/bpt6k107371t", IdentifierScheme.Ark, "ark:12148/bpt6k107371t")]
    [InlineData("urnNbn", "urn:nbn:de:kobv:83-opus4-39397", IdentifierScheme.UrnNbn, "urn:nbn:de:kobv:83-opus4-39397")]
    [InlineData("arxiv", "1501.00001v2", IdentifierScheme.Arxiv, "1501.00001")]
    [InlineData("pmid", "22140103", IdentifierScheme.Pmid, "22140103")]
    [InlineData("pmcid", "3531190", IdentifierScheme.Pmcid, "PMC3531190")]
    [InlineData("oclc", "(OCoLC)ocm37742507", IdentifierScheme.Oclc, "37742507")]
    [InlineData("lccn", "n 79-18774", IdentifierScheme.Lccn, "n79018774")]
    [InlineData("cstr", "CSTR:31253.11.sciencedb.08044", IdentifierScheme.Cstr, "31253.11.sciencedb.08044")]
    [InlineData("unifiedBookNumber", "10019.1234", IdentifierScheme.UnifiedBookNumber, "10019·1234")]
    [InlineData("cnSerial", "CN 11-2746", IdentifierScheme.CnSerial, "11-2746")]
    [InlineData("nationalBibliography", "dnb:980696216", IdentifierScheme.NationalBibliography, "dnb:980696216")]
    [InlineData("other", "MG101_b5", IdentifierScheme.Other, "MG101_b5")]
    public void Accepts_Each_Scheme_By_Its_Name(string name, string value, IdentifierScheme scheme, string canonical) =>
        Assert.Equal(new Identifier(scheme, canonical), Assert.Single(LookupQuery.Parse(given => given == name ? value : null).Query!.Identifiers));

    [Fact]
    public void Every_Scheme_Has_A_Name_Here_And_In_The_Description_Of_The_Routes()
    {
        var schemes = Enum.GetNames<IdentifierScheme>().Select(JsonNamingPolicy.CamelCase.ConvertName).ToList();
        using var description = JsonDocument.Parse(typeof(LookupQuery).Assembly.GetManifestResourceStream("openapi.json")!);
        var components = description.RootElement.GetProperty("components").GetProperty("schemas");
        var parameters = description.RootElement.GetProperty("paths").GetProperty("/api/resolve").GetProperty("get").GetProperty("parameters");

        Assert.Equal(schemes.Order(), LookupQuery.Parameters.Order());
        Assert.Equal(schemes, components.GetProperty("Identifier").GetProperty("properties").GetProperty("scheme").GetProperty("enum").EnumerateArray().Select(value => value.GetString()));
        Assert.Equal(LookupQuery.Parameters, components.GetProperty("LookupItem").GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal([.. LookupQuery.Parameters, AnswerForm.Parameter], parameters.EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.All(LookupQuery.Parameters, name => Assert.Equal("x", JsonSerializer.Deserialize<LookupItem>($"{{\"{name}\":\"x\"}}", JsonSerializerOptions.Web)!.ValueOf(name)));
    }

    [Fact]
    public void An_Address_That_Carries_An_Identifier_Is_Asked_For_As_Both() =>
        Assert.Equal(
            [new Identifier(IdentifierScheme.Handle, "1765/899"), new Identifier(IdentifierScheme.Uri, "http://hdl.handle.net/1765/899")],
            LookupQuery.Parse(new LookupItem { Uri = "http://hdl.handle.net/1765/899" }).Query!.Identifiers);
}
