using System.Text.RegularExpressions;
using CsCheck;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public partial class LanguageTagsTests
{
    [Theory]
    [InlineData("ger", "de")]
    [InlineData("deu", "de")]
    [InlineData("tib", "bo")]
    [InlineData("cze", "cs")]
    [InlineData("cmn", "zh")]
    [InlineData("arb", "ar")]
    [InlineData("nan", "nan")]
    [InlineData("wuu", "wuu")]
    [InlineData("txg", "txg")]
    [InlineData("scr", "hr")]
    [InlineData("iw", "he")]
    [InlineData("jp", "ja")]
    [InlineData("mul", "mul")]
    [InlineData("zxx", "zxx")]
    [InlineData("und", "")]
    [InlineData("mis", "")]
    [InlineData("zh_CN", "zh")]
    [InlineData("zh-TW", "zh")]
    [InlineData("zh-hans-CN", "zh-Hans")]
    [InlineData("zh-cmn-Hans", "zh-Hans")]
    [InlineData("zh-yue", "yue")]
    [InlineData("zh-min-nan", "nan")]
    [InlineData("zh-Latn-pinyin", "zh")]
    [InlineData("sr-Latn-RS", "sr-Latn")]
    [InlineData("mn-Mong", "mn-Mong")]
    [InlineData("en-Latn-GB", "en")]
    [InlineData("简体中文", "zh-Hans")]
    [InlineData("繁體中文", "zh-Hant")]
    [InlineData("正體中文", "zh-Hant")]
    [InlineData("Chinese (Simplified)", "zh-Hans")]
    [InlineData("英语", "en")]
    [InlineData("维吾尔语", "ug")]
    [InlineData("维文", "ug")]
    [InlineData("满文", "mnc")]
    [InlineData("西夏文", "txg")]
    [InlineData("日本語", "ja")]
    [InlineData("français", "fr")]
    [InlineData("Deutsch", "de")]
    [InlineData("suomi", "fi")]
    [InlineData("中英文", "zh en")]
    [InlineData("中英对照", "zh en")]
    [InlineData("满汉合璧", "mnc zh")]
    [InlineData("滿蒙漢合璧", "mnc mn zh")]
    [InlineData("中、英", "zh en")]
    [InlineData("Greek, Modern (1453-)", "el")]
    [InlineData("Greek, Ancient (to 1453)", "grc")]
    [InlineData("Spanish; Castilian", "es")]
    [InlineData("English language", "en")]
    [InlineData("English and Chinese", "en zh")]
    [InlineData("eng chi", "en zh")]
    [InlineData("chieng", "zh en")]
    [InlineData("engfreger", "en fr de")]
    [InlineData("chiund", "zh")]
    [InlineData("german", "de")]
    [InlineData("english;eng", "en")]
    [InlineData("http://lexvo.org/id/iso639-3/cmn", "zh")]
    [InlineData("http://id.loc.gov/vocabulary/languages/chi", "zh")]
    [InlineData("http://publications.europa.eu/resource/authority/language/ENG", "en")]
    [InlineData("iso639-2:eng", "en")]
    [InlineData("http", "")]
    [InlineData("in the manner of", "")]
    [InlineData("Undefined", "")]
    [InlineData("qwerty", "")]
    public void Whatever_Names_A_Language_Becomes_Its_Tag(string text, string tags) => Assert.Equal(tags, string.Join(' ', Read(text)));

    /// <summary>The terms and bibliographic forms that differ, ISO 639-2.</summary>
    [Theory]
    [InlineData("alb arm baq bur chi cze dut fre geo ger gre ice mac mao may per rum slo tib wel", "sq hy eu my zh cs nl fr ka de el is mk mi ms fa ro sk bo cy")]
    [InlineData("sqi hye eus mya zho ces nld fra kat deu ell isl mkd mri msa fas ron slk bod cym", "sq hy eu my zh cs nl fr ka de el is mk mi ms fa ro sk bo cy")]
    public void Both_Forms_Of_A_Code_Are_One_Language(string codes, string tags) => Assert.Equal(tags, string.Join(' ', codes.Split(' ').SelectMany(Read)));

    [Fact]
    public void Tags_Are_Well_Formed_And_Read_As_Themselves() => Gen.OneOf(
            Gen.OneOfConst("zh", "Hans", "-", "_", "chi", "eng", "und", " ", ";", "文", "英", "满", "合璧", "http://", "/", "iso:", "and", "Chinese", "(", "TW", "x", "12", "\uD800").List[1, 6].Select(string.Concat),
            Gen.String[Gen.Char['a', 'z'], 2, 9],
            Gen.String[0, 70])
        .Sample(
            text => Assert.All(Read(text), tag =>
            {
                Assert.Matches(WellFormed(), tag);
                Assert.Equal([tag], Read(tag));
            }),
            iter: 100_000);

    [Fact]
    public void Every_Name_Of_The_Table_Is_Read()
    {
        foreach (var row in File.ReadLines(Path.Combine(Repository.PathOf("functions", "IntegrationHub", "Records", "Text"), "Languages.txt")).Where(static line => !line.StartsWith('#')).Select(static line => line.Split('|')))
        {
            Assert.Matches(WellFormed(), row[0]);
            Assert.All(row, name => Assert.Single(Read(name)));
        }
    }

    private static List<string> Read(string text)
    {
        var languages = new List<string>();
        LanguageTags.Add(text, languages);
        return languages;
    }

    [GeneratedRegex("^[a-z]{2,3}(-[A-Z][a-z]{3})?$")]
    private static partial Regex WellFormed();
}
