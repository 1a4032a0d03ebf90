using IntegrationHub.Probing;
using IntegrationHub.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Tests.Probing;

public sealed class SourceCredentialsTests
{
    private static readonly Source Source = new()
    {
        Id = SourceId.Parse("a1"),
        Name = "A",
        BaseUrl = "https://library.example/oai",
        Credential = new SourceCredential(CredentialScheme.Bearer, "Example"),
    };

    [Fact]
    public void A_Source_Without_A_Credential_Shows_None() => Assert.Equal((null, null), Of(Source with { Credential = null }));

    [Theory]
    [InlineData("library.example")]
    [InlineData("other.example, LIBRARY.example")]
    [InlineData("https://library.example:443")]
    public void Is_Found_In_Its_Setting(string hosts)
    {
        var (credential, refusal) = Of(Source, ("Example:Secret", "s3cr3t"), ("Example:Hosts", hosts));

        Assert.Null(refusal);
        Assert.Equal("Bearer s3cr3t", credential?.Value);
    }

    [Fact]
    public void May_Be_Shown_Without_Encryption_Where_The_Setting_Says_So()
    {
        var plain = Source with { BaseUrl = "http://library.example:8080/oai" };

        Assert.NotNull(Of(plain, ("Example:Secret", "s3cr3t"), ("Example:Hosts", "library.example:8080")).Refusal);
        Assert.Null(Of(plain, ("Example:Secret", "s3cr3t"), ("Example:Hosts", "http://library.example:8080")).Refusal);
    }

    [Fact]
    public void A_Password_May_Hold_What_A_Header_May_Not() =>
        Assert.NotNull(Of(Source with { Credential = new SourceCredential(CredentialScheme.Basic, "Example", "hub") }, ("Example:Secret", "密码"), ("Example:Hosts", "library.example")).Credential);

    [Theory]
    [InlineData("", "library.example", "no setting Harvest__Credentials__Example__Secret")]
    [InlineData("@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/s)", "library.example", "was not followed")]
    [InlineData("密码", "library.example", "can't be sent in a header")]
    [InlineData("s3cr3t", "", "Harvest__Credentials__Example__Hosts does not name")]
    [InlineData("s3cr3t", "elsewhere.example", "Harvest__Credentials__Example__Hosts does not name")]
    public void Says_Which_Setting_Keeps_A_Source_From_Being_Asked(string secret, string hosts, string says)
    {
        var (credential, refusal) = Of(Source, ("Example:Secret", secret), ("Example:Hosts", hosts));

        Assert.Null(credential);
        Assert.Contains("Source a1", refusal, StringComparison.Ordinal);
        Assert.Contains(says, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Example:Secret", "s3cr3t\r\nX-Evil: 1", "Harvest:Credentials:Example:Secret")]
    [InlineData("Example:Hosts", "library.example/oai", "Harvest:Credentials:Example:Hosts")]
    [InlineData("Example:Hosts", "ftp://library.example", "Harvest:Credentials:Example:Hosts")]
    public void A_Mistake_In_The_Settings_Is_Told_Without_The_Secret(string setting, string value, string says)
    {
        var told = Assert.Single(new CredentialOptionsValidator().Validate(null, Bind([(setting, value)])).Failures!);

        Assert.StartsWith(says, told, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", told, StringComparison.Ordinal);
    }

    private static (IntegrationHub.Oai.OaiCredential? Credential, string? Refusal) Of(Source source, params (string, string)[] settings) =>
        new SourceCredentials(Options.Create(Bind(settings))).Of(source);

    private static CredentialOptions Bind((string Name, string Value)[] settings)
    {
        var options = new CredentialOptions();
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Harvest:Credentials:{setting.Name}", (string?)setting.Value)))
            .Build().GetSection(CredentialOptions.Section).Bind(options);
        return options;
    }
}
