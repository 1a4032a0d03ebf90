using System.Buffers;
using System.Text;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Linking;

public sealed class KeyLineTests
{
    public static TheoryData<string> Values => new("10.1000/1", "\"quoted\"\\", "编号\u0001", new string('a', 199) + "𠀀" + "bc", "half \uD840");

    [Theory]
    [MemberData(nameof(Values))]
    public void Any_Identifier_Is_Found_Under_The_Key_That_Its_Line_Bears(string value)
    {
        var key = MatchKey.Of(IdentifierScheme.Other, value);
        var holder = ResourceId.Of(new RecordId(SourceId.Parse("one"), "a"));
        var line = new ArrayBufferWriter<byte>();

        KeyLine.Rewrite([], KeyLine.Encode(key), [new KeyEdit(key, KeyEditKind.Add, holder)], line);

        Assert.Equal(Encoding.UTF8.GetString(KeyLine.Encode(key)), Encoding.UTF8.GetString(KeyLine.KeyOf(line.WrittenSpan)));
        Assert.Equal(key.Hash, KeyLine.HashOf(KeyLine.KeyOf(line.WrittenSpan)));
        Assert.Equal([holder], KeyLine.Parse(line.WrittenSpan));
    }

    [Theory]
    [InlineData("编号", "other:编号")]
    [InlineData("𠀀", "other:\\uD840\\uDC00")]
    [InlineData("a\"b", "other:a\\u0022b", "other:a\\\"b")]
    public void Lines_Of_Earlier_Versions_Are_Still_Found(string value, params string[] written) =>
        Assert.Contains(Encoding.UTF8.GetString(KeyLine.Encode(MatchKey.Of(IdentifierScheme.Other, value))), written);

    [Theory]
    [InlineData("http://a.example/b", "https://A.example/b/")]
    [InlineData("https://a.example", "https://a.example:443/#top")]
    [InlineData("https://a.example/%e4%b9%a6?id=1", "https://a.example/书?id=1")]
    public void Spellings_Of_One_Address_Are_One_Key(string address, string other) =>
        Assert.Equal(MatchKey.Of(IdentifierScheme.Uri, address), MatchKey.Of(IdentifierScheme.Uri, other));

    [Theory]
    [InlineData("https://a.example/b", "https://a.example/B")]
    [InlineData("https://a.example/b?id=1", "https://a.example/b?id=2")]
    [InlineData("https://a.example/b", "https://a.example:8443/b")]
    [InlineData("urn:nbn:de:1", "urn:nbn:de:2")]
    public void Other_Addresses_Are_Other_Keys(string address, string other) =>
        Assert.NotEqual(MatchKey.Of(IdentifierScheme.Uri, address), MatchKey.Of(IdentifierScheme.Uri, other));
}
