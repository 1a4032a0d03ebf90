using CsCheck;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public class IsbdTitleTests
{
    [Theory]
    [InlineData("Paper : a history", "Paper", "a history", null, null)]
    [InlineData("Paper : a history / by John Smith", "Paper", "a history", null, "by John Smith")]
    [InlineData("Paper : a history /", "Paper", "a history", null, null)]
    [InlineData("Hamlet / edited by G. R. Hibbard", "Hamlet", null, null, "edited by G. R. Hibbard")]
    [InlineData("The art of war / S. B. Griffith.", "The art of war", null, null, "S. B. Griffith.")]
    [InlineData("红楼梦 : 一百二十回 / （清）曹雪芹著", "红楼梦", "一百二十回", null, "（清）曹雪芹著")]
    [InlineData("红楼梦 / 曹雪芹著 ; 高鹗续", "红楼梦", null, null, "曹雪芹著 ; 高鹗续")]
    [InlineData("图书馆学报 = Library journal", "图书馆学报", null, "Library journal", null)]
    [InlineData("Le pain : essai = Das Brot : Versuch / par J. Dupont", "Le pain", "essai", "Das Brot: Versuch", "par J. Dupont")]
    [InlineData("Input / Output Systems", "Input / Output Systems", null, null, null)]
    [InlineData("AC / DC", "AC / DC", null, null, null)]
    [InlineData("E = mc2", "E = mc2", null, null, null)]
    [InlineData("P = NP", "P = NP", null, null, null)]
    [InlineData("Scale 1 : 5000", "Scale 1 : 5000", null, null, null)]
    [InlineData("Python: a tutorial", "Python: a tutorial", null, null, null)]
    [InlineData("and/or", "and/or", null, null, null)]
    public void A_Title_Is_Parted_Where_The_Marks_Prove_It(string text, string proper, string? other, string? parallel, string? responsibility) =>
        Assert.Equal(new IsbdTitle(proper, other, parallel, responsibility), IsbdTitle.Read(text));

    [Fact]
    public void A_Title_Without_Marks_Is_The_Same_Object()
    {
        const string Title = "Python: a tutorial";
        Assert.Same(Title, IsbdTitle.Read(Title).Proper);
    }

    [Fact]
    public void No_Text_Breaks_It() =>
        Gen.OneOfConst(" : ", " = ", " / ", "by ", "Title", "红楼梦", "曹雪芹著", "J. S.", " ", "1", ".").List[0, 8].Select(string.Concat)
            .Sample(text => Assert.Equal(text.Trim().Length == 0, IsbdTitle.Read(text).Proper.Trim().Length == 0), iter: 20_000);
}
