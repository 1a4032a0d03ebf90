using System.IO.Compression;
using System.Text;
using System.Text.Json;
using IntegrationHub.Oai;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Oai;

/// <summary>DESIGN 5.7: GB2312, GBK, GB18030 and Big5, declared, mislabelled or not declared at all.</summary>
public class ChineseEncodingTests(ITestOutputHelper output)
{
    private const string Simplified = "子曰：学而时习之，不亦说乎？有朋自远方来，不亦乐乎？人不知而不愠，不亦君子乎？";
    private const string Traditional = "子曰：學而時習之，不亦說乎？有朋自遠方來，不亦樂乎？人不知而不慍，不亦君子乎？";

    static ChineseEncodingTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("gb2312", Simplified)]
    [InlineData("gb18030", Simplified)]
    [InlineData("gb18030", Traditional)]
    [InlineData("big5", Traditional)]
    public void An_Encoding_That_Nobody_Declares_Is_Told_By_Its_Common_Characters(string real, string title) => Found("", real, title);

    [Theory]
    [InlineData("UTF-8", "big5", Traditional)]
    [InlineData("GB2312", "big5", Traditional)]
    [InlineData("GBK", "big5", Traditional)]
    [InlineData("big5", "gb2312", Simplified)]
    [InlineData("iso-8859-1", "big5", Traditional)]
    [InlineData("iso-8859-1", "gb2312", Simplified)]
    [InlineData("windows-1252", "gb18030", Traditional)]
    public void A_Declaration_That_The_Bytes_Contradict_Is_Not_Believed(string declared, string real, string title) =>
        Found($"encoding=\"{declared}\"", real, title);

    [Theory]
    [InlineData("GBK", "gb18030", Traditional)]
    [InlineData("Big5-HKSCS", "big5", Traditional)]
    [InlineData("iso-8859-1", "windows-1252", "A EDUCAÇÃO E A FORMAÇÃO DA NAÇÃO, ÄÖÜ, ÇÕES")]
    [InlineData("Big5", "big5", "詩集傳")]
    public void A_Declaration_That_May_Be_True_Is_Believed(string declared, string real, string title)
    {
        var page = Pages.Read(Page($"encoding=\"{declared}\"", title), Encoding.GetEncoding(real));

        Assert.Equal(title, Assert.Single(page.Records).Metadata);
        Assert.Empty(page.Repairs);
    }

    [Theory]
    [InlineData("Études établies à Genève")]
    [InlineData("A EDUCAÇÃO E A FORMAÇÃO DA NAÇÃO")]
    [InlineData("Käännös hääyöaie")]
    [InlineData("ÄÖÜ")]
    public void Western_Text_Is_Not_Taken_For_Chinese(string title) => Found("", "windows-1252", title);

    [SkippableFact]
    public void Ten_Real_Titles_Are_Enough_For_Each_Encoding()
    {
        var corpus = Path.Combine(Shared.Folder("corpus"), "records.jsonl.gz");
        Skip.IfNot(File.Exists(corpus), "no ../shared/corpus here");
        foreach (var (prefix, encoding) in new[] { ("csl:", PageEncoding.Gb18030), ("kr:", PageEncoding.Gb18030), ("kr:", PageEncoding.Big5) })
        {
            var strict = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            int right = 0, wrong = 0;
            foreach (var titles in Titles(corpus, prefix).Chunk(10))
            {
                if (TryEncode(strict, string.Join("</t><t>", titles)) is { } body)
                {
                    _ = ChineseEncoding.Of(body, null) == encoding ? right++ : wrong++;
                }
            }

            output.WriteLine($"{prefix} in {encoding.WebName}: {right} right, {wrong} wrong");
            Assert.True(right > 100);
            Assert.Equal(0, wrong);
        }
    }

    private static void Found(string declaration, string real, string title)
    {
        var page = Pages.Read(Page(declaration, title), Encoding.GetEncoding(real));

        Assert.Equal(title, Assert.Single(page.Records).Metadata);
        Assert.Equal(1, page.Repairs[OaiRepair.MislabelledEncoding]);
    }

    private static string Page(string declaration, string title) => Pages.List(Pages.Record("a", title)).Replace("encoding=\"UTF-8\"", declaration, StringComparison.Ordinal);

    private static byte[]? TryEncode(Encoding strict, string text)
    {
        try
        {
            return strict.GetBytes(text);
        }
        catch (EncoderFallbackException)
        {
            return null;
        }
    }

    private static IEnumerable<string> Titles(string corpus, string prefix)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(corpus), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            if (line.Contains($"\"id\": \"{prefix}", StringComparison.Ordinal))
            {
                using var json = JsonDocument.Parse(line);
                yield return json.RootElement.GetProperty("title").GetString()!;
            }
        }
    }
}
