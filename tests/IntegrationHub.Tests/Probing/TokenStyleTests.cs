using IntegrationHub.Probing;

namespace IntegrationHub.Tests.Probing;

public sealed class TokenStyleTests
{
    [Theory]
    [InlineData("oai_dc////100", "oai_dc////200", TokenStyle.Arguments)]
    [InlineData("2001-01-01|2020-01-01||100", null, TokenStyle.Arguments)]
    [InlineData("metadataPrefix%3Doai_dc%26offset%3D1", null, TokenStyle.Arguments)]
    [InlineData("b2FpX2RjOjEwMDo6", "b2FpX2RjOjIwMDo6", TokenStyle.Arguments)]
    [InlineData("hKJfbs0AyKVzdGFydM0AyKJfbaZvYWlfZGOiX3XA", null, TokenStyle.Arguments)]
    [InlineData("100", "200", TokenStyle.Offset)]
    [InlineData("100", null, TokenStyle.Offset)]
    [InlineData("session77!1", "session77!2", TokenStyle.Offset)]
    [InlineData("17", "42", TokenStyle.Opaque)]
    [InlineData("a91c0e7d3b", "77fe0a1b2c", TokenStyle.Opaque)]
    [InlineData("a91c0e7d3b", null, TokenStyle.Opaque)]
    [InlineData("99999999999999999999999", "99999999999999999999998", TokenStyle.Opaque)]
    public void Tells_What_A_Token_Is_Made_Of(string first, string? second, TokenStyle style) => Assert.Equal(style, TokenStyles.Of(first, second, "oai_dc", 100));
}
