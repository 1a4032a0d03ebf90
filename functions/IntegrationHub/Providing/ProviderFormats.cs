using System.Xml.Linq;
using IntegrationHub.Oai;
using IntegrationHub.Records;

namespace IntegrationHub.Providing;

/// <summary>The metadata formats that the hub gives its resources in.</summary>
internal static class ProviderFormats
{
    private static readonly (OaiMetadataFormat Format, Func<ProvidedResource, XElement> Write)[] Known =
    [
        (new OaiMetadataFormat("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", DublinCoreOut.Container.NamespaceName), DublinCoreOut.Write),
        (new OaiMetadataFormat("marcxml", "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd", MarcOut.Marc.NamespaceName), MarcOut.Write),
        (new OaiMetadataFormat("mods", "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd", ModsOut.Mods.NamespaceName), ModsOut.Write),
    ];

    public static IEnumerable<OaiMetadataFormat> All => Known.Select(known => known.Format);

    public static bool Has(string prefix) => Known.Any(known => known.Format.Prefix == prefix);

    /// <summary>The payload, valid by its schema.</summary>
    public static string Write(string prefix, ProvidedResource resource)
    {
        var (format, write) = Known.First(known => known.Format.Prefix == prefix);
        var payload = write(resource);
        payload.Add(new XAttribute(XNamespace.Xmlns + "xsi", OaiNames.SchemaInstance), new XAttribute(XNamespace.Get(OaiNames.SchemaInstance) + "schemaLocation", $"{format.Namespace} {format.Schema}"));
        return payload.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>Where a thing named so is found, or its name as a URN or with its label: what a reader of simple Dublin Core knows it by.</summary>
    public static string Name(Identifier identifier) => identifier.Scheme switch
    {
        IdentifierScheme.Isbn => $"urn:isbn:{identifier.Value}",
        IdentifierScheme.Issn => $"urn:issn:{identifier.Value}",
        IdentifierScheme.Ismn => $"urn:ismn:{identifier.Value}",
        IdentifierScheme.Doi => $"https://doi.org/{identifier.Value}",
        IdentifierScheme.Handle => $"https://hdl.handle.net/{identifier.Value}",
        IdentifierScheme.Arxiv => $"https://arxiv.org/abs/{identifier.Value}",
        IdentifierScheme.Pmid => $"https://pubmed.ncbi.nlm.nih.gov/{identifier.Value}",
        IdentifierScheme.Cstr => $"https://cstr.cn/{identifier.Value}",
        IdentifierScheme.Oclc => $"(OCoLC){identifier.Value}",
        _ => identifier.Value,
    };

    /// <summary>Characters that XML 1.0 can carry.</summary>
    public static string Clean(string text) => GatewayAnswer.Printable(text);
}
