using IntegrationHub.Operations;

namespace IntegrationHub.Tests.Operations;

public sealed class FailureTextTests
{
    [Theory]
    [InlineData("The specified container does not exist.\nRequestId:1\nHeaders: x-ms-version: 2024", "The specified container does not exist.")]
    [InlineData("No answer from https://hub.blob.core.windows.net/raw/a.gz?sv=2024&sig=abc%2Bdef%3D in time", "No answer from https://hub.blob.core.windows.net/raw/a.gz?(hidden) in time")]
    [InlineData("No settings in AccountName=hub;AccountKey=abcdef==;EndpointSuffix=x", "No settings in AccountName=hub;AccountKey=(hidden);EndpointSuffix=x")]
    [InlineData("Refused: Authorization: Bearer abcdef.ghi was shown", "Refused: Authorization: Bearer (hidden) was shown")]
    [InlineData("Asked https://me:mine@library.example/oai", "Asked https://(hidden)@library.example/oai")]
    [InlineData("It shows s3cr3t-of-the-library to all", "It shows (hidden) to all")]
    [InlineData("Row test_00000001/0001 of table windows can't be read.", "Row test_00000001/0001 of table windows can't be read.")]
    public void Tells_The_First_Line_Without_Secrets(string message, string told) =>
        Assert.Equal($"InvalidOperationException: {told}", FailureText.Of(new InvalidOperationException(message), ["s3cr3t-of-the-library", "", "to"]));

    [Fact]
    public void Is_Never_Long() => Assert.InRange(FailureText.Of(new InvalidOperationException(new string('x', 10_000)), []).Length, 100, 600);

    [Fact]
    public void A_Message_Has_The_Same_Id_However_Often_It_Fails_And_Another_In_Another_Queue()
    {
        Assert.Equal(PoisonMessage.Of("one", "{}", true).Id, PoisonMessage.Of("one", "{}", true).Id);
        Assert.NotEqual(PoisonMessage.Of("one", "{}", true).Id, PoisonMessage.Of("two", "{}", true).Id);
        Assert.InRange(PoisonMessage.Of("one", new string('<', 60_000), false).Body.Length, 1_000, 2_100);
    }
}
