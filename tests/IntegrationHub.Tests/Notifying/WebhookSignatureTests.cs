using System.Text;
using IntegrationHub.Notifying;

namespace IntegrationHub.Tests.Notifying;

public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void Is_The_One_That_Receivers_Libraries_Are_Tested_With() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSignature.Of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"u8, [WebhookSecret.Parse(Secret)!]));

    [Fact]
    public void Holds_One_For_Each_Secret_In_Order()
    {
        var other = Encoding.UTF8.GetBytes("another key of twenty-four bytes");

        var both = WebhookSignature.Of("id", 1, "{}"u8, [WebhookSecret.Parse(Secret)!, other]).Split(' ');

        Assert.Equal([WebhookSignature.Of("id", 1, "{}"u8, [WebhookSecret.Parse(Secret)!]), WebhookSignature.Of("id", 1, "{}"u8, [other])], both);
    }

    [Fact]
    public void Of_WebSub_Is_Hexadecimal() =>
        // RFC 4231, test case 2.
        Assert.Equal("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", WebhookSignature.OfWebSub("what do ya want for nothing?"u8, "Jefe"));

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64 at all, and longer than that")]
    [InlineData("")]
    public void Secrets_Of_Another_Form_Are_None(string text) => Assert.Null(WebhookSecret.Parse(text));

    [Fact]
    public void A_Secret_That_Is_Not_There_Or_Was_Not_Fetched_Is_Said_By_Its_Settings_Name()
    {
        var webhook = new Subscription { Id = "portal", Url = "https://portal.example/", Secrets = ["Portal"] };

        Assert.Contains("no setting Notifying__Secrets__Portal", WebhookSecret.Of(webhook, new NotifyingOptions()).Refusal, StringComparison.Ordinal);
        Assert.Contains("Key Vault", WebhookSecret.Of(webhook, new NotifyingOptions { Secrets = { ["portal"] = "@Microsoft.KeyVault(SecretUri=x)" } }).Refusal, StringComparison.Ordinal);
        Assert.Single(WebhookSecret.Of(webhook, new NotifyingOptions { Secrets = { ["portal"] = Secret } }).Keys);
    }
}
