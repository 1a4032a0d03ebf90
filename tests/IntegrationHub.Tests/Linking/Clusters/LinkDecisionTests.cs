using CsCheck;
using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

/// <summary>The planner over an index in memory, against <see cref="IndexOracle"/>: whatever the order and the steps, the same resources, ids and keys.</summary>
public sealed class LinkDecisionTests
{
    private const int HoldersPerKey = 4;

    private static readonly string[] Titles =
        ["The garden of forking paths", "The garden of forking path", "The garden of forking paths: a reader", "Introduction", "紅樓夢研究", "红楼梦研究", "紅樓夢研究 第二卷"];

    private static readonly Gen<BibliographicRecord> Records =
        from title in Gen.OneOfConst(Titles)
        from creators in Gen.OneOfConst<string[]>([], ["Borges, Jorge Luis"], ["J. L. Borges"], ["俞平伯 (民國)"], ["Smith, Ann"])
        from year in Gen.OneOfConst<int?>(null, 1941, 1942)
        from isbn in Gen.OneOfConst<string?>(null, null, "9780306406157", "9787020002207")
        from related in Gen.OneOfConst<(RelationKind, string)?>(null, null, null, (RelationKind.OtherForm, "9780306406157"), (RelationKind.TranslationOf, "9787020002207"))
        from type in Gen.OneOfConst(WorkType.Book, WorkType.Article, WorkType.Other)
        select new BibliographicRecord
        {
            Title = title,
            Creators = [.. creators.Select(name => new Agent(name))],
            Year = year,
            Type = type,
            Identifiers = isbn is null ? [] : [new Identifier(IdentifierScheme.Isbn, isbn)],
            Related = related is (var kind, var other) ? [new RelatedWork(kind, null) { Identifiers = [new Identifier(IdentifierScheme.Isbn, other)] }] : [],
        };

    private static readonly Gen<(int Id, BibliographicRecord Record)[]> Versions = Gen.Select(Gen.Int[0, 25], Records).Array[1, 60];

    private static readonly Gen<CuratorDecision> Decisions =
        from kind in Gen.OneOfConst(DecisionKind.Same, DecisionKind.Different, DecisionKind.Pin, DecisionKind.WrongIdentifier)
        from a in Gen.Select(Gen.Int[0, 25], Gen.OneOfConst(Titles))
        from b in Gen.Select(Gen.Int[0, 25], Gen.OneOfConst(Titles))
        from isbn in Gen.OneOfConst("9780306406157", "9787020002207")
        from at in Gen.Int[0, 1_000]
        select Decided(kind, a, a.Item1 == b.Item1 ? ((b.Item1 + 1) % 26, b.Item2) : b, isbn, at);

    private static CuratorDecision Decided(DecisionKind kind, (int Id, string Title) a, (int Id, string Title) b, string isbn, int at)
    {
        JudgedRecord[] records = kind == DecisionKind.WrongIdentifier ? [Judged(a)] : [Judged(a), Judged(b)];
        var identifier = kind == DecisionKind.WrongIdentifier ? new Identifier(IdentifierScheme.Isbn, isbn) : null;
        return new CuratorDecision
        {
            Id = CuratorDecision.IdOf(kind, records.Select(record => record.RecordId), identifier),
            Kind = kind,
            Groups = kind == DecisionKind.Different ? [[records[0]], [records[1]]] : [records],
            Identifier = identifier,
            By = "a curator",
            At = DateTimeOffset.UnixEpoch.AddMinutes(at),
        };

        static JudgedRecord Judged((int Id, string Title) record) => new(MemoryIndex.IdOf("").Source, $"r{record.Id:D3}", record.Title);
    }

    [Fact]
    public void Any_Order_And_Any_Steps_Give_The_Same_Resources() =>
        Gen.Select(Records.Array[1, 40], Gen.Int[0, 1_000_000], Gen.Int[1, 15]).Sample((records, seed, step) =>
        {
            var arrivals = records.Select((record, i) => Harvested($"r{i:D3}", record, i * 7 % 5)).ToList();
            var atOnce = new MemoryIndex(HoldersPerKey);
            atOnce.Apply(arrivals);

            var shuffled = arrivals.ToArray();
            new Random(seed).Shuffle(shuffled);
            var stepwise = new MemoryIndex(HoldersPerKey);
            foreach (var chunk in shuffled.Chunk(step))
            {
                stepwise.Apply(chunk);
            }

            Assert.Equal(atOnce.Describe(), stepwise.Describe());
            AssertLikeOracle(stepwise);
        }, iter: 300);

