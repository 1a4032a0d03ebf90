using System.Text;
using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

public class StaticRepositoryTests
{
    [Fact]
    public void Reads_A_File_With_Sets_And_Deletions()
    {
        var repository = Read(Files.Valid);

        Assert.Equal("某图书馆 & Co", repository.Identify.RepositoryName);
        Assert.Equal(OaiDeletedRecord.Persistent, repository.Identify.DeletedRecord);
        Assert.Equal(["oai_dc", "marc"], repository.Formats.Select(f => f.Prefix));
        Assert.Equal([new OaiSet("a", "All of A"), new OaiSet("a:b", "B in A"), new OaiSet("c", "C")], repository.Sets);
        Assert.Equal(["oai:x:1", "oai:x:2", "oai:x:0", "oai:x:3"], repository.Records["oai_dc"].Select(r => r.Header.Identifier));
    }

    [Fact]
    public void Sets_That_Nobody_Lists_Are_Named_By_Their_Spec_And_Have_Their_Parents()
    {
        var file = Files.Valid.Remove(Files.Valid.IndexOf("<ListSets>", StringComparison.Ordinal), Files.Valid.IndexOf("</ListSets>", StringComparison.Ordinal) + 11 - Files.Valid.IndexOf("<ListSets>", StringComparison.Ordinal));

        Assert.Equal(["a", "a:b", "c"], Read(file).Sets.Select(set => set.Name));
    }

    [Fact]
    public void A_Listed_Set_Brings_Its_Parents() =>
        Assert.Equal(["a", "a:b", "c", "d", "d:e", "d:e:f"], Read(Files.Valid.Replace("</ListSets>", "<oai:set><oai:setSpec>d:e:f</oai:setSpec><oai:setName>F</oai:setName></oai:set></ListSets>", StringComparison.Ordinal)).Sets.Select(set => set.Spec));

    [Fact]
    public void No_Record_Is_Earlier_Than_The_Earliest_Datestamp() =>
        Assert.Equal("2024-01-01", Read(Files.Valid.Replace("earliestDatestamp>2024-01-01", "earliestDatestamp>2024-01-03", StringComparison.Ordinal)).Identify.EarliestDatestamp);

