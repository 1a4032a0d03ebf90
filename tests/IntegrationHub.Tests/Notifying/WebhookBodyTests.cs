using System.Text.Json;
using IntegrationHub.Notifying;

namespace IntegrationHub.Tests.Notifying;

public sealed class WebhookBodyTests
{
    private static readonly NotifyingOptions Options = new() { Secrets = { ["Portal"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", ["Next"] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" } };

    [Fact]
    public void Accepts_An_Address_And_One_Or_Two_Names_Of_Secrets()
    {
        var webhook = Read("""{"url":"https://portal.example/hook?a=b","label":"门户","secrets":["Portal","next"],"active":false}""", out _);

        Assert.Equal(("portal", "https://portal.example/hook?a=b", "门户", false), (webhook!.Id, webhook.Url, webhook.Label, webhook.Active));
        Assert.Equal(["Portal", "next"], webhook.Secrets);
    }

    [Theory]
    [InlineData("""{"secrets":["Portal"]}""", "url")]
    [InlineData("""{"url":"http://portal.example/","secrets":["Portal"]}""", "url")]
    [InlineData("""{"url":"https://me:pw@portal.example/","secrets":["Portal"]}""", "url")]
    [InlineData("""{"url":"https://portal.example/#a","secrets":["Portal"]}""", "url")]
    [InlineData("""{"url":"https://portal.example/"}""", "secrets")]
    [InlineData("""{"url":"https://portal.example/","secrets":["Portal","Next","Portal"]}""", "secrets")]
    [InlineData("""{"url":"https://portal.example/","secrets":["Nobody"]}""", "secrets[0]")]
    [InlineData("""{"url":"https://portal.example/","secrets":["Portal"],"secret":"x"}""", "secret")]
    [InlineData("""{"url":"https://portal.example/","secrets":["Portal"],"active":"yes"}""", "active")]
    [InlineData("[]", "$")]
    public void Rejects_By_Property(string body, string property)
    {
        Assert.Null(Read(body, out var mistakes));
        Assert.Contains(property, mistakes.Keys);
    }

    [Fact]
    public void Tells_Every_Mistake_And_No_Secret()
    {
        Assert.Null(Read("""{"url":"ftp://x","secrets":["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"]}""", out var mistakes, "-bad"));

        Assert.Equal(["id", "url", "secrets[0]"], mistakes.Keys);
        Assert.DoesNotContain("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", string.Concat(mistakes.Values.SelectMany(sentences => sentences)), StringComparison.Ordinal);
    }

    private static Subscription? Read(string body, out IReadOnlyDictionary<string, string[]> mistakes, string id = "portal") =>
        WebhookBody.Read(JsonDocument.Parse(body).RootElement, id, Options, url => url.Scheme == Uri.UriSchemeHttps, out mistakes);
}
