using System.ComponentModel.DataAnnotations;
using IntegrationHub.Publishing;

namespace IntegrationHub.Tests.Publishing;

public sealed class PublishingOptionsTests
{
    [Fact]
    public void Accepts_Its_Own_Defaults() => Assert.Empty(Mistakes(new PublishingOptions()));

    [Theory]
    [InlineData("ftp://hub.example")]
    [InlineData("hub.example")]
    [InlineData("https://hub.example/?x=1")]
    [InlineData("https://me:secret@hub.example/")]
    [InlineData("")]
    public void Rejects_What_Is_No_Public_Address(string url) => Assert.Contains(Mistakes(new PublishingOptions { PublicUrl = url }), mistake => mistake.Contains("PublicUrl", StringComparison.Ordinal));

    [Fact]
    public void Rejects_Listings_That_Cut_A_Page_In_Two() => Assert.Single(Mistakes(new PublishingOptions { PageSize = 30, ListingEntries = 100 }));

    private static List<string> Mistakes(PublishingOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(result => result.ErrorMessage!)];
    }
}
