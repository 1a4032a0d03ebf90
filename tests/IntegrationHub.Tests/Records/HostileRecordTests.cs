using System.Xml;
using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

/// <summary>Records made to cost time or space without end.</summary>
public sealed class HostileRecordTests
{
    [Fact]
    public void A_Record_Of_A_Hundred_Thousand_Values_Keeps_A_Sensible_Number_Of_Them()
    {
        var many = Enumerable.Range(0, 100_000).ToList();
        var record = Read(
            string.Concat(many.Select(i => $"<dc:identifier>B{i}</dc:identifier>")),
            string.Concat(many.Select(i => $"<dc:relation>https://a.example/{i}</dc:relation>")),
            $"<dc:identifier>{string.Join(';', many.Select(i => $"C{i}"))}</dc:identifier>",
            $"<dc:subject>{string.Join(';', many.Select(i => $"topic {i}"))}</dc:subject>",
            $"<dc:creator>{string.Join(';', many.Select(i => $"Name {i}"))}</dc:creator>");

        Assert.Equal(1_000, record.Identifiers.Count);
        Assert.Equal("B0", record.Identifiers[0].Value);
        Assert.Equal(1_000, record.Links.Count);
        Assert.Equal(1_000, record.Subjects.Count);
        Assert.Equal(5_000, record.Creators.Count);
        Assert.True(MatchKeys.Of(record).Length < 2_100);
    }

    [Theory]
    [InlineData('-')]
    [InlineData(',')]
    [InlineData('(')]
    [InlineData('上')]
    public void A_Title_Without_End_Is_Compared_By_Its_Beginning(char c)
    {
        var title = "A history of paper" + new string(c, 1_000_000);

        Assert.True(TitleForm.Of(title).Core.Length <= 1_000);
        Assert.NotNull(PersonForm.Of(title));
    }

    private static BibliographicRecord Read(params string[] elements)
    {
        var xml = $"""<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Title</dc:title>{string.Concat(elements)}</oai_dc:dc>""";
        using var reader = XmlReader.Create(new StringReader(xml));
        reader.MoveToContent();
        return new MetadataFormats().Read(reader).Record;
    }
}
