using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Linking;

public sealed class StatedRelationsTests
{
    private static readonly Identifier English = new(IdentifierScheme.Isbn, "9780262032933");
    private static readonly Identifier Chinese = new(IdentifierScheme.Isbn, "9787111187776");
    private static readonly Identifier Issn = new(IdentifierScheme.Issn, "0378-5955");
    private static readonly Identifier Doi = new(IdentifierScheme.Doi, "10.1000/1");

    private static readonly BibliographicRecord Original = Book("Introduction to algorithms", English) with { Creators = ["Cormen, Thomas H."], Languages = ["en"] };
    private static readonly BibliographicRecord Translation = Book("算法导论", Chinese) with { Related = [To(RelationKind.TranslationOf, English)] };

    [Fact]
    public void Is_Found_From_Both_Sides()
    {
        var (original, translation) = (ResourceOf("en", Original), ResourceOf("zh", Translation));

        Assert.Contains(MatchKey.Of(English.Scheme, English.Value), StatedRelations.KeysOf(translation).Intersect(MatchKeys.Of(Original)));
        Assert.Equal(["to:isbn:9780262032933"], StatedRelations.KeysOf(original).Intersect(MatchKeys.Of(Translation)).Select(key => key.ToString()));
        Assert.Equal([new StatedRelation(original.Id, RelationKind.TranslationOf, SaidThere: false)], StatedRelations.Of(translation, [translation, original, original]));
        Assert.Equal([new StatedRelation(translation.Id, RelationKind.HasTranslation, SaidThere: true)], StatedRelations.Of(original, [original, translation]));
    }

    [Fact]
    public void Both_Ends_In_The_Index_Are_Looked_Up_By_The_Keys_That_It_Holds()
    {
        var index = new MemoryIndex(holdersPerKey: 10);
        index.Apply([Harvested("en", Original), Harvested("zh", Translation)]);
        Assert.Equal(2, index.Resources.Count);
        foreach (var (one, other) in index.Resources.Values.Zip(index.Resources.Values.Reverse()))
        {
            var found = StatedRelations.KeysOf(one).SelectMany(key => index.Keys.GetValueOrDefault(key) ?? []).Select(id => index.Resources[id]);
            Assert.Equal(other.Id, Assert.Single(StatedRelations.Of(one, found)).Other);
        }
    }

    [Fact]
    public void Keys_Of_Other_Works_Make_No_Candidates_But_Those_Of_Other_Forms_Do()
    {
        var named = MatchKeys.Of(Translation).Except(MatchKeys.Of(Translation with { Related = [] }));
        Assert.False(Assert.Single(named).MakesCandidates);
        Assert.Equal(Assert.Single(named), MatchKey.Parse(Assert.Single(named).ToString()));

        var form = MatchKeys.Of(Translation with { Related = [To(RelationKind.OtherForm, English)] }).Except(MatchKeys.Of(Translation with { Related = [] }));
        Assert.Equal(MatchKey.Of(English.Scheme, English.Value), Assert.Single(form));
        Assert.True(Assert.Single(form).MakesCandidates);
    }

    public static TheoryData<string, Identifier> Nameless => new()
    {
        { "an invalid number", English with { Invalid = true } },
        { "an address", new Identifier(IdentifierScheme.Uri, "https://example.org/1") },
        { "somebody's own number", new Identifier(IdentifierScheme.Other, "1234") },
        { "the journal of a book", Issn },
    };

    [Theory]
    [MemberData(nameof(Nameless))]
    public void What_Names_Nothing_Makes_No_Key(string what, Identifier identifier)
    {
        foreach (var kind in Enum.GetValues<RelationKind>())
        {
            Assert.True(MatchKeys.Of(Translation with { Related = [To(kind, identifier)] }).ToHashSet().SetEquals(MatchKeys.Of(Translation with { Related = [] })), what);
        }
    }

    [Fact]
    public void A_Serial_Names_The_One_It_Continues_By_Its_Number()
    {
        var serial = new BibliographicRecord { Title = "Made-up monthly", Type = WorkType.Serial, Identifiers = [Issn] };
        var later = serial with { Identifiers = [new Identifier(IdentifierScheme.Issn, "0024-2519")], Related = [To(RelationKind.Continues, Issn)] };

        AssertCompared(Verdict.Different, Relation.Succession, serial, later);
        Assert.Contains("to:issn:0378-5955", MatchKeys.Of(later).Select(key => key.ToString()));
    }

    [Fact]
    public void The_Book_That_A_Chapter_Is_In_Knows_Of_It()
    {
        var chapter = new BibliographicRecord { Title = "Sorting networks", Type = WorkType.Article, Container = new Container("Introduction to algorithms") { Isbn = English.Value } };

        Assert.Equal(RelationKind.HasPart, Assert.Single(StatedRelations.Of(ResourceOf("en", Original), [ResourceOf("ch", chapter)])).Kind);
    }

    [Theory]
    [InlineData(RelationKind.TranslationOf, Relation.Translation)]
    [InlineData(RelationKind.HasTranslation, Relation.Translation)]
    [InlineData(RelationKind.VersionOf, Relation.Version)]
    [InlineData(RelationKind.ReplacedBy, Relation.Version)]
    [InlineData(RelationKind.SupplementTo, Relation.Part)]
    [InlineData(RelationKind.CommentOn, Relation.About)]
    public void What_Is_Said_To_Be_Another_Work_Is_One_Though_All_Else_Is_Alike(RelationKind kind, object relation)
    {
        var alike = Original with { Identifiers = [Chinese], Languages = [] };
        Assert.Equal(Verdict.Same, RecordComparison.Compare(Original, alike).Verdict);
        AssertCompared(Verdict.Different, (Relation)relation, Original, alike with { Related = [To(kind, English)] });
    }

