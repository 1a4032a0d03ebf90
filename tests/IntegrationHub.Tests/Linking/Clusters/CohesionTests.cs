using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Linking;

public sealed class CohesionTests
{
    private static readonly RecordId[] Ids = [.. Enumerable.Range(0, 8).Select(i => MemoryIndex.IdOf($"r{i}"))];

    [Fact]
    public void A_Record_Without_A_Doi_Does_Not_Join_Two_Articles_With_Their_Own() =>
        Assert.Equal(
            2,
            Split(CuratedLinks.None, Article("10.1000/1", 2001), Article(null, 2001), Article("10.1000/2", 2001)).Count);

    [Fact]
    public void Records_Without_A_Year_Do_Not_Make_One_Of_A_Paper_And_An_Article() =>
        Assert.Equal(2, Split(CuratedLinks.None, Article(null, 2001), Article(null, 2001), Article(null, null), Article(null, 2003), Article(null, 2003)).Count);

    [Fact]
    public void A_Record_Without_A_Place_Does_Not_Join_Two_Numbers_Of_One_Collection()
    {
        var text = new BibliographicRecord { Title = "月燈三昧經", Creators = ["先公"] };

        Assert.Equal(2, Split(CuratedLinks.None, text with { Container = "大正藏, No. 640" }, text, text with { Container = "大正藏, No. 641" }).Count);
    }

    [Fact]
    public void What_A_Person_Has_Put_Together_Stays_Together_Whatever_Speaks_Against_It() =>
        Assert.Equal(["r0 r1"], Split(Decisions(Said(DecisionKind.Same, 1, [0, 1])), Article("10.1000/1", 2001), Article("10.1000/2", 2001)));

    [Fact]
    public void What_A_Person_Has_Taken_Apart_Is_Not_Joined_By_A_Third_Record() =>
        Assert.DoesNotContain(
            Split(Decisions(Said(DecisionKind.Different, 1, [0], [1])), Article(null, 2001), Article(null, 2001), Article(null, 2001)),
            work => work.Contains("r0 r1", StringComparison.Ordinal));

    [Fact]
    public void Nobody_Joins_What_Is_Pinned() =>
        Assert.Equal(["r0 r1", "r2 r3"], Split(Decisions(Said(DecisionKind.Pin, 1, [0, 1])), Article(null, 2001), Article(null, 2001), Article(null, 2001), Article(null, 2001)));

    [Fact]
    public void Among_Decisions_That_Contradict_Each_Other_The_Latest_Wins()
    {
        var records = new[] { Article(null, 2001), Article(null, 2001) };

        Assert.Equal(["r0 r1"], Split(Decisions(Said(DecisionKind.Pin, 2, [0, 1]), Said(DecisionKind.Different, 1, [0], [1])), records));
        Assert.Equal(["r0", "r1"], Split(Decisions(Said(DecisionKind.Pin, 1, [0, 1]), Said(DecisionKind.Different, 2, [0], [1])), records));
    }

    [Fact]
    public void A_Decision_About_A_Record_That_Is_Another_Work_Now_Is_Not_Applied() =>
        Assert.Equal(
            ["r0 r1"],
            Split(
                Decisions(Said(DecisionKind.Different, 1, [0], [1]) with { Groups = [[new JudgedRecord(Ids[0].Source, "r0", "A cookery book")], [new JudgedRecord(Ids[1].Source, "r1", Title)]] }),
                Article(null, 2001),
                Article(null, 2001)));

    [Fact]
    public void Hundreds_With_One_Wrong_Isbn_And_A_Common_Title_Stay_Apart()
    {
        // A publisher's template gives each report the ISBN of the first and the same title.
        var index = new MemoryIndex(holdersPerKey: 200);
        index.Apply(Enumerable.Range(0, 400).Select(i => Report(i, $"{(i / Provinces.Length) + 1}", Provinces[i % Provinces.Length])));

        Assert.All(index.Resources.Values, resource => Assert.True(resource.Members.Count == 1, $"{resource.Members.Count} works are one."));
        index.AssertSound();
    }

