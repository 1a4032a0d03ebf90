using System.Xml.Linq;
using IntegrationHub.Providing;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Providing;

public sealed class ProviderFormatsTests
{
    private static readonly BibliographicRecord Kant = new()
    {
        Title = "Kritik & <Vernunft>",
        Subtitle = "注",
        Creators = ["Kant, Immanuel"],
        Year = 1960,
        Issued = "1960",
        Type = WorkType.Book,
        Languages = ["zh"],
        Subjects = [new Subject(SubjectScheme.Clc, "B516.31")],
        Identifiers = [new Identifier(IdentifierScheme.Isbn, "9787020002207")],
        Access = new Access { Status = AccessStatus.Free, Url = "https://cashl.example/1" },
    };

    [Fact]
    public void Dublin_Core_Carries_Names_Numbers_Classes_And_Addresses()
    {
        var dc = ProvidedRecords.Write("oai_dc", ("cashl", Kant));

        Assert.Equal(DublinCoreOut.Container + "dc", dc.Name);
        Assert.Equal(["Kritik & <Vernunft>: 注"], Values(dc, "title"));
        Assert.Equal(["Kant, Immanuel"], Values(dc, "creator"));
        Assert.Equal(["中图分类号: B516.31"], Values(dc, "subject"));
        Assert.Contains("urn:isbn:9787020002207", Values(dc, "identifier"));
        Assert.Contains("https://cashl.example/1", Values(dc, "identifier"));
    }

    [Fact]
    public void Marc_Carries_Them_In_Their_Fields()
    {
        var marc = ProvidedRecords.Write("marcxml", ("cashl", Kant));

        Assert.Equal(24, marc.Element(MarcOut.Marc + "leader")!.Value.Length);
        Assert.Equal(40, marc.Elements(MarcOut.Marc + "controlfield").Single(field => (string?)field.Attribute("tag") == "008").Value.Length);
        Assert.Equal("9787020002207", Subfield(marc, "020", "a"));
        Assert.Equal("Kant, Immanuel", Subfield(marc, "100", "a"));
        Assert.Equal("Kritik & <Vernunft>", Subfield(marc, "245", "a"));
        Assert.Equal("注", Subfield(marc, "245", "b"));
        Assert.Equal("B516.31", Subfield(marc, "084", "a"));
        Assert.Equal("https://cashl.example/1", Subfield(marc, "856", "u"));
    }

    [Theory]
    [InlineData("oai_dc")]
    [InlineData("marcxml")]
    [InlineData("mods")]
    public void Writes_Only_What_Xml_Can_Carry(string prefix)
    {
        Assert.Contains("a\uFFFDb\uFFFD", ProvidedRecords.Write(prefix, ("cashl", Kant with { Title = "a\u0001b\uFFFE" })).Value, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Values(XElement dc, string name) => dc.Elements(DublinCoreOut.Dc + name).Select(element => element.Value);

    private static string Subfield(XElement marc, string tag, string code) =>
        marc.Elements(MarcOut.Marc + "datafield").Single(field => (string?)field.Attribute("tag") == tag).Elements().Single(field => (string?)field.Attribute("code") == code).Value;
}
