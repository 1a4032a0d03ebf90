using CsCheck;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class IdentifierTests
{
    [Theory]
    [InlineData("978-7-02-000220-7", "9787020002207")]
    [InlineData("7-02-000220-X", "9787020002207")]
    [InlineData("ISBN 7-02-000220-x (精装) : CNY 59.70", "9787020002207")]
    [InlineData("urn:isbn:9787020002207", "9787020002207")]
    [InlineData("ISBN：９７８-7-02-000220-7", "9787020002207")]
    [InlineData("90 - 5892 - 032 - 1", "9789058920324")]
    [InlineData("90-6734-096-0", "9789067340960")]
    public void An_Isbn_Is_Read_From_Its_Spellings(string text, string canonical)
    {
        Assert.True(Isbn.TryParse(text, out var isbn));
        Assert.Equal(canonical, isbn.Value);
    }

    [Theory]
    [InlineData("978-7-02-000220-8")]
    [InlineData("979-0-2600-0043-8")]
    [InlineData("12345")]
    [InlineData("")]
    [InlineData(null)]
    public void What_Is_No_Isbn_Is_Refused(string? text) => Assert.False(Isbn.TryParse(text, out _));

    [Theory]
    [InlineData("0378-5955", "0378-5955")]
    [InlineData("ISSN: 1646-379x", "1646-379X")]
    [InlineData("eISSN 03785955 (online)", "0378-5955")]
    public void An_Issn_Is_Read_From_Its_Spellings(string text, string canonical)
    {
        // 1646-379X is real: OJS of the Portuguese society of physical medicine.
        var read = Issn.TryParse(text, out var issn);
        Assert.True(read);
        Assert.Equal(canonical, issn.Value);
    }

    [Theory]
    [InlineData("10.17882/41349")]
    [InlineData("DOI:10.17882/41349")]
    [InlineData("doi: 10.17882/41349.")]
    [InlineData("http://dx.doi.org/10.17882/41349")]
    [InlineData("https://doi.org/doi:10.17882%2F41349")]
    [InlineData("info:doi/10.17882/41349")]
    [InlineData("DOI https://doi.org/10.17882/41349")]
    [InlineData("https://example.org/doi/full/10.17882/41349?src=rss")]
    public void A_Doi_Is_Read_From_Its_Spellings(string text)
    {
        Assert.True(Doi.TryParse(text, out var doi));
        Assert.Equal("10.17882/41349", doi.Value);
    }

    [Theory]
    [InlineData("10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o")]
    [InlineData("(10.1016/0370-2693(83)90177-3", null)]
    [InlineData("10.1016/0370-2693(83)90177-3)", "10.1016/0370-2693(83)90177-3)")]
    [InlineData("10.12/abc", null)]
    [InlineData("10.1000", null)]
    [InlineData("http://example.org/10.1000/1", null)]
    public void A_Doi_Keeps_Its_Own_Brackets_And_Nothing_Else_Passes(string text, string? canonical)
    {
        Assert.Equal(canonical is not null, Doi.TryParse(text, out var doi));
        Assert.Equal(canonical ?? string.Empty, doi.Value);
    }

    [Fact]
    public void Isbns_And_Issns_Round_Trip_And_One_Wrong_Digit_Is_Noticed()
    {
        Gen.Int[0, 999_999_999].Sample(number =>
        {
            var twelve = $"978{number:D9}";
            var isbn = twelve + CheckDigits.Ean13(twelve);
            Assert.True(Isbn.TryParse(isbn, out var parsed));
            Assert.True(Isbn.TryParse(parsed.Value, out var again));
            Assert.Equal(parsed, again);
            var wrong = isbn[..^1] + (char)('0' + ((isbn[^1] - '0' + 1) % 10));
            Assert.False(Isbn.TryParse(wrong, out _));

            var eight = $"{number % 10_000_000:D7}";
            var last = "0123456789X".Single(digit => CheckDigits.Mod11(eight + digit));
            Assert.True(Issn.TryParse(eight + last, out var issn));
            Assert.True(Issn.TryParse(issn.Value, out var same));
            Assert.Equal(issn, same);
        });
    }

    [Fact]
    public void A_Doi_Round_Trips_Through_Its_Address()
    {
        Gen.String[Gen.Char["abcdefgh0123456789._-()<>#%;/"], 1, 30].Sample(suffix =>
        {
            if (Doi.TryParse("10.1000/" + suffix, out var doi))
            {
                Assert.True(Doi.TryParse(doi.Value, out var again));
                Assert.Equal(doi, again);
                Assert.True(Doi.TryParse(doi.Url, out var resolved), doi.Url);
                Assert.Equal(doi, resolved);
            }
        });
    }

    [Theory]
    [InlineData("1998-2001", IdentifierScheme.Other, "1998-2001", false)]
    [InlineData("ISBN 7-02-000220-1", IdentifierScheme.Isbn, "7020002201", true)]
    [InlineData("ISSN 1234-5678", IdentifierScheme.Issn, "1234-5678", true)]
    [InlineData("ISBN 12", IdentifierScheme.Isbn, "ISBN 12", true)]
    [InlineData("1234567890", IdentifierScheme.Other, "1234567890", false)]
    [InlineData("ark:/12345/b6KN/3", IdentifierScheme.Ark, "ark:12345/b6KN/3", false)]
    [InlineData("http://hdl.handle.net/1765/899", IdentifierScheme.Handle, "1765/899", false)]
    [InlineData("MG101_b5_f1_001", IdentifierScheme.Other, "MG101_b5_f1_001", false)]
    public void A_Field_Is_What_It_Says_Or_Plainly_Looks_Like(string text, IdentifierScheme scheme, string value, bool invalid) =>
        Assert.Equal(new Identifier(scheme, value, invalid), IdentifierText.Read(text));

    [Theory]
    [InlineData("-")]
    [InlineData("?")]
    public void A_Placeholder_Is_No_Identifier(string text) => Assert.Null(IdentifierText.Read(text));

    [Theory]
    [InlineData("https://example.org/a?b=c&d", true)]
    [InlineData("http:http://182.93.84.135/sp1/subjects/guide.php?id=1", false)]
    [InlineData("http://user@evil.example/", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData("http://exa mple.org", false)]
    [InlineData("ftp://example.org/x", false)]
    public void Only_Sane_Web_Addresses_Are_Links(string text, bool sane) => Assert.Equal(sane, WebAddress.Is(text));
}
