using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace IntegrationHub.Tests.Samples;

public sealed partial class SampleFilesTests
{
    private static readonly IReadOnlyList<SampleRecord> Live = [.. SampleFiles.Records.Where(record => !record.Deleted)];

    [Fact]
    public void Hold_At_Least_2400_Records_In_Less_Than_6_Megabytes()
    {
        Assert.InRange(Live.Count, 2400, 5000);
        Assert.InRange(Directory.EnumerateFiles(SampleFiles.Folder).Sum(file => new FileInfo(file).Length), 1, 6_000_000);
        Assert.All(SampleFiles.Names, name => Assert.InRange(Live.Count(record => record.File == name), 500, 1000));
    }

    [Fact]
    public void Are_Chinese_For_At_Least_Two_Fifths() =>
        Assert.InRange((double)Live.Count(record => Han().IsMatch(record.Values("title").First())) / Live.Count, 0.4, 0.8);

    [Fact]
    public void Say_That_They_Are_Samples_In_Every_Place_Where_A_Reader_Looks()
    {
        Assert.All(SampleFiles.Documents.Values, file =>
        {
            var name = file.Descendants(SampleFiles.Oai + "repositoryName").Single().Value;
            Assert.StartsWith("SAMPLE in the shape of", name, StringComparison.Ordinal);
            Assert.Contains("not its data", name, StringComparison.Ordinal);
            Assert.Contains("SAMPLE", file.Nodes().OfType<XComment>().First().Value, StringComparison.Ordinal);
        });
        Assert.All(Live, record => Assert.StartsWith("Sample in the shape of", Assert.Single(record.Values("description")), StringComparison.Ordinal));
    }

    [Fact]
    public void Are_Static_Repositories_Of_One_Dublin_Core_List() =>
        Assert.All(SampleFiles.Documents.Values, file =>
        {
            Assert.Equal(SampleFiles.StaticRepository + "Repository", file.Root!.Name);
            Assert.Equal(["Identify", "ListMetadataFormats", "ListRecords"], file.Root.Elements().Select(part => part.Name.LocalName));
            Assert.Equal("oai_dc", (string?)file.Root.Element(SampleFiles.StaticRepository + "ListRecords")!.Attribute("metadataPrefix"));
            Assert.Equal("YYYY-MM-DD", file.Descendants(SampleFiles.Oai + "granularity").Single().Value);
        });

    [Fact]
    public void Identify_Every_Record_Once_And_Under_Its_Own_Repository()
    {
        Assert.Equal(SampleFiles.Records.Count, SampleFiles.Records.DistinctBy(record => record.Identifier).Count());
        Assert.All(SampleFiles.Records, record => Assert.Matches($@"^oai:sample-{record.File}\.example\.org:\d{{6}}$", record.Identifier));
    }

