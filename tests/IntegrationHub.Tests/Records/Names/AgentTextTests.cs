using CsCheck;
using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class AgentTextTests
{
    [Theory]
    [InlineData("鲁迅", "鲁迅")]
    [InlineData("曹雪芹著", "曹雪芹 aut")]
    [InlineData("曹雪芹 撰", "曹雪芹 aut")]
    [InlineData("（清）曹雪芹著", "（清）曹雪芹 aut")]
    [InlineData("[清]曹雪芹著；高鹗续", "[清]曹雪芹 aut|高鹗续")]
    [InlineData("王力主編", "王力 edt")]
    [InlineData("张三等编", "张三 edt")]
    [InlineData("張三等", "張三")]
    [InlineData("張三、李四、王五等编著", "張三 aut|李四 aut|王五 aut")]
    [InlineData("张三,李四", "张三|李四")]
    [InlineData("张三 李四 王小明", "张三|李四|王小明")]
    [InlineData("张三，编", "张三 edt")]
    [InlineData("王著", "王著")]
    [InlineData("李嘉译", "李嘉译")]
    [InlineData("杨宪益译", "杨宪益 trl")]
    [InlineData("傅雷 译", "傅雷 trl")]
    [InlineData("张文述", "张文述")]
    [InlineData("[明]李时珍纂修", "[明]李时珍 com")]
    [InlineData("鲁迅, 1881-1936", "鲁迅, 1881-1936")]
    [InlineData("王小明 (Wang Xiaoming)", "王小明 = Wang Xiaoming")]
    [InlineData("Wang Xiaoming (王小明)", "Wang Xiaoming = 王小明")]
    [InlineData("Catlin, Isaac S. (Isaac Swartwood), 1835-1916", "Catlin, Isaac S. (Isaac Swartwood), 1835-1916")]
    [InlineData("Borges, Jorge Luis, 1899-1986", "Borges, Jorge Luis, 1899-1986")]
    [InlineData("Smith, John, ed.", "Smith, John edt")]
    [InlineData("Smith, John (trans.)", "Smith, John trl")]
    [InlineData("Smith, John, editor", "Smith, John edt")]
    [InlineData("Steijn, A.J.", "Steijn, A.J.")]
    [InlineData("Brito, M.P. de", "Brito, M.P. de")]
    [InlineData("Smith, J.; Doe, J., eds.", "Smith, J.|Doe, J. edt")]
    [InlineData("北京大学图书馆编", "北京大学图书馆 edt")]
    [InlineData("Harvard University Library", "Harvard University Library")]
    [InlineData("Weber, Heiko;", "Weber, Heiko")]
    [InlineData("Catmull, Ed", "Catmull, Ed")]
    [InlineData("Catmull, Ed.", "Catmull, Ed.")]
    [InlineData("Catmull, Edwin, ed.", "Catmull, Edwin edt")]
    [InlineData("（宋）欧阳修", "（宋）欧阳修")]
    [InlineData("[宋]歐陽修等", "[宋]歐陽修")]
    [InlineData("（唐）司空图", "（唐）司空图")]
    [InlineData("（清）张玉书", "（清）张玉书")]
    [InlineData("（宋）欧阳修注", "（宋）欧阳修 ann")]
    [InlineData("（宋）朱熹注", "（宋）朱熹 ann")]
    [InlineData("（美）海明威（Hemingway, E.）著", "（美）海明威 aut = Hemingway, E.")]
    [InlineData("李白 [等]著", "李白 aut")]
    [InlineData("李白等注", "李白 ann")]
    [InlineData("王力（主编）", "王力 edt")]
    [InlineData("Wang Li（主编）", "Wang Li edt")]
    [InlineData("夏目漱石／著", "夏目漱石 aut")]
    [InlineData("王小明绘图", "王小明 ill")]
    [InlineData("王小明译校", "王小明 trl")]
    [InlineData("著", "著")]
    [InlineData("；", "")]
    public void A_Name_Loses_Its_Role_And_A_List_Becomes_Names(string text, string expected) =>
        Assert.Equal(expected, string.Join('|', Read(text).Select(agent => agent.Name + (agent.Role is null ? "" : " " + agent.Role) + (agent.OtherForm is null ? "" : " = " + agent.OtherForm))));

    [Theory]
    [InlineData("Co-author", "aut")]
    [InlineData("Joint author", "aut")]
    [InlineData("http://id.loc.gov/vocabulary/relators/aut", "aut")]
    [InlineData("070", "aut")]
    [InlineData("ed.", "edt")]
    [InlineData("主編", "edt")]
    [InlineData("编著", "aut")]
    [InlineData("指导老师", "ths")]
    [InlineData("Wissenschaftlicher Berater", "wissenschaftlicher berater")]
    public void A_Role_Is_The_Same_In_A_Field_Of_Its_Own(string role, string code) => Assert.Equal(code, RelatorCodes.Of(role));

    [Fact]
    public void The_Role_That_The_Record_Gives_Beats_The_Word_Behind_The_Name()
    {
        var agents = new List<Agent>();
        AgentText.Add("王力主编", "trl", agents);
        Assert.Equal(("王力", "trl"), (agents[0].Name, agents[0].Role));
    }

    [Theory]
    [InlineData("Borges, Jorge Luis, 1899-1986", "Borges", "Jorge Luis", "Jorge Luis Borges", "Borges, Jorge Luis")]
    [InlineData("Jorge Luis Borges", "Borges", "Jorge Luis", "Jorge Luis Borges", "Borges, Jorge Luis")]
    [InlineData("Jong, G. de", "Jong", "G. de", "G. de Jong", "Jong, G. de")]
    [InlineData("Ludwig van Beethoven", "van Beethoven", "Ludwig", "Ludwig van Beethoven", "van Beethoven, Ludwig")]
    [InlineData("King, Martin Luther, Jr., 1929-1968", "King", "Martin Luther", "Martin Luther King, Jr.", "King, Martin Luther, Jr.")]
    [InlineData("Catlin, Isaac S. (Isaac Swartwood), 1835-1916", "Catlin", "Isaac S.", "Isaac S. Catlin", "Catlin, Isaac S.")]
    [InlineData("Goings, Henry, approximately 1810-", "Goings", "Henry", "Henry Goings", "Goings, Henry")]
    [InlineData("Wang, Xiaoming", "Wang", "Xiaoming", "Xiaoming Wang", "Wang, Xiaoming")]
    [InlineData("Wang Xiaoming", "Wang", "Xiaoming", "Wang Xiaoming", "Wang, Xiaoming")]
    [InlineData("Xiaoming Wang", "Wang", "Xiaoming", "Xiaoming Wang", "Wang, Xiaoming")]
    [InlineData("Long Nguyen", "Nguyen", "Long", "Long Nguyen", "Nguyen, Long")]
    [InlineData("王小明", "王", "小明", "王小明", "王小明")]
    [InlineData("王, 小明", "王", "小明", "王小明", "王小明")]
    [InlineData("歐陽修", "歐陽", "修", "歐陽修", "歐陽修")]
    [InlineData("司马相如", "司马", "相如", "司马相如", "司马相如")]
    [InlineData("（清）曹雪芹", "曹", "雪芹", "曹雪芹", "曹雪芹")]
    [InlineData("鲁迅, 1881-1936", "鲁", "迅", "鲁迅", "鲁迅")]
    [InlineData("夏目漱石", null, null, "夏目漱石", "夏目漱石")]
    [InlineData("约翰·史密斯", null, null, "约翰·史密斯", "约翰·史密斯")]
    [InlineData("Tacitus", null, null, "Tacitus", "Tacitus")]
    [InlineData("", null, null, "", "")]
    public void A_Person_Has_A_Name_In_Both_Orders(string name, string? family, string? given, string direct, string inverted) =>
        Assert.Equal(new NameForms(family, given, direct, inverted), NameForms.Of(name));

    [Theory]
    [InlineData("Harvard University Library")]
    [InlineData("Massachusetts Institute of Technology. Dept. of Mathematics.")]
    [InlineData("C. W. Hughes & Co., Inc., Mechanicville, N. Y.")]
    [InlineData("Königliche Botanische Gesellschaft")]
    [InlineData("Ministry of Health, Labour and Welfare")]
    [InlineData("北京大学图书馆")]
    [InlineData("中国科学院地质研究所")]
    [InlineData("国家统计局")]
    [InlineData("本书编写组")]
    public void A_Body_Is_Left_Whole(string name) => Assert.Equal(new NameForms(null, null, name, name, IsBody: true), NameForms.Of(name));

    [Theory]
    [InlineData("xiaoming", 2)]
    [InlineData("wang", 1)]
    [InlineData("xi'an", 2)]
    [InlineData("zhuang", 1)]
    [InlineData("smith", 0)]
    public void Pinyin_Is_Made_Of_Syllables(string word, int syllables) => Assert.Equal(syllables, Pinyin.Syllables(word));

    private static readonly Gen<string> AnyName = Gen.OneOf(
        Gen.OneOfConst("王", "小明", "欧阳", "曹雪芹", "著", "主编", "译", "等", "、", "，", " ", ",", ";", "；", "(", ")", "（清）", "[明]", "Wang", "Xiaoming", "Smith", "J.", "ed.", "1899-", "大学", "·", "\uD800", "𠮷", "[等]").List[0, 7].Select(string.Concat),
        Gen.String[0, 40]);

    [Fact]
    public void No_Text_Breaks_It_And_Linking_Still_Reads_The_Name() => AnyName.Sample(
        text =>
        {
            foreach (var agent in Read(text))
            {
                Assert.NotEqual("", agent.Name);
                Assert.Equal(agent.Name.Trim(), agent.Name);
                var forms = NameForms.Of(agent.Name);
                Assert.Equal(forms.Family is null, forms.Given is null);
                _ = PersonForm.Of(agent.Name);
            }
        },
        iter: 50_000);

    private static List<Agent> Read(string text)
    {
        var agents = new List<Agent>();
        AgentText.Add(text, role: null, agents);
        return agents;
    }
}
