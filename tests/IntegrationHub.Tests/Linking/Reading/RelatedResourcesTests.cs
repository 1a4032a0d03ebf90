using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Linking;

public sealed class RelatedResourcesTests
{
    private static readonly Identifier English = new(IdentifierScheme.Isbn, "9780262032933");
    private static readonly Identifier Chinese = new(IdentifierScheme.Isbn, "9787111187776");

    [Fact]
    public void A_Stated_Translation_Is_Known_On_Both_Sides()
    {
        var original = ResourceOf("en", Book("Introduction to algorithms") with { Identifiers = [English] });
        var translation = ResourceOf("zh", Book("算法导论") with { Identifiers = [Chinese], Related = [new RelatedWork(RelationKind.TranslationOf, null) { Identifiers = [English] }] });

        Assert.Equal([new RelatedResource(translation, RelationKind.HasTranslation, null)], RelatedResources.Of(original, [original, translation]));
        Assert.Equal([new RelatedResource(original, RelationKind.TranslationOf, null)], RelatedResources.Of(translation, [original, translation, original]));
    }

    [Fact]
    public void Volumes_Know_Of_Each_Other_By_Their_Titles_And_Strangers_Do_Not()
    {
        var (first, second) = (ResourceOf("1", Book("Harbour towns of the north. Volume 1")), ResourceOf("2", Book("Harbour towns of the north. Volume 2")));
        var stranger = ResourceOf("3", Book("Moss gardens"));

        Assert.Equal([new RelatedResource(second, null, Relation.Volume)], RelatedResources.Of(first, [stranger, second]));
        Assert.Equal([new RelatedResource(first, null, Relation.Volume)], RelatedResources.Of(second, [first, stranger]));
        Assert.Empty(RelatedResources.Of(stranger, [first, second]));
    }

    [Fact]
    public void Past_The_Most_Comparisons_Only_What_Is_Stated_Counts()
    {
        var first = ResourceOf("0", Book("Harbour towns of the north. Volume 1") with { Identifiers = [English] });
        var volumes = Enumerable.Range(2, RelatedResources.MostComparisons + 9).Select(i => ResourceOf($"{i}", Book($"Harbour towns of the north. Volume {i}"))).ToList();
        var part = ResourceOf("part", Book("Piers") with { Related = [new RelatedWork(RelationKind.PartOf, null) { Identifiers = [English] }] });

        var related = RelatedResources.Of(first, [.. volumes, part]);
        Assert.Equal(RelatedResources.MostComparisons, related.Count(found => found.Shown == Relation.Volume));
        Assert.Equal(RelationKind.HasPart, Assert.Single(related, found => found.Said is not null).Said);
    }

    private static BibliographicRecord Book(string title) => new() { Title = title, Type = WorkType.Book, Creators = ["Lindqvist, Anna"] };

    private static Resource ResourceOf(string id, BibliographicRecord record)
    {
        var recordId = new RecordId(SourceId.Parse("test"), id);
        return new Resource
        {
            Id = ResourceId.Of(recordId),
            Members = [new Member { Source = recordId.Source, Id = id, Datestamp = "2026-01-01", Since = "2026-01-01", Fingerprint = Fingerprint.Of(record, []), Record = record }],
        };
    }
}
