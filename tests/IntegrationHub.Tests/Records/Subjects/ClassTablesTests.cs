using CsCheck;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

/// <summary>The mapping tables as a cataloguer would check them. That every target is a class of the outline is checked as they are read.</summary>
public sealed class ClassTablesTests
{
    [Theory]
    [InlineData(SubjectScheme.Ddc, "004.678", "TP3")]
    [InlineData(SubjectScheme.Ddc, "005.13/3", "TP3")]
    [InlineData(SubjectScheme.Ddc, "025.04", "G25")]
    [InlineData(SubjectScheme.Ddc, "[895.1]", "I2")]
    [InlineData(SubjectScheme.Ddc, "813.54", "I7")]
    [InlineData(SubjectScheme.Ddc, "510", "O1")]
    [InlineData(SubjectScheme.Ddc, "500", "N")]
    [InlineData(SubjectScheme.Ddc, "356", "E")]
    [InlineData(SubjectScheme.Ddc, "616.89", "R74")]
    [InlineData(SubjectScheme.Ddc, "951.05", "K2")]
    [InlineData(SubjectScheme.Ddc, "940.53/438", "K1")]
    [InlineData(SubjectScheme.Ddc, "940.1", "K5")]
    [InlineData(SubjectScheme.Ddc, "000", "")]
    [InlineData(SubjectScheme.Udc, "004.8:61", "TP3")]
    [InlineData(SubjectScheme.Udc, "94(510)\"19\"", "K2")]
    [InlineData(SubjectScheme.Udc, "94(44)", "K5")]
    [InlineData(SubjectScheme.Udc, "821.581-1", "I2")]
    [InlineData(SubjectScheme.Udc, "811.111'36", "H31")]
    [InlineData(SubjectScheme.Udc, "8", "")]
    [InlineData(SubjectScheme.Lcc, "QA76.73.J38", "TP3")]
    [InlineData(SubjectScheme.Lcc, "QA 273 .F3713", "O21")]
    [InlineData(SubjectScheme.Lcc, "QA9", "O14")]
    [InlineData(SubjectScheme.Lcc, "QA", "O1")]
    [InlineData(SubjectScheme.Lcc, "PL2658.E1", "I2")]
    [InlineData(SubjectScheme.Lcc, "PL1171", "H1")]
    [InlineData(SubjectScheme.Lcc, "PL8000", "")]
    [InlineData(SubjectScheme.Lcc, "DS735.A2", "K2")]
    [InlineData(SubjectScheme.Lcc, "KJV410", "D9")]
    [InlineData(SubjectScheme.Lcc, "HD6951", "F24")]
    [InlineData(SubjectScheme.Nlm, "WG 120", "R54")]
    [InlineData(SubjectScheme.GbDiscipline, "520.30", "TP3")]
    [InlineData(SubjectScheme.GbDiscipline, "32024", "R5")]
    [InlineData(SubjectScheme.GbDiscipline, "7503410", "I2")]
    [InlineData(SubjectScheme.MoeDiscipline, "081203", "TP3")]
    [InlineData(SubjectScheme.MoeDiscipline, "0812Z1", "TP3")]
    [InlineData(SubjectScheme.MoeDiscipline, "100205", "R74")]
    [InlineData(SubjectScheme.MoeDiscipline, "1302", "J6 J7")]
    [InlineData(SubjectScheme.MoeDiscipline, "05", "")]
    [InlineData(SubjectScheme.Las, "51.561", "O1")]
    [InlineData(SubjectScheme.Ruc, "13.31", "N")]
    [InlineData(SubjectScheme.Ruc, "131", "A")]
    [InlineData(SubjectScheme.Ncsclt, "857.7", "I2")]
    [InlineData(SubjectScheme.Ncsclt, "312.9", "TP3")]
    [InlineData(SubjectScheme.Msc, "68T50", "TP3")]
    [InlineData(SubjectScheme.Msc, "14-XX", "O18")]
    [InlineData(SubjectScheme.Jel, "G22", "F84")]
    [InlineData(SubjectScheme.Jel, "D21", "F0")]
    [InlineData(SubjectScheme.Arxiv, "cs.CL", "TP3")]
    [InlineData(SubjectScheme.Arxiv, "hep-ph", "O57")]
    [InlineData(SubjectScheme.Hal, "SHS.ECO", "F")]
    [InlineData(SubjectScheme.Hal, "INFO.INFO-AI", "TP1")]
    [InlineData(SubjectScheme.Fos, "1.2", "TP3")]
    [InlineData(SubjectScheme.Fos, "0102", "TP3")]
    [InlineData(SubjectScheme.Fos, "2.10", "TB3")]
    [InlineData(SubjectScheme.Fos, "2.11", "T")]
    [InlineData(SubjectScheme.Fos, "Mathematics", "O1")]
    [InlineData(SubjectScheme.Keyword, "计算机科学与技术", "TP3")]
    [InlineData(SubjectScheme.Keyword, "電腦", "")]
    [InlineData(SubjectScheme.Keyword, "圖書館學", "G25")]
    [InlineData(SubjectScheme.Keyword, "Computer Science - Computation and Language", "TP3")]
    [InlineData(SubjectScheme.Keyword, "Mathematics (all)", "O1")]
    [InlineData(SubjectScheme.Keyword, "Book", "")]
    [InlineData(SubjectScheme.Lcsh, "China--History--Ming dynasty, 1368-1644", "K2")]
    [InlineData(SubjectScheme.Lcsh, "Computer networks--Security measures.", "TP3")]
    [InlineData(SubjectScheme.Mesh, "Humans", "R")]
    [InlineData(SubjectScheme.Person, "Music", null)]
    public void Leads_To_A_Class(SubjectScheme scheme, string value, string? classes) =>
        Assert.Equal(classes?.Length == 0 ? null : classes, ClassTables.Find(new Subject(scheme, value)) is { Classes.Count: > 0 } rule ? string.Join(' ', rule.Classes.Select(known => known.Code)) : null);

