using System.IO.Compression;
using System.Text;
using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Storage;

namespace IntegrationHub.Tests.Storage;

public sealed class JsonLinesTests
{
    [Fact]
    public void Reads_What_It_Wrote_In_Order()
    {
        string[] items = ["one", "", "三\n行", "\"quoted\"", "\u2028"];

        Assert.Equal(items, Read(Write(items)));
    }

    [Fact]
    public void Puts_Each_Item_On_A_Line_Of_Its_Own()
    {
        Assert.Equal("\"a\"\n\"b\\nc\"\n", Encoding.UTF8.GetString(JsonLines.Unpack(Write(["a", "b\nc"]))));
    }

    [Fact]
    public void Unpacks_A_File_Of_Several_Members_Whole()
    {
        // The length at its end is that of the last one, and says nothing of the others.
        byte[] joined = [.. Write([.. Enumerable.Range(0, 5_000).Select(i => $"item {i}")]), .. Write(["last"])];

        Assert.Equal(5_001, Read(joined).Count());
        Assert.EndsWith("\"last\"\n", Encoding.UTF8.GetString(JsonLines.Unpack(joined)), StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_No_Items_As_An_Empty_File()
    {
        Assert.Empty(JsonLines.Unpack(Write([])));
        Assert.Empty(Read(Write([])));
    }

    [Fact]
    public void Keeps_Lines_Whole_That_Are_Longer_Than_Its_Buffer()
    {
        string[] items = [new('x', 200_000), "short", new('文', 100_000)];

        Assert.Equal(items, Read(Write(items)));
    }

    [Fact]
    public void Writes_The_Same_Bytes_For_The_Same_Items()
    {
        string[] items = [.. Enumerable.Range(0, 5_000).Select(number => $"item {number}")];

        Assert.Equal(Write(items), Write(items));
    }

    [Fact]
    public void Reads_Files_That_Were_Joined()
    {
        Assert.Equal(["a", "b", "c"], Read([.. Write(["a"]), .. Write([]), .. Write(["b", "c"])]));
    }

    [Theory]
    [InlineData("\"a\"\n\"b\"")]
    [InlineData("\"a\"\n\n\"b\"\n")]
    [InlineData("\"a\"\r\n\"b\"\r\n")]
    public void Reads_Files_That_Were_Edited_By_Hand(string plain)
    {
        Assert.Equal(["a", "b"], Read(Pack(plain)));
    }

    [Theory]
    [InlineData("\"a\"\n\"b\n")]
    [InlineData("null\n")]
    [InlineData("{}\n")]
    public void Refuses_A_Line_That_Is_None_Of_Its_Items(string plain)
    {
        Assert.ThrowsAny<JsonException>(() => Read(Pack(plain)));
    }

    [Fact]
    public void Refuses_A_File_That_Was_Cut_Off()
    {
        var packed = Write([.. Enumerable.Range(0, 1_000).Select(number => $"{number * 7919}")]);

        Assert.ThrowsAny<Exception>(() => Read(packed[..(packed.Length / 2)]));
    }

    private static byte[] Write(string[] items) => JsonLines.Write(items, IndexJson.Default.String);

    private static List<string> Read(byte[] packed) => [.. JsonLines.Read(packed, IndexJson.Default.String)];

    private static byte[] Pack(string plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(plain));
        }

        return packed.ToArray();
    }
}
