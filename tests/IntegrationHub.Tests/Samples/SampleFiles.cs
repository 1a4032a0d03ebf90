using System.Xml.Linq;

namespace IntegrationHub.Tests.Samples;

/// <summary>The sample platforms as they stand in the repository, read with nothing but System.Xml.Linq.</summary>
internal static class SampleFiles
{
    public static readonly XNamespace StaticRepository = "http://www.openarchives.org/OAI/2.0/static-repository";
    public static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";
    public static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    public static readonly string[] Names = ["culture", "science", "nstl", "cashl", "member"];

    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(Root, "functions", "IntegrationHub.LocalHost", "Samples");

    public static IReadOnlyDictionary<string, XDocument> Documents { get; } =
        Names.ToDictionary(name => name, name => XDocument.Load(Path.Combine(Folder, $"sample-{name}.xml")));

    public static IReadOnlyList<SampleRecord> Records { get; } =
        [.. Documents.SelectMany(file => file.Value.Descendants(Oai + "record").Select(record => new SampleRecord(file.Key, record)))];

    /// <summary>The pairs of identifiers in a tab-separated file beside the samples, without its heading.</summary>
    public static IReadOnlyList<(string A, string B)> Pairs(string file) =>
        [.. File.ReadLines(Path.Combine(Folder, file)).Skip(1).Select(line => line.Split('\t')).Select(cells => (cells[0], cells[1]))];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IntegrationHub.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No IntegrationHub.sln above the tests.");
    }
}

internal sealed record SampleRecord(string File, XElement Element)
{
    private XElement Header => Element.Element(SampleFiles.Oai + "header")!;

    public string Identifier => Header.Element(SampleFiles.Oai + "identifier")!.Value;

    public string Datestamp => Header.Element(SampleFiles.Oai + "datestamp")!.Value;

    public IEnumerable<string> Sets => Header.Elements(SampleFiles.Oai + "setSpec").Select(set => set.Value);

    public bool Deleted => (string?)Header.Attribute("status") == "deleted";

    public XElement? Payload => Element.Element(SampleFiles.Oai + "metadata")?.Elements().Single();

    public IEnumerable<string> Values(string element) =>
        Payload?.Elements(SampleFiles.Dc + element).Select(value => value.Value) ?? [];
}
