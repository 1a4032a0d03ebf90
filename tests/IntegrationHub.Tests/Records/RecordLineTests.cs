using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using IntegrationHub.Records;
using IntegrationHub.Storage;

namespace IntegrationHub.Tests.Records;

public sealed class RecordLineTests
{
    // What a text can hold at worst: quotes, control characters, characters beyond the basic plane.
    internal static readonly Gen<string> Text = Gen.OneOf(Gen.String, Gen.String[Gen.Char["\"\\\u0000\n\u007F\u0085\u2028\uFFFF文é"], 0, 12], Gen.Const("𠮷野家"));

    internal static readonly Gen<IReadOnlyList<string>> Texts = Text.List[0, 3].Select(IReadOnlyList<string> (list) => list.Count % 2 == 0 ? list : list.ToArray());

    private static readonly Gen<Access> AnyAccess = Gen.Select(
        Gen.Enum<AccessStatus>(),
        Gen.Select(Gen.Enum<EvidenceKind>(), Gen.Enum<AccessStatus>(), Text, Gen.Enum<EvidenceStrength>(), (kind, says, value, strength) => new AccessEvidence(kind, says, value, strength)).List[0, 3],
        Text.Null(),
        (status, evidence, url) => new Access { Status = status, Evidence = evidence, Url = url });

    private static readonly Gen<OtherTitle> AnyTitle = Gen.Select(Text, Gen.Enum<TitleKind>(), Text.Null(), (text, kind, language) => new OtherTitle(text, kind, language));

    private static readonly Gen<Agent> AnyAgent = Gen.Select(Text, Text.Null().Array[5], Gen.Enum<AgentKind>(), (name, text, kind) =>
        new Agent(name) { Family = text[0], Given = text[1], Role = text[2], Kind = kind, OtherForm = text[3], Id = text[4] });

    private static readonly Gen<Container> AnyContainer = Gen.Select(Text.Null().Array[6], text =>
        new Container(text[0]) { Issn = text[1], Isbn = text[2], Volume = text[3], Issue = text[4], Pages = text[5] });

    internal static readonly Gen<Identifier> AnyIdentifier =
        Gen.Select(Gen.Enum<IdentifierScheme>(), Text, Gen.Bool, (scheme, value, invalid) => new Identifier(scheme, value, invalid));

    private static readonly Gen<RelatedWork> AnyRelated =
        Gen.Select(Gen.Enum<RelationKind>(), Text.Null(), AnyIdentifier.List[0, 2], (kind, title, identifiers) => new RelatedWork(kind, title) { Identifiers = identifiers });

    internal static readonly Gen<BibliographicRecord> AnyRecord = Gen.Select(
        Text.Null().Array[15],
        Texts.Array[3],
        Gen.Select(AnyTitle.List[0, 2], AnyAgent.Array[3], AnyContainer.Array[3], AnyRelated.List[0, 2]),
        Gen.Int.Nullable(),
        Gen.Enum<WorkType>(),
        Gen.Select(Gen.Enum<SubjectScheme>(), Text, (scheme, value) => new Subject(scheme, value)).List[0, 3],
        AnyIdentifier.List[0, 3],
        AnyAccess,
        (text, lists, things, year, type, subjects, identifiers, access) => new BibliographicRecord
        {
            Title = text[0] ?? "",
            Subtitle = text[1],
            PartNumber = text[2],
            PartName = text[3],
            AlternativeTitles = things.Item1,
            Creators = things.Item2,
            Contributors = things.Item2[..1],
            Publisher = text[4],
            Place = text[5],
            Issued = text[6],
            IssuedEdtf = text[7],
            Created = text[8],
            Year = year,
            Edition = text[9],
            Extent = text[10],
            Languages = lists[0],
            Type = type,
            Subjects = subjects,
            Abstract = text[11],
            Container = text[12] is null ? null : things.Item3[0],
            Series = things.Item3[1..],
            Related = things.Item4,
            Identifiers = identifiers,
            Links = lists[1],
            Thumbnail = text[13],
            Rights = lists[2],
            Access = access,
        });

    private static readonly Gen<HarvestedRecord> AnyLine = Gen.Select(
        Text, Text, Texts, Gen.Bool, Text.Null(), AnyRecord.Null(),
        (id, datestamp, sets, deleted, fingerprint, record) =>
            new HarvestedRecord { Id = id, Datestamp = datestamp, Sets = sets, Deleted = deleted, Fingerprint = fingerprint, Record = record, Run = sets.Count == 1 ? 7 : null });

