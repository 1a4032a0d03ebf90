using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Publishing;

/// <summary>
/// CSL-JSON by the rules of its schema (https://resource.citationstyles.org/schema/latest/input/json/csl-data.json): an array; type and id in every item; nothing that the schema does not name.
/// </summary>
public sealed class CslSchemaTests
{
    private const string Hostile = "\"}],\"type\":\"book\"\\ </script>\u2028\0";

    private static readonly string[] Types =
    [
        "article", "article-journal", "book", "chapter", "classic", "collection", "dataset", "document", "graphic", "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference",
        "patent", "periodical", "report", "software", "song", "standard", "thesis", "webpage",
    ];

    private static readonly string[] NameVariables = ["author", "editor", "translator"];
    private static readonly string[] NameParts = ["family", "given", "literal"];

    private static readonly string[] Texts =
    [
        "type", "id", "language", "abstract", "collection-number", "collection-title", "container-title", "DOI", "edition", "ISBN", "ISSN", "issue", "page", "PMCID", "PMID", "publisher", "publisher-place",
        "title", "URL", "volume",
    ];

    public static TheoryData<WorkType> WorkTypes => [.. Enum.GetValues<WorkType>()];

    [Theory]
    [MemberData(nameof(WorkTypes))]
    public void Every_Item_Is_Valid(WorkType type)
    {
        var record = new BibliographicRecord
        {
            Title = "A mathematical theory of communication",
            Type = type,
            Creators = ["Shannon, Claude E.", "曹雪芹", new Agent("Bell Laboratories") { Kind = AgentKind.Organisation }],
            Contributors = [new Agent("Hawkes, David") { Role = "trl" }, new Agent("Weaver, Warren") { Role = "edt" }],
            Issued = "1948-07-15",
            Year = 1948,
            Container = new Container("Bell System Technical Journal") { Volume = "27", Issue = "3", Pages = "379-423", Issn = "0005-8580" },
            Series = [new Container("Monographs") { Volume = "4" }],
            Publisher = "AT&T",
            Place = "New York",
            Edition = "2nd",
            Languages = ["en"],
            Abstract = Hostile,
            Identifiers =
            [
                new Identifier(IdentifierScheme.Doi, "10.1002/j.1538-7305.1948.tb01338.x"), new Identifier(IdentifierScheme.Isbn, "9787020002207"), new Identifier(IdentifierScheme.Pmid, "22140103"),
                new Identifier(IdentifierScheme.Pmcid, "PMC3531190"),
            ],
        };

        Check(record);
        Check(new BibliographicRecord { Title = Hostile, Type = type, Creators = [Hostile], Issued = Hostile });
    }

    private static void Check(BibliographicRecord record)
    {
        var member = new Member { Source = SourceId.Parse("platform"), Id = "1", Datestamp = "2024-01-01", Since = "2024-01-01", Fingerprint = "f", Record = record };
        var resource = new Resource { Id = ResourceId.Of(member.RecordId), Members = [member] };
        using var written = JsonDocument.Parse(CslWriter.Write([new CitedResource(resource, MergedView.Of(resource), "https://hub.example/api/resources/1")]));
        var item = Assert.Single(written.RootElement.EnumerateArray());

        Assert.Contains(item.GetProperty("type").GetString(), Types);
        Assert.Equal(resource.Id.ToString(), item.GetProperty("id").GetString());
        Assert.Equal(record.Title, item.GetProperty("title").GetString());
        Assert.Equal(item.EnumerateObject().Select(property => property.Name).Distinct(), item.EnumerateObject().Select(property => property.Name));
        foreach (var property in item.EnumerateObject())
        {
            switch (property.Name)
            {
                case var name when NameVariables.Contains(name):
                    Assert.All(property.Value.EnumerateArray(), one => Assert.All(one.EnumerateObject(), part => Assert.Contains(part.Name, NameParts)));
                    break;
                case "issued":
                    CheckDate(property.Value);
                    break;
                default:
                    Assert.Contains(property.Name, Texts);
                    Assert.Equal(JsonValueKind.String, property.Value.ValueKind);
                    break;
            }
        }
    }

    private static void CheckDate(JsonElement date)
    {
        var content = Assert.Single(date.EnumerateObject());
        if (content.Name == "literal")
        {
            Assert.Equal(JsonValueKind.String, content.Value.ValueKind);
            return;
        }

        Assert.Equal("date-parts", content.Name);
        var parts = Assert.Single(content.Value.EnumerateArray());
        Assert.InRange(parts.GetArrayLength(), 1, 3);
        Assert.All(parts.EnumerateArray(), part => Assert.Equal(JsonValueKind.Number, part.ValueKind));
    }
}
