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
    private static readonly Gen<string> Text = Gen.OneOf(Gen.String, Gen.String[Gen.Char["\"\\\u0000\n\u007F\u0085\u2028\uFFFF文é"], 0, 12], Gen.Const("𠮷野家"));

    private static readonly Gen<IReadOnlyList<string>> Texts = Text.List[0, 3].Select(IReadOnlyList<string> (list) => list.Count % 2 == 0 ? list : list.ToArray());

    private static readonly Gen<Access> AnyAccess = Gen.Select(
        Gen.Enum<AccessStatus>(),
        Gen.Select(Gen.Enum<EvidenceKind>(), Gen.Enum<AccessStatus>(), Text, Gen.Enum<EvidenceStrength>(), (kind, says, value, strength) => new AccessEvidence(kind, says, value, strength)).List[0, 3],
        Text.Null(),
        (status, evidence, url) => new Access { Status = status, Evidence = evidence, Url = url });

    private static readonly Gen<BibliographicRecord> AnyRecord = Gen.Select(
        Text.Array[7],
        Texts.Array[6],
        Gen.Int.Nullable(),
        Gen.Enum<WorkType>(),
        Gen.Select(Gen.Enum<SubjectScheme>(), Text, (scheme, value) => new Subject(scheme, value)).List[0, 3],
        Gen.Select(Gen.Enum<IdentifierScheme>(), Text, Gen.Bool, (scheme, value, invalid) => new Identifier(scheme, value, invalid)).List[0, 3],
        AnyAccess,
        (text, lists, year, type, subjects, identifiers, access) => new BibliographicRecord
        {
            Title = text[0],
            AlternativeTitles = lists[0],
            Creators = lists[1],
            Contributors = lists[2],
            Publisher = text[1].Length % 2 == 0 ? text[1] : null,
            Issued = text[2].Length % 2 == 0 ? text[2] : null,
            Year = year,
            Languages = lists[3],
            Type = type,
            Subjects = subjects,
            Abstract = text[3].Length % 2 == 0 ? text[3] : null,
            Container = text[4].Length % 2 == 0 ? text[4] : null,
            Identifiers = identifiers,
            Links = lists[4],
            Rights = lists[5],
            Access = access,
        });

    private static readonly Gen<HarvestedRecord> AnyLine = Gen.Select(
        Text, Text, Texts, Gen.Bool, Text.Null(), AnyRecord.Null(),
        (id, datestamp, sets, deleted, fingerprint, record) =>
            new HarvestedRecord { Id = id, Datestamp = datestamp, Sets = sets, Deleted = deleted, Fingerprint = fingerprint, Record = record });

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

    private static void WithoutEmptyLists(JsonNode node)
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