    [Fact]
    public void Changed_And_Withdrawn_Records_Leave_No_Trace_In_The_Links() =>
        Gen.Select(Versions, Gen.Bool.Array[60], Gen.Int[1, 9]).Sample((versions, deletions, step) =>
        {
            var index = new MemoryIndex(HoldersPerKey);
            foreach (var chunk in versions.Select((version, i) => Harvested($"r{version.Id:D3}", deletions[i] && i > 5 ? null : version.Record, i)).Chunk(step))
            {
                index.Apply(chunk);
                index.AssertSound();
            }

            AssertLikeOracle(index);
        }, iter: 300);

    [Fact]
    public void Decisions_Hold_Whatever_The_Order_And_Leave_No_Trace_When_Taken_Back() =>
        Gen.Select(Versions, Decisions.Array[0, 6], Gen.Int[1, 9], Gen.Int[0, 1_000_000]).Sample((versions, decisions, step, seed) =>
        {
            var random = new Random(seed);
            var index = new MemoryIndex(HoldersPerKey);
            var said = new Dictionary<string, CuratorDecision>();
            foreach (var (i, chunk) in versions.Select((version, i) => Harvested($"r{version.Id:D3}", version.Record, i)).Chunk(step).Index())
            {
                if (i < decisions.Length)
                {
                    said[decisions[i].Id] = decisions[i];
                }
                else if (said.Count > 0 && random.Next(2) == 0)
                {
                    said.Remove(said.Keys.Order(StringComparer.Ordinal).First());
                }

                index.Apply(chunk, said.Values);
                index.AssertSound();
            }

            AssertLikeOracle(index);
        }, iter: 500);

    [Fact]
    public void What_Is_Kept_Apart_From_What_Stands_Already_Is_Asked_About()
    {
        var article = new BibliographicRecord { Title = "The garden of forking paths in spring", Creators = ["Borges, Jorge Luis"], Year = 1941, Type = WorkType.Article };
        var index = new MemoryIndex(HoldersPerKey);
        index.Apply([Harvested("a", article with { Identifiers = [new Identifier(IdentifierScheme.Doi, "10.1000/1")] }, 0)]);
        index.Apply([Harvested("b", article with { Identifiers = [new Identifier(IdentifierScheme.Doi, "10.1000/2")] }, 1)]);

        var plan = index.Apply([Harvested("c", article, 2)]);

        Assert.Equal(2, index.Resources.Count);
        Assert.Single(Assert.Single(plan.Doubts, edit => edit.Id == ResourceId.Of(MemoryIndex.IdOf("c"))).With);
    }

    [Fact]
    public void What_Comes_Again_Unchanged_Plans_Nothing_Even_Where_Ids_Were_Inherited()
    {
        var record = new BibliographicRecord { Title = "The garden of forking paths", Creators = ["Borges, Jorge Luis"], Type = WorkType.Book };
        var index = new MemoryIndex(HoldersPerKey);
        index.Apply([Harvested("a", record, 0), Harvested("b", record, 1)]);
        index.Apply([Harvested("a", null, 2)]);
        Assert.Single(Assert.Single(index.Resources.Values).Formerly);

        var plan = index.Apply([Harvested("b", record, 3)]);

        Assert.Empty(plan.Resources);
        Assert.Empty(plan.Keys);
        index.AssertSound();
    }

    private static HarvestedRecord Harvested(string id, BibliographicRecord? record, int day) => new()
    {
        Id = id,
        Datestamp = $"2024-01-{(day % 28) + 1:D2}",
        Deleted = record is null,
        Record = record,
        Fingerprint = record is null ? null : $"{record.Title}|{string.Join(';', record.Creators)}|{record.Year}|{record.Identifiers.Count}{record.Identifiers.FirstOrDefault()?.Value}|{record.Type}",
    };

    private static void AssertLikeOracle(MemoryIndex index)
    {
        var members = index.Resources.Values.SelectMany(resource => resource.Members).OrderBy(member => member.Id, StringComparer.Ordinal).ToList();
        var expected = IndexOracle.Link(members, HoldersPerKey, index.Decisions)
            .Select(group => string.Join(' ', group.Order().Select(place => members[place].Id)))
            .Order(StringComparer.Ordinal);
        var actual = index.Resources.Values
            .Select(resource => string.Join(' ', resource.Members.Select(member => member.Id).Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal);
        Assert.Equal(expected, actual);
    }
}
