using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public sealed class ClassificationTests
{
    [Fact]
    public void Its_Own_Class_Numbers_Win_Over_All_That_Is_Mapped() => Assert.Equal(
        ["I24 of I247.5", "K20 of K206"],
        Places(new(SubjectScheme.Keyword, "Mathematics"), new(SubjectScheme.Ddc, "895.1"), new(SubjectScheme.Clc, "I247.5"), new(SubjectScheme.Clc, "K206"), new(SubjectScheme.Ddc, "510")));

    [Fact]
    public void Class_Numbers_Of_Other_Schemes_Win_Over_Names() => Assert.Equal(
        ["TP3 of 004.6 by 004-006", "O21 of QA273 by QA273-280"],
        Places(new(SubjectScheme.Keyword, "Medicine"), new(SubjectScheme.Ddc, "004.6"), new(SubjectScheme.Lcc, "QA273"), new(SubjectScheme.Mesh, "Humans")));

    [Fact]
    public void Names_Win_Over_Those_Too_Wide_To_Say_Much() => Assert.Equal(
        ["O1 of 数学 by 数学"],
        Places(new(SubjectScheme.Keyword, "工学"), new(SubjectScheme.Keyword, "数学"), new(SubjectScheme.Mesh, "Humans")));

    [Fact]
    public void The_Widest_Names_Are_Better_Than_None() => Assert.Equal(["T of 工学 by 工学"], Places(new Subject(SubjectScheme.Keyword, "工学")));

    [Fact]
    public void A_Class_Is_Named_Once() => Assert.Equal(
        ["TP3 of 004 by 004-006"],
        Places(new(SubjectScheme.Ddc, "004"), new(SubjectScheme.Ddc, "005.1")));

    [Fact]
    public void A_Number_That_Is_None_Leaves_Room_For_Others() => Assert.Equal(
        ["O1 of 510 by 51"],
        Places(new(SubjectScheme.Clc, "Mathematics"), new(SubjectScheme.Ddc, "510")));

    [Fact]
    public void What_Is_Unmapped_On_Purpose_Is_Unclassified() =>
        Assert.Empty(Places(new(SubjectScheme.Ddc, "000"), new(SubjectScheme.Keyword, "snow in August"), new(SubjectScheme.Place, "China")));

    private static IEnumerable<string> Places(params Subject[] subjects) => Classification
        .Of(new BibliographicRecord { Title = "?", Subjects = subjects })
        .Select(place => $"{place.Class.Code} of {place.From.Value}{(place.Rule is { } rule ? $" by {rule.Code}" : "")}");
}