    [Theory]
    [InlineData(RelationKind.EditionOf)]
    [InlineData(RelationKind.OtherForm)]
    [InlineData(RelationKind.Related)]
    public void Editions_And_Forms_Are_One_Work(RelationKind kind) =>
        AssertCompared(Verdict.Same, null, Original, Original with { Identifiers = [Chinese], Related = [To(kind, English)] });

    [Fact]
    public void A_Number_That_Both_Bear_Outweighs_What_One_Says_Of_Another_Number() =>
        AssertCompared(Verdict.Same, null, Original with { Identifiers = [English, Chinese] }, Original with { Identifiers = [Chinese], Related = [To(RelationKind.TranslationOf, English)] });

    [Fact]
    public void The_Number_Of_Another_Form_Proposes_And_The_Title_Decides()
    {
        var printed = Book("Linear algebra", English);
        var electronic = Book("Linear algebra", Chinese) with { Related = [To(RelationKind.OtherForm, English)] };
        var (with, without) = (RecordComparison.Compare(printed, electronic), RecordComparison.Compare(printed, electronic with { Related = [] }));

        Assert.True(with.Score > without.Score, $"{with.Score} {without.Score}");
        Assert.Contains("another form has Isbn 9780262032933", with.Reasons);
        Assert.True(with.Score < RecordComparison.Compare(printed, electronic with { Identifiers = [English] }).Score);
        Assert.Equal(Verdict.Different, RecordComparison.Compare(printed, electronic with { Title = "Cooking for two" }).Verdict);
    }

    [Fact]
    public void Every_Kind_Is_Itself_Again_When_Turned_Round_Twice() =>
        Assert.All(Enum.GetValues<RelationKind>(), kind => Assert.Equal(kind, StatedRelations.Inverse(StatedRelations.Inverse(kind))));

    [Fact]
    public void Contradicting_Words_Are_Both_Told()
    {
        var (one, other) = (ResourceOf("1", Original with { Related = [To(RelationKind.Replaces, Chinese)] }), ResourceOf("2", Translation with { Related = [To(RelationKind.Replaces, English), To(RelationKind.Related, Doi)] }));

        Assert.Equal([(RelationKind.Replaces, false), (RelationKind.ReplacedBy, true)], StatedRelations.Of(one, [other]).Select(relation => (relation.Kind, relation.SaidThere)));
    }

    [Fact]
    public void A_Number_Of_Another_Work_Can_Be_Called_Wrong()
    {
        var member = ResourceOf("zh", Translation).Members[0] with { Wrong = [English] };
        Assert.Empty(Assert.Single(member.Trusted.Related).Identifiers);
        Assert.Equal([Chinese], member.Trusted.Identifiers);

        // Where it stands as the record's own as well, that is what is wrong.
        var both = ResourceOf("zh", Translation with { Identifiers = [Chinese, English] }).Members[0] with { Wrong = [English] };
        Assert.Equal([English], Assert.Single(both.Trusted.Related).Identifiers);
        Assert.Equal([Chinese], both.Trusted.Identifiers);
    }

    [Fact]
    public void Linking_Heeds_That_The_Number_Of_Another_Work_Is_Wrong()
    {
        var (one, other) = (Original, Original with { Identifiers = [Chinese], Related = [To(RelationKind.TranslationOf, English)] });
        var index = new MemoryIndex(holdersPerKey: 10);
        index.Apply([Harvested("1", one), Harvested("2", other)]);
        Assert.Equal(2, index.Resources.Count);

        index.Apply([], [Wrong("2", other)]);
        Assert.Single(index.Resources);
        Assert.DoesNotContain(index.Keys.Keys, key => key.ToString().StartsWith("to:", StringComparison.Ordinal));
    }

    private static void AssertCompared(Verdict verdict, Relation? relation, BibliographicRecord a, BibliographicRecord b)
    {
        foreach (var comparison in (Comparison[])[RecordComparison.Compare(a, b), RecordComparison.Compare(b, a)])
        {
            Assert.True((verdict, relation) == (comparison.Verdict, comparison.Relation), $"{comparison.Verdict} {comparison.Relation}: {string.Join("; ", comparison.Reasons)}");
        }
    }

    private static BibliographicRecord Book(string title, Identifier identifier) => new() { Title = title, Type = WorkType.Book, Identifiers = [identifier] };

    private static RelatedWork To(RelationKind kind, Identifier identifier) => new(kind, null) { Identifiers = [identifier] };

    private static CuratorDecision Wrong(string id, BibliographicRecord record)
    {
        var judged = JudgedRecord.Of(MemoryIndex.IdOf(id), record);
        return new CuratorDecision
        {
            Id = CuratorDecision.IdOf(DecisionKind.WrongIdentifier, [judged.RecordId], English),
            Kind = DecisionKind.WrongIdentifier,
            Groups = [[judged]],
            Identifier = English,
            By = "a curator",
            At = DateTimeOffset.UnixEpoch,
        };
    }

    private static HarvestedRecord Harvested(string id, BibliographicRecord record) => new() { Id = id, Datestamp = "2026-01-01", Fingerprint = Fingerprint.Of(record, []), Record = record };

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
