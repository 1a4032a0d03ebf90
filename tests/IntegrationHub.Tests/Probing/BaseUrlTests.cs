using IntegrationHub.Probing;

namespace IntegrationHub.Tests.Probing;

public sealed class BaseUrlTests
{
    [Theory]
    [InlineData("https://library.example/oai", "https://library.example/oai")]
    [InlineData("https://library.example/oai?verb=Identify", "https://library.example/oai")]
    [InlineData("https://library.example/oai?VERB=listrecords&metadataprefix=oai_dc&Set=a:b", "https://library.example/oai")]
    [InlineData("http://library.example/oai.php?repo=a&verb=ListRecords&amp;metadataPrefix=oai_dc", "http://library.example/oai.php?repo=a")]
    [InlineData("  https://library.example/oai \r\n", "https://library.example/oai")]
    [InlineData("https://library.example/ oai", "https://library.example/oai")]
    [InlineData("\u200Bhttps://library.example/oai\uFEFF", "https://library.example/oai")]
    [InlineData("“https://library.example/oai”，", "https://library.example/oai")]
    [InlineData("<https://library.example/oai>", "https://library.example/oai")]
    [InlineData("library.example/oai", "https://library.example/oai")]
    [InlineData("//library.example/oai", "https://library.example/oai")]
    [InlineData("ttp://library.example/oai", "http://library.example/oai")]
    [InlineData("http//library.example/oai", "http://library.example/oai")]
    [InlineData("HTTPS:/library.example/oai", "https://library.example/oai")]
    [InlineData("https：／／library.example／oai？verb＝Identify", "https://library.example/oai")]
    [InlineData("https://library.example/oai#verbs", "https://library.example/oai")]
    public void Cleans_What_People_Type_And_Paste(string typed, string meant) => Assert.Equal(meant, BaseUrlText.Clean(typed)?.AbsoluteUri);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("ftp://library.example/oai")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    public void Makes_No_Address_Of_What_Is_None(string? typed) => Assert.Null(BaseUrlText.Clean(typed));

    [Fact]
    public void Looks_First_Where_The_Page_Points_Then_Nearby_Then_Where_Programs_Put_It()
    {
        const string page = """
            <html><head><link rel="stylesheet" href="/style.css"></head><body><a href="/about">About</a> <a href='interfaces/oai-pmh/'>OAI</a>
            <a class="x" href="/dspace-oai/request?verb=Identify&amp;metadataPrefix=oai_dc">OAI-PMH</a> <a href="https://elsewhere.example/oai">A friend</a></body></html>
            """;

        var guesses = BaseUrlGuesses.After(new Uri("https://library.example/repo/home"), page).Select(guess => guess.AbsoluteUri).ToList();

        Assert.Equal(
            ["https://library.example/dspace-oai/request", "https://library.example/repo/interfaces/oai-pmh/", "https://library.example/repo/home/", "https://library.example/repo/home/oai"],
            guesses[..4]);
        Assert.Contains("https://library.example/repo/oai", guesses);
        Assert.Contains("https://library.example/server/oai/request", guesses);
        Assert.DoesNotContain(guesses, guess => guess.Contains("elsewhere", StringComparison.Ordinal) || guess.Contains("style", StringComparison.Ordinal));
        Assert.InRange(guesses.Count, 10, BaseUrlGuesses.Most);
    }

    [Fact]
    public void Guesses_Few_Addresses_And_None_Twice()
    {
        var guesses = BaseUrlGuesses.After(new Uri("https://library.example/a/b/c/d/e/f/oai"), string.Concat(Enumerable.Range(0, 99).Select(at => $"<a href='/oai?x={at}'>")));

        Assert.Equal(BaseUrlGuesses.Most, guesses.Count);
        Assert.Equal(guesses.Count, guesses.Distinct().Count());
    }

    [Theory]
    [InlineData("http://library.example/oai?a=b", "https://library.example/oai?a=b")]
    [InlineData("https://library.example/", "http://library.example/")]
    [InlineData("https://library.example:8080/oai", "http://library.example:8080/oai")]
    public void Tries_The_Other_Scheme(string tried, string other) => Assert.Equal(other, BaseUrlGuesses.OtherScheme(new Uri(tried)).AbsoluteUri);
}
