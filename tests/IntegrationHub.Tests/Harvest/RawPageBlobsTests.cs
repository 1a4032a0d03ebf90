using System.Text;
using CsCheck;
using IntegrationHub.Harvest;
using IntegrationHub.Storage;

namespace IntegrationHub.Tests.Harvest;

public sealed class RawPageBlobsTests
{
    [Fact]
    public void Splits_What_It_Packed_Whatever_The_Pages_Hold() =>
        Gen.OneOf(Gen.Byte.Array[0, 300], Gen.Const(Encoding.UTF8.GetBytes("<?page 3 https://a.example/?>\nabc\n"))).List[0, 6].Sample(bodies =>
        {
            var pages = bodies.Select((body, i) => new RawPage(new Uri($"https://a.example/oai?verb=ListRecords&resumptionToken=%20{i}"), body)).ToList();

            var split = RawPageBlobs.Split(JsonLines.Unpack(Pack(pages)));

            Assert.Equal(pages.Select(page => page.RequestUri), split.Select(page => page.RequestUri));
            Assert.Equal(bodies, split.Select(page => page.Body.ToArray()));
        });

    private static ReadOnlyMemory<byte> Pack(IEnumerable<RawPage> pages)
    {
        using var gzip = new GzipBuffer();
        foreach (var page in pages)
        {
            RawPageBlobs.Pack(page, gzip);
        }

        return gzip.Finish().ToArray();
    }

    [Theory]
    [InlineData("<OAI-PMH/>")]
    [InlineData("<?page 10 https://a.example/?>\nshort\n")]
    [InlineData("<?page x https://a.example/?>\nabc\n")]
    public void Refuses_What_It_Did_Not_Pack(string text) => Assert.Throws<FormatException>(() => RawPageBlobs.Split(Encoding.UTF8.GetBytes(text)));
}
