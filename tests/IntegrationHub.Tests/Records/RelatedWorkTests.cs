using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

public sealed class RelatedWorkTests
{
    [Fact]
    public void Tables_Name_Kinds_That_There_Are() => Assert.All(
        CrosswalkTable.Names().SelectMany(name => CrosswalkTable.Load(name).Rows).Where(row => row is { Target: DraftTarget.Relation or DraftTarget.Source, Argument: not null }),
        row => Assert.Equal(row.Argument!.Replace("-", ""), DraftRecord.KindOfRelation(row.Argument!).ToString(), ignoreCase: true));

    [Fact]
    public void Crosswalks_Together_Name_Every_Kind() => Assert.Equal(
        Enum.GetValues<RelationKind>(),
        CrosswalkTable.Names().SelectMany(name => CrosswalkTable.Load(name).Rows).Where(row => row is { Target: DraftTarget.Relation, Argument: not null }).Select(row => DraftRecord.KindOfRelation(row.Argument!)).Distinct().Order());
}