    [Fact]
    public void Writes_What_The_Serializer_Writes_But_For_Empty_Lists() => AnyLine.Sample(line =>
    {
        var expected = JsonNode.Parse(JsonSerializer.Serialize(line, RecordsJson.Default.HarvestedRecord))!;
        WithoutEmptyLists(expected);

        Assert.Equal(expected.ToJsonString(), JsonNode.Parse(Written(line))!.ToJsonString());
    });

    [Fact]
    public void Is_Read_As_What_Was_Written() => AnyLine.Sample(line =>
    {
        var given = JsonSerializer.Serialize(line, RecordsJson.Default.HarvestedRecord);
        var read = JsonSerializer.Deserialize(Written(line), RecordsJson.Default.HarvestedRecord)!;

        Assert.Equal(given, JsonSerializer.Serialize(read, RecordsJson.Default.HarvestedRecord));
    });

    [Fact]
    public void Is_Read_By_Hand_As_The_Serializer_Reads_It() => AnyLine.Sample(line =>
    {
        var given = JsonSerializer.SerializeToUtf8Bytes(line, RecordsJson.Default.HarvestedRecord);

        Assert.Equal(Encoding.UTF8.GetString(given), JsonSerializer.Serialize(RecordLine.Read(given), RecordsJson.Default.HarvestedRecord));
        Assert.Equal(Encoding.UTF8.GetString(given), JsonSerializer.Serialize(RecordLine.Read(Written(line)), RecordsJson.Default.HarvestedRecord));
    });

    [Fact]
    public void Reads_What_Was_Written_Before_Names_Had_Parts()
    {
        var read = JsonSerializer.Deserialize("""{"title":"T","alternativeTitles":["A"],"creators":["王选","Knuth"],"container":"中国图书馆学报, 2010(3)"}""", RecordsJson.Default.BibliographicRecord)!;
        Assert.Equal(["A"], read.AlternativeTitles);
        Assert.Equal(["王选", "Knuth"], read.Creators);
        Assert.Equal(new Container("中国图书馆学报, 2010(3)"), read.Container);
    }

    [Fact]
    public void Says_What_Other_Works_Are_And_Reads_Lines_That_Say_Nothing_Of_Them()
    {
        var related = new RelatedWork(RelationKind.TranslationOf, "Introduction to algorithms") { Identifiers = [new Identifier(IdentifierScheme.Isbn, "9780262032933")] };
        var line = Encoding.UTF8.GetString(Written(new HarvestedRecord { Id = "1", Datestamp = "", Record = new BibliographicRecord { Title = "算法导论", Related = [related] } }));

        Assert.Contains(""""related":[{"kind":"TranslationOf","title":"Introduction to algorithms","identifiers":[{"scheme":"Isbn","value":"9780262032933"}]}]"""", line);
        var read = Assert.Single(JsonSerializer.Deserialize(line, RecordsJson.Default.HarvestedRecord)!.Record!.Related);
        Assert.Equal((related.Kind, related.Title), (read.Kind, read.Title));
        Assert.Equal(related.Identifiers, read.Identifiers);
        Assert.Empty(JsonSerializer.Deserialize("""{"title":"T"}""", RecordsJson.Default.BibliographicRecord)!.Related);
    }

    [Fact]
    public void Leaves_Chinese_As_It_Is() =>
        Assert.Equal("""{"id":"文","datestamp":""}""", Encoding.UTF8.GetString(Written(new HarvestedRecord { Id = "文", Datestamp = "" })));

    [Theory]
    [InlineData("a\uD800b")]
    [InlineData("\"\uDC00\"")]
    public void Replaces_Half_A_Character(string id) => Assert.Equal(
        id.Replace('\uD800', '\uFFFD').Replace('\uDC00', '\uFFFD'),
        JsonSerializer.Deserialize(Written(new HarvestedRecord { Id = id, Datestamp = "" }), RecordsJson.Default.HarvestedRecord)!.Id);

    private static byte[] Written(HarvestedRecord line)
    {
        using var pack = new JsonLinesPack<HarvestedRecord>(RecordLine.Write);
        pack.Add([line, line]);
        var lines = JsonLines.Unpack(pack.Finish());
        var one = lines.AsSpan(0, lines.Length / 2);
        Assert.True(one.SequenceEqual(lines.AsSpan(lines.Length / 2)));
        Assert.Equal(one.Length - 1, one.IndexOf((byte)'\n'));
        return one[..^1].ToArray();
    }

    internal static void WithoutEmptyLists(JsonNode node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array)
            {
                WithoutEmptyLists(item!);
            }
        }
        else if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                if (value is JsonArray { Count: 0 })
                {
                    members.Remove(name);
                }
                else
                {
                    WithoutEmptyLists(value!);
                }
            }
        }
    }
}