    [Fact]
    public void Date_Every_Record_By_The_Day_Over_Several_Years_From_The_Earliest_Datestamp_On()
    {
        foreach (var name in SampleFiles.Names)
        {
            var days = SampleFiles.Records.Where(record => record.File == name)
                .Select(record => DateOnly.ParseExact(record.Datestamp, "yyyy-MM-dd", CultureInfo.InvariantCulture)).ToList();
            var earliest = SampleFiles.Documents[name].Descendants(SampleFiles.Oai + "earliestDatestamp").Single().Value;
            Assert.Equal(earliest, days.Min().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Assert.True(days.Select(day => day.Year).Distinct().Count() >= 4);
        }
    }

    [Fact]
    public void Title_Every_Record_And_Leave_No_Element_Empty()
    {
        Assert.All(Live, record => Assert.NotEmpty(record.Values("title")));
        Assert.All(Live.SelectMany(record => record.Payload!.Elements()), element => Assert.False(string.IsNullOrWhiteSpace(element.Value)));
    }

    [Fact]
    public void Have_Three_To_Six_Sets_Some_Within_Another_And_About_Ten_Deletions_A_File()
    {
        foreach (var name in SampleFiles.Names)
        {
            var records = SampleFiles.Records.Where(record => record.File == name).ToList();
            var sets = records.SelectMany(record => record.Sets).Distinct().ToList();
            Assert.InRange(sets.Count, 3, 6);
            Assert.Contains(sets, set => set.Contains(':', StringComparison.Ordinal));
            Assert.All(records, record => Assert.NotEmpty(record.Sets));
            Assert.InRange(records.Count(record => record.Deleted), 8, 12);
            Assert.All(records, record => Assert.Equal(record.Deleted, record.Payload is null));
        }
    }

    [Fact]
    public void Give_Only_Isbns_Issns_And_Dois_That_Can_Be()
    {
        var identifiers = Live.SelectMany(record => record.Values("identifier")).ToList();
        var isbns = identifiers.Select(value => IsbnShape().Match(value)).Where(match => match.Success).Select(match => match.Groups[1].Value).ToList();
        var issns = identifiers.Where(value => value.StartsWith("ISSN ", StringComparison.Ordinal)).Select(value => value[5..]).ToList();
        var dois = identifiers.Where(value => value.Contains("doi", StringComparison.OrdinalIgnoreCase) || value.StartsWith("10.", StringComparison.Ordinal)).ToList();

        Assert.True(isbns.Count >= 100);
        Assert.All(isbns, isbn => Assert.True(IsIsbn(isbn.Replace("-", "", StringComparison.Ordinal)), isbn));
        Assert.NotEmpty(issns);
        Assert.All(issns, issn => Assert.True(IsIssn(issn), issn));
        Assert.True(dois.Count >= 300);
        Assert.All(dois, doi => Assert.Matches(@"^(https?://(dx\.)?doi\.org/|doi:|DOI: )?10\.\d{4,9}/\S+$", doi));
        Assert.All(identifiers.Except(dois).Where(value => !IsbnShape().IsMatch(value) && !value.StartsWith("ISSN ", StringComparison.Ordinal)),
            link => Assert.True(Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https", link));
    }

    [Fact]
    public void Keep_The_Members_Catalogue_Free_Of_Links_And_Licences() =>
        Assert.All(Live.Where(record => record.File == "member"), record =>
        {
            Assert.DoesNotContain(record.Values("identifier"), value => value.StartsWith("http", StringComparison.Ordinal));
            Assert.Empty(record.Values("rights"));
        });

    [Fact]
    public void Overlap_In_At_Least_300_Known_Pairs_Across_Files_Some_In_Three()
    {
        var live = Live.ToDictionary(record => record.Identifier);
        var pairs = SampleFiles.Pairs("overlaps.tsv");
        Assert.True(pairs.Count >= 300);
        Assert.Equal(pairs.Count, pairs.Distinct().Count());
        Assert.All(pairs, pair => Assert.NotEqual(live[pair.A].File, live[pair.B].File));
        var files = pairs.SelectMany(pair => new[] { (Key: pair.A, live[pair.B].File), (Key: pair.B, live[pair.A].File) })
            .GroupBy(end => end.Key, end => end.File);
        Assert.True(files.Count(others => others.Distinct().Count() >= 2) >= 200);
    }

    [Fact]
    public void Know_Near_Misses_That_Are_No_Overlaps()
    {
        var live = Live.Select(record => record.Identifier).ToHashSet();
        var near = SampleFiles.Pairs("near-misses.tsv");
        Assert.True(near.Count >= 30);
        Assert.All(near, pair => Assert.True(live.Contains(pair.A) && live.Contains(pair.B)));
        Assert.Empty(near.Intersect(SampleFiles.Pairs("overlaps.tsv")));
    }

    [SkippableFact]
    public void Are_Valid_By_The_Schema_Of_Oai_Dc()
    {
        var schema = Path.Combine(SampleFiles.Root, "..", "shared", "schemas", "oai", "oai_dc.xsd");
        Skip.IfNot(File.Exists(schema), "The schemas of openarchives.org are not beside the checkout.");
        var set = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        using var reader = XmlReader.Create(schema, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        set.Add(null, reader);
        set.Compile();
        Assert.All(Live, record => new XDocument(record.Payload!).Validate(set, (_, fault) => Assert.Fail($"{record.Identifier}: {fault.Message}")));
    }

    private static bool IsIsbn(string isbn) => isbn.Length switch
    {
        10 => isbn.Select((digit, place) => (10 - place) * (digit == 'X' ? 10 : digit - '0')).Sum() % 11 == 0,
        13 => isbn.Select((digit, place) => (place % 2 == 0 ? 1 : 3) * (digit - '0')).Sum() % 10 == 0,
        _ => false,
    };

    private static bool IsIssn(string issn) => Regex.IsMatch(issn, @"^\d{4}-\d{3}[\dX]$")
        && issn.Remove(4, 1).Select((digit, place) => (8 - place) * (digit == 'X' ? 10 : digit - '0')).Sum() % 11 == 0;

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex(@"^(?:urn:isbn:|ISBN ?:? ?)?((?:97[89]-?)?\d{9}[\dX])$")]
    private static partial Regex IsbnShape();
}