    [Fact]
    public void Rejects_A_File_That_Is_Nothing_But_Start_Tags()
    {
        var deep = string.Concat(string.Concat(Enumerable.Repeat("<a>", 200_000)), string.Concat(Enumerable.Repeat("</a>", 200_000)));
        var file = Files.Valid.Replace("<marc:record>", $"<marc:record>{deep}", StringComparison.Ordinal);

        Assert.False(StaticRepository.TryRead(Encoding.UTF8.GetBytes(file), out _, out var mistakes));
        Assert.Contains("nested deeper than 100", Assert.Single(mistakes), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_Files_Have_Equal_Fingerprints()
    {
        Assert.Equal(Read(Files.Valid).Fingerprint, Read(Files.Valid).Fingerprint);
        Assert.NotEqual(Read(Files.Valid).Fingerprint, Read(Files.Valid + "\n").Fingerprint);
    }

    [Theory]
    [InlineData("<Repository", "<Repo", "not well-formed")]
    [InlineData("2.0/static-repository\"", "2.0/other\"", "the root element is")]
    [InlineData("<oai:protocolVersion>2.0", "<oai:protocolVersion>1.1", "protocolVersion '1.1' must be 2.0")]
    [InlineData("<oai:granularity>YYYY-MM-DD", "<oai:granularity>YYYY-MM-DDThh:mm:ssZ", "granularity")]
    [InlineData("admin@x.example", "nobody", "adminEmail")]
    [InlineData("<oai:deletedRecord>persistent", "<oai:deletedRecord>no", "'oai:x:2' is deleted, but deletedRecord is 'no'")]
    [InlineData("<oai:earliestDatestamp>2024-01-01", "<oai:earliestDatestamp>long ago", "earliestDatestamp 'long ago' must be a day")]
    [InlineData("<oai:baseURL>http", "<oai:baseURL>ht tp", "baseURL")]
    [InlineData("<oai:metadataPrefix>marc<", "<oai:metadataPrefix>m c<", "metadataPrefix 'm c' has characters")]
    [InlineData("<ListRecords metadataPrefix=\"marc\">", "<ListRecords metadataPrefix=\"mods\">", "'mods', which ListMetadataFormats does not list")]
    [InlineData("<oai:identifier>oai:x:3<", "<oai:identifier>oai:x:1<", "'oai:x:1' occurs twice")]
    [InlineData("<oai:datestamp>2024-01-03<", "<oai:datestamp>2024-02-30<", "datestamp '2024-02-30' must be a day")]
    [InlineData("</oai:datestamp><oai:setSpec>c<", "</oai:datestamp><oai:setSpec>d<", "the set 'd' is not in ListSets")]
    [InlineData("</oai:datestamp><oai:setSpec>c<", "</oai:datestamp><oai:setSpec>c c<", "the setSpec 'c c' has characters")]
    [InlineData("<marc:record>", "<marc xmlns='urn:other'/><marc:record>", "metadata of exactly one element")]
    [InlineData("http://purl.org/marc", "http://purl.org/marx", "and not in 'http://purl.org/marx'")]
    public void Rejects_Each_Mistake_With_A_Sentence(string right, string wrong, string mistake)
    {
        var file = Files.Valid.Contains($"xmlns:marc=\"{right}\"", StringComparison.Ordinal)
            ? Files.Valid.Replace($"<oai:metadataNamespace>{right}", $"<oai:metadataNamespace>{wrong}", StringComparison.Ordinal)
            : ReplaceFirst(Files.Valid, right, wrong);

        Assert.False(StaticRepository.TryRead(Encoding.UTF8.GetBytes(file), out var repository, out var mistakes));

        Assert.Null(repository);
        Assert.Contains(mistakes, m => m.Contains(mistake, StringComparison.Ordinal));
    }

    [Fact]
    public void Finds_Every_Mistake_At_Once_With_Its_Line()
    {
        var file = Files.Valid.Replace("<oai:protocolVersion>2.0", "<oai:protocolVersion>3", StringComparison.Ordinal)
            .Replace("admin@x.example", "nobody", StringComparison.Ordinal).Replace("<oai:setSpec>c<", "<oai:setSpec>c c<", StringComparison.Ordinal);

        Assert.False(StaticRepository.TryRead(Encoding.UTF8.GetBytes(file), out _, out var mistakes));

        Assert.True(mistakes.Count >= 3);
        Assert.All(mistakes, mistake => Assert.Matches("^Line [1-9]", mistake));
    }

    [Fact]
    public void Refuses_What_It_Would_Not_Want_To_Hold()
    {
        Assert.False(StaticRepository.TryRead(new byte[StaticRepository.MaxBytes + 1], out _, out var mistakes));
        Assert.Contains("at most", Assert.Single(mistakes));
        Assert.False(StaticRepository.TryRead("<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"u8.ToArray(), out _, out mistakes));
        Assert.Contains("DTD", Assert.Single(mistakes));
    }

    [SkippableTheory]
    [InlineData("clarin/src__test__resources__static-repo.xml", "", 1)]
    [InlineData("http-oai-perl/repository.xml", "file:examples/", 2)]
    public void Reads_Real_Files(string path, string wrong, int formats)
    {
        var file = Path.Combine(Shared.Folder("wild"), path);
        Skip.IfNot(File.Exists(file), "no ../shared/wild here");

        Assert.True(StaticRepository.TryRead(Latin1(File.ReadAllBytes(file), wrong), out var repository, out var mistakes), string.Join('\n', mistakes));
        Assert.Equal(formats, repository.Formats.Count);
    }

    private static byte[] Latin1(byte[] file, string wrong) =>
        wrong.Length == 0 ? file : Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(file).Replace(wrong, "http://a.example/", StringComparison.Ordinal));

    private static StaticRepository Read(string file)
    {
        Assert.True(StaticRepository.TryRead(Encoding.UTF8.GetBytes(file), out var repository, out var mistakes), string.Join('\n', mistakes));
        return repository;
    }

    private static string ReplaceFirst(string text, string right, string wrong)
    {
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0);
        return text.Remove(at, right.Length).Insert(at, wrong);
    }
}