    [Fact]
    public void Every_Hundred_And_Division_Of_Ddc_Is_Decided() => Assert.All(
        Enumerable.Range(0, 100),
        division => Assert.NotNull(ClassTables.Ddc.Find($"{division:D2}0")));

    [Fact]
    public void Every_Letter_Of_Lcc_But_The_Four_That_It_Leaves_Free_Is_Decided() =>
        Assert.Equal("IOXY", string.Concat(Enumerable.Range('A', 26).Select(letter => (char)letter).Where(letter => ClassTables.Lcc.Find(letter.ToString()) is null)));

    [Fact]
    public void Every_Main_Class_Of_Udc_Is_Decided() => Assert.All(Enumerable.Range(0, 10), main => Assert.NotNull(ClassTables.Udc.Find($"{main}")));

    [Theory]
    [InlineData(SubjectScheme.GbDiscipline, "110 120 130 140 150 160 170 180 190 210 220 230 240 310 320 330 340 350 360 410 413 416 420 430 440 450 460 470 480 490 510 520 530 535 540 550 560 570 580 590 610 620 630 710 720 730 740 750 760 770 780 790 810 820 830 840 850 860 870 880 890 910")]
    [InlineData(SubjectScheme.MoeDiscipline, "01 02 03 04 05 06 07 08 09 10 11 12 13 14")]
    [InlineData(SubjectScheme.Las, "00 10 20 21 27 31 34 36 37 41 42 48 49 50 51 52 53 54 55 56 58 61 65 71 90")]
    [InlineData(SubjectScheme.Ruc, "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17")]
    [InlineData(SubjectScheme.Ncsclt, "0 1 2 3 4 5 6 7 8 9")]
    [InlineData(SubjectScheme.Jel, "A B C D E F G H I J K L M N O P Q R Y Z")]
    [InlineData(SubjectScheme.Fos, "1 2 3 4 5 6")]
    [InlineData(SubjectScheme.Msc, "00 01 03 05 06 08 11 12 13 14 15 16 17 18 19 20 22 26 28 30 31 32 33 34 35 37 39 40 41 42 43 44 45 46 47 49 51 52 53 54 55 57 58 60 62 65 68 70 74 76 78 80 81 82 83 85 86 90 91 92 93 94 97")]
    [InlineData(SubjectScheme.Arxiv, "astro-ph cond-mat cs econ eess gr-qc hep-ex hep-lat hep-ph hep-th math math-ph nlin nucl-ex nucl-th physics q-bio q-fin quant-ph stat")]
    public void Every_Top_Class_Of_The_Other_Schemes_Is_Decided(SubjectScheme scheme, string codes) =>
        Assert.All(codes.Split(' '), code => Assert.NotNull(ClassTables.Find(new Subject(scheme, code))));

    [Fact]
    public void Every_Scheme_Has_A_Line_In_The_Table_Of_Schemes() =>
        Assert.All(Enum.GetValues<SubjectScheme>(), scheme => Assert.True(SubjectSchemes.TryName(scheme.ToString(), out var found) && found == scheme, $"{scheme} is not called by its own name."));

    [Fact]
    public void No_Text_Is_Too_Strange() => Gen.Select(Gen.Enum<SubjectScheme>(), Gen.String).Sample(
        (scheme, value) =>
        {
            _ = ClassTables.Find(new Subject(scheme, value));
            _ = ClcClasses.Find(value);
            var subjects = new List<Subject>();
            SubjectText.ReadLabelled(scheme.ToString(), value, chinese: true, subjects);
            SubjectText.ReadLabelled(value, value, chinese: false, subjects);
            SubjectText.Add($"{scheme}:{value}", chinese: true, subjects);
            _ = Classification.Of(new BibliographicRecord { Title = "?", Subjects = subjects });
        },
        seed: "83b3dW221KZ1");
}