    [Fact]
    public void Each_Volume_Of_A_Long_Series_Is_Found_In_Both_Catalogues()
    {
        var index = new MemoryIndex(holdersPerKey: 200);
        index.Apply(Enumerable.Range(0, 600).Select(i => Harvested(i, new BibliographicRecord { Title = $"A history of town number {1 + (i % 300)}", Creators = ["Li, Na"], Year = 2001, Type = WorkType.Book })));

        Assert.Equal(300, index.Resources.Count);
        Assert.All(index.Resources.Values, resource => Assert.Equal(2, resource.Members.Count));
    }

    [Fact]
    public void A_Chain_Of_Likenesses_Does_Not_Drag_Its_Ends_Together()
    {
        // Each title differs from the next by one letter, and from the one ten places on by a word.
        var index = new MemoryIndex(holdersPerKey: 200);
        var letters = "the history of the northern canals".ToCharArray();
        var records = new List<HarvestedRecord>();
        for (var i = 0; i < 24; i++)
        {
            letters[4 + i] = letters[4 + i] == ' ' ? ' ' : 'z';
            records.Add(Harvested(i, new BibliographicRecord { Title = new string(letters), Creators = ["Li, Na"], Year = 2001, Type = WorkType.Article }));
        }

        index.Apply(records);

        Assert.True(index.Resources.Count > 1);
        Assert.DoesNotContain(index.Resources.Values, resource => resource.Members.Any(member => member.Id == "r000") && resource.Members.Any(member => member.Id == "r023"));
    }

    private static readonly string[] Provinces =
        ["安徽", "福建", "甘肃", "广东", "贵州", "海南", "河北", "河南", "黑龙江", "湖北", "湖南", "吉林", "江苏", "江西", "辽宁", "青海", "山东", "山西", "陕西", "四川", "云南", "浙江", "台湾"];

    private const string Title = "On the navigation of the northern canals";

    private static BibliographicRecord Article(string? doi, int? year) => new()
    {
        Title = Title,
        Creators = ["Li, Na"],
        Year = year,
        Type = WorkType.Article,
        Identifiers = doi is null ? [] : [new Identifier(IdentifierScheme.Doi, doi)],
    };

    private static HarvestedRecord Report(int i, string volume, string province) => Harvested(i, new BibliographicRecord
    {
        Title = "年度报告",
        PartNumber = volume,
        Creators = [$"{province}省图书馆"],
        Type = WorkType.Report,
        Identifiers = [new Identifier(IdentifierScheme.Isbn, "9780306406157")],
    });

    private static HarvestedRecord Harvested(int i, BibliographicRecord record) => new() { Id = $"r{i:D3}", Datestamp = "2024-01-01", Fingerprint = $"{i}", Record = record };

    private static List<string> Split(CuratedLinks decisions, params BibliographicRecord[] records)
    {
        var nodes = records.Select((record, i) => new LinkNode
        {
            Member = new Member { Source = Ids[i].Source, Id = Ids[i].OaiIdentifier, Datestamp = "2024-01-01", Since = "2024-01-01", Fingerprint = "", Record = record },
            Keys = [],
            Own = ResourceId.Of(Ids[i]),
        });
        return [.. Cohesion.Split([.. nodes], decisions).Select(work => string.Join(' ', work.Select(node => node.Member.Id).Order())).Order()];
    }

    private static CuratedLinks Decisions(params CuratorDecision[] decisions) => CuratedLinks.Of(decisions);

    private static CuratorDecision Said(DecisionKind kind, int at, params int[][] groups) => new()
    {
        Id = CuratorDecision.IdOf(kind, groups.SelectMany(group => group.Select(i => Ids[i]))),
        Kind = kind,
        Groups = [.. groups.Select(group => group.Select(i => new JudgedRecord(Ids[i].Source, Ids[i].OaiIdentifier, Title)).ToList())],
        By = "a curator",
        At = DateTimeOffset.UnixEpoch.AddDays(at),
    };
}
