using System.Text;
using CsCheck;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class MojibakeTests
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
    private static readonly Encoding Big5 = CodePagesEncodingProvider.Instance.GetEncoding(950)!;

    [Theory]
    [InlineData("Les cafés de Paris")]
    [InlineData("Müller und Söhne")]
    [InlineData("École normale")]
    [InlineData("“Quoted” — and dashed")]
    [InlineData("Don’t")]
    [InlineData("at 25 °C")]
    [InlineData("© 1998")]
    [InlineData("Война и мир")]
    [InlineData("红楼梦")]
    [InlineData("中国图书馆学报, 2010(3)")]
    [InlineData("naïve 😀")]
    [InlineData("Ποίηση")]
    public void Utf_8_Read_As_Latin_Is_Put_Right(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(text, DisplayText.Clean(Encoding.Latin1.GetString(bytes)));
        // .NET maps the five bytes that Windows-1252 leaves out to control codes, as browsers do.
        Assert.Equal(text, DisplayText.Clean(Windows1252.GetString(bytes)));
        var twice = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(bytes)));
        Assert.Equal(text, DisplayText.Clean(twice));
    }

    [Theory]
    [InlineData("中国图书馆学报")]
    [InlineData("数字图书馆的资源共享")]
    [InlineData("红楼梦研究")]
    [InlineData("论语研究 (2010)")]
    public void Gbk_Read_As_Latin_1_Is_Put_Right(string text) => Assert.Equal(text, DisplayText.Clean(Encoding.Latin1.GetString(Gbk.GetBytes(text))));

    [Theory]
    [InlineData("中國圖書館學報")]
    [InlineData("數字圖書館的資源共享")]
    public void Big5_Read_As_Latin_1_Is_Put_Right(string text) => Assert.Equal(text, DisplayText.Clean(Encoding.Latin1.GetString(Big5.GetBytes(text))));

    [Theory]
    [InlineData("中国图书馆学")]
    [InlineData("数字图书馆的资源共享")]
    public void Utf_8_Read_As_Gbk_Is_Put_Right(string text) => Assert.Equal(text, DisplayText.Clean(Gbk.GetString(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("« LES CAFÉ»")]
    [InlineData("OUBLIÉ…ET")]
    [InlineData("CAFÉ™")]
    [InlineData("voilà»…")]
    [InlineData("AMANHÃ…")]
    [InlineData("SÃO PAULO")]
    [InlineData("Âge d'or")]
    [InlineData("Der Umlaut äöüß")]
    [InlineData("åäöÅÄÖ")]
    [InlineData("La vie, l'été, la forêt où naît")]
    [InlineData("20 °C ± 1 µm")]
    [InlineData("“Smart quotes” – and ‘dashes’")]
    [InlineData("中文“引号”与 café")]
    [InlineData("cafÃ© 中文")]
    [InlineData("锟斤拷")]
    [InlineData("浠水县志")]
    [InlineData("鍥鐨鏂")]
    [InlineData("涓")]
    [InlineData("ÐÎÑÑÈß")]
    [InlineData("ÇÑ±¹µµ¼°ü")]
    [InlineData("ÂÛÓï")]
    [InlineData("Ïðèâåò")]
    public void What_Can_Be_Meant_Or_Is_Lost_Stays(string text) => Assert.Equal(text, DisplayText.Clean(text));

    [Fact]
    public void A_Text_Of_Letters_Is_Never_Touched() =>
        Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['A', 'Z'], Gen.Const(' '), Gen.Char['À', 'Ö'], Gen.Char['Ø', 'ö'], Gen.Char['ø', 'ÿ']), 0, 40]
            .Sample(text => Assert.Equal(text, Mojibake.Repair(text)), iter: 50_000);

    [Fact]
    public void Chinese_Is_Never_Touched() =>
        Gen.String[Gen.OneOf(Gen.Char['\u4E00', '\u9FA5'], Gen.Const('，'), Gen.Const(' '), Gen.Char['0', '9']), 0, 40]
            .Sample(text => Assert.Equal(text, Mojibake.Repair(text)), iter: 50_000);
}
