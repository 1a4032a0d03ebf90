using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace IntegrationHub.Tests.Providing;

/// <summary>Payloads of every record in the repository against the published schemas. MODS 3.6 stands for 3.8 where only that is there: then <c>alternativeName</c>, new in 3.7, is its one fault.</summary>
public sealed class ProviderSchemaTests
{
    private static readonly string Folder = Path.Combine(Repository.Shared, "schemas", "oai");

    [SkippableTheory]
    [InlineData("oai_dc", "oai_dc.xsd")]
    [InlineData("marcxml", "MARC21slim.xsd")]
    [InlineData("mods", "mods-3-8.xsd", "mods-3-6.xsd")]
    public void Every_Record_Is_Valid(string prefix, params string[] files)
    {
        var file = files.Select(name => Path.Combine(Folder, name)).FirstOrDefault(File.Exists);
        Skip.If(file is null, "The schemas are not beside the checkout.");
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, file);
        var faults = new List<string>();
        foreach (var (name, record) in ProvidedRecords.All)
        {
            var payload = new XDocument(ProvidedRecords.Write(prefix, ("cashl", record), ("member", record with { Access = new() })));
            payload.Validate(schemas, (_, fault) => faults.Add($"{name}: {fault.Message}"));
        }

        if (file.EndsWith("mods-3-6.xsd", StringComparison.Ordinal))
        {
            faults.RemoveAll(fault => fault.Contains("alternativeName", StringComparison.Ordinal));
        }

        Assert.Empty(faults);
    }
}
