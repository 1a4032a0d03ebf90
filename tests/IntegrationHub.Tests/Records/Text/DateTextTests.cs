using System.Globalization;
using CsCheck;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class DateTextTests
{
    [Theory]
    [InlineData("2003", "2003", 2003)]
    [InlineData("2003-05", "2003-05", 2003)]
    [InlineData("2003-05-12", "2003-05-12", 2003)]
    [InlineData("2003-02-30", "2003-02", 2003)]
    [InlineData("20030512", "2003-05-12", 2003)]
    [InlineData("200305", "2003-05", 2003)]
    [InlineData("2004-02-16T12:15:34Z", "2004-02-16", 2004)]
    [InlineData("c1998", "1998", 1998)]
    [InlineData("©1998", "1998", 1998)]
    [InlineData("p1998.", "1998", 1998)]
    [InlineData("[1998]", "1998", 1998)]
    [InlineData("1998, c1997", "1998", 1998)]
    [InlineData("2008; 2016", "2008", 2008)]
    [InlineData("[1998?]", "1998?", 1998)]
    [InlineData("[ca. 1998]", "1998~", 1998)]
    [InlineData("[ca. 1998?]", "1998%", 1998)]
    [InlineData("约1998年", "1998~", 1998)]
    [InlineData("1998 [i.e. 1999]", "1999", 1999)]
    [InlineData("[19--]", "19XX", null)]
    [InlineData("[19--?]", "19XX", null)]
    [InlineData("19uu", "19XX", null)]
    [InlineData("199u", "199X", null)]
    [InlineData("[199-?]", "199X", null)]
    [InlineData("1990s", "199X", 1990)]
    [InlineData("1980年代", "198X", 1980)]
    [InlineData("20世纪80年代", "198X", null)]
    [InlineData("19th century", "18XX", null)]
    [InlineData("1998-2001", "1998/2001", 1998)]
    [InlineData("1998–2001", "1998/2001", 1998)]
    [InlineData("1998/2001", "1998/2001", 1998)]
    [InlineData("1998-99", "1998/1999", 1998)]
    [InlineData("2004/05", "2004", 2004)]
    [InlineData("1900-1922.", "1900/1922", 1900)]
    [InlineData("between 1990 and 1995", "1990/1995", 1990)]
    [InlineData("1941 to 1942", "1941/1942", 1941)]
    [InlineData("ca. 1990-1995", "1990~/1995~", 1990)]
    [InlineData("1998-", "1998/..", 1998)]
    [InlineData("1998年-", "1998/..", 1998)]
    [InlineData("-1998", "/1998", null)]
    [InlineData("before 1998", "/1998", 1998)]
    [InlineData("1965-03-19T00:00:00/1965-03-21T00:00:00", "1965-03-19/1965-03-21", 1965)]
    [InlineData("Spring 2003", "2003-21", 2003)]
    [InlineData("2003年秋", "2003-23", 2003)]
    [InlineData("2003年5月", "2003-05", 2003)]
    [InlineData("2003年5月12日", "2003-05-12", 2003)]
    [InlineData("二〇〇三年五月十二日", "2003", 2003)]
    [InlineData("2003.05.12", "2003-05-12", 2003)]
    [InlineData("12.05.2003", "2003-05-12", 2003)]
    [InlineData("12 May 2003", "2003-05-12", 2003)]
    [InlineData("May 12th, 2003", "2003-05-12", 2003)]
    [InlineData("May 2003", "2003-05", 2003)]
    [InlineData("2003 May 12", "2003-05-12", 2003)]
    [InlineData("01-Jan-1930", "1930-01-01", 1930)]
    [InlineData("03/04/2003", "2003", 2003)]
    [InlineData("25/12/2003", "2003-12-25", 2003)]
    [InlineData("12/25/2003", "2003-12-25", 2003)]
    [InlineData("民国八十五年", "1996", 1996)]
    [InlineData("中華民國85年6月", "1996", 1996)]
    [InlineData("民国间", "1912/1949", null)]
    [InlineData("昭和50年", "1975", 1975)]
    [InlineData("平成元年", "1989", 1989)]
    [InlineData("令和3年", "2021", 2021)]
    [InlineData("光緒三年", "1877", 1877)]
    [InlineData("清光緒三年(1877)", "1877", 1877)]
    [InlineData("乾隆甲子", "1744", 1744)]
    [InlineData("康熙五十五年", "1716", 1716)]
    [InlineData("康熙壬寅", null, null)]
    [InlineData("宣統元年", "1909", 1909)]
    [InlineData("洪武廿三年", "1390", 1390)]
    [InlineData("宋紹興二年", "1132", 1132)]
    [InlineData("至元二十年", "1283", 1283)]
    [InlineData("至元三年", null, null)]
    [InlineData("金大安二年", "1210", 1210)]
    [InlineData("大安二年", null, null)]
    [InlineData("光绪九十年", null, null)]
    [InlineData("清光绪间", "1875/1908", null)]
    [InlineData("明嘉靖刻本", "1522/1566", null)]
    [InlineData("清刻本", "1644/1911", null)]
    [InlineData("明末清初", "1368/1911", null)]
    [InlineData("咸通九年", "0868", 868)]
    [InlineData("公元前1046年", "-1045", null)]
    [InlineData("1046 B.C.", "-1045", null)]
    [InlineData("-0500", "-0500", null)]
    [InlineData("n.d.", null, null)]
    [InlineData("98", null, null)]
    [InlineData("ZA853512", null, null)]
    [InlineData("文化三年", null, null)]
    [InlineData("明治大学", null, null)]
    public void A_Date_Becomes_Edtf_And_A_Stated_Year_Stays_A_Year(string text, string? edtf, int? year)
    {
        Assert.Equal(edtf, DateText.EdtfOf(text));
        Assert.Equal(year, DateText.YearOf(text));
    }

    [Theory]
    [InlineData('s', "1998", "    ", "1998", 1998)]
    [InlineData('r', "1998", "1877", "1998", 1998)]
    [InlineData('t', "1998", "1997", "1998", 1998)]
    [InlineData('e', "1998", "0512", "1998-05-12", 1998)]
    [InlineData('e', "1998", "05  ", "1998-05", 1998)]
    [InlineData('c', "1998", "9999", "1998/..", 1998)]
    [InlineData('u', "1998", "uuuu", "1998/", 1998)]
    [InlineData('d', "1950", "1998", "1950/1998", 1950)]
    [InlineData('m', "1998", "9999", "1998/..", 1998)]
    [InlineData('q', "1990", "1995", "1990/1995", 1990)]
    [InlineData('q', "1644", "1911", "1644/1911", 1644)]
    [InlineData('s', "19uu", "    ", "19XX", 1900)]
    [InlineData('s', "199u", "    ", "199X", 1990)]
    [InlineData('n', "uuuu", "uuuu", null, null)]
    [InlineData('b', "    ", "    ", null, null)]
    [InlineData('|', "||||", "||||", null, null)]
    public void The_Coded_Dates_Of_Marc_21_Become_Edtf(char type, string date1, string date2, string? edtf, int? first)
    {
        var date = DateText.OfMarc(type, date1, date2);
        Assert.Equal(edtf, date?.Edtf);
        Assert.Equal(first, date?.First);
    }

    [Theory]
    [InlineData('d', "2003", "    ", "2003")]
    [InlineData('a', "1998", "9999", "1998/..")]
    [InlineData('b', "1950", "1998", "1950/1998")]
    [InlineData('f', "1875", "1908", "1875/1908")]
    [InlineData('e', "1986", "1936", "1986")]
    [InlineData('u', "    ", "    ", null)]
    public void The_Coded_Dates_Of_Unimarc_Become_Edtf(char type, string date1, string date2, string? edtf) => Assert.Equal(edtf, DateText.OfUnimarc(type, date1, date2)?.Edtf);

    [Fact]
    public void Every_Era_Is_Read_By_Its_First_Year()
    {
        foreach (var row in File.ReadLines(Path.Combine(Repository.PathOf("functions", "IntegrationHub", "Records", "Text"), "Eras.txt")).Where(static line => !line.StartsWith('#')).Select(static line => line.Split('|')))
        {
            if (row[1].Length > 0 && row[1] is not ("上元" or "至元"))
            {
                Assert.Equal(int.Parse(row[2], CultureInfo.InvariantCulture), DateText.YearOf($"{row[0]}{row[1]}元年"));
            }
        }
    }

    private static readonly Gen<string> AnyDate = Gen.OneOf(
        Gen.OneOfConst(
            "19", "199", "1998", "2003", "20030512", "-", "--", "–", "/", ".", "?", " ", "u", "uu", "[", "]", "ca. ", "c", "©", "between ", " and ", "年", "5月", "12", "05", "99", "2004", "May", "spring ", "T12:00", "X",
            "光緒", "三年", "乾隆", "甲子", "清", "民國", "间", "元", "刻本", "公元前", "BC", "世纪", "年代", "s", "i.e. ", "before ", "..", "-0500", "十", "９", "\uD800", "\u0000").List[1, 7].Select(string.Concat),
        Gen.String[Gen.Char['-', '9'], 0, 25],
        Gen.String[0, 100]);

    [Fact]
    public void Edtf_Is_Well_Formed_And_Holds_The_Year() => AnyDate.Sample(
        text =>
        {
            var date = DateText.DateOf(text);
            Assert.Equal(date?.Edtf, DateText.EdtfOf(text));
            if (date is { } read)
            {
                Assert.True(EdtfGrammar.IsLevel1(read.Edtf), $"'{text}' became '{read.Edtf}'");
                // A season, alone, could be a span of years.
                Assert.True(EdtfGrammar.IsSeason(read.Edtf) || read.First is < 1000 || read.Edtf == DateText.EdtfOf(read.Edtf), $"'{text}' became '{read.Edtf}'");
                Assert.True(read.First is null || read.Last is null || read.First <= read.Last);
            }

            if (DateText.YearOf(text) is { } year)
            {
                Assert.NotNull(date);
                Assert.InRange(year, date.Value.First ?? int.MinValue, date.Value.Last ?? int.MaxValue);
            }
        },
        iter: 200_000);
}
