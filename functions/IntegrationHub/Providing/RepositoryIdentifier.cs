using System.Xml.Linq;
using IntegrationHub.Oai;

namespace IntegrationHub.Providing;

/// <summary>Says how the hub's identifiers are made (http://www.openarchives.org/OAI/2.0/guidelines-oai-identifier.htm).</summary>
internal static class RepositoryIdentifier
{
    private static readonly XNamespace Namespace = "http://www.openarchives.org/OAI/2.0/oai-identifier";

    public static string Describe(string repositoryIdentifier) => new XElement(
        Namespace + "oai-identifier",
        new XAttribute(XNamespace.Xmlns + "xsi", OaiNames.SchemaInstance),
        new XAttribute(XNamespace.Get(OaiNames.SchemaInstance) + "schemaLocation", $"{Namespace} http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"),
        new XElement(Namespace + "scheme", "oai"),
        new XElement(Namespace + "repositoryIdentifier", repositoryIdentifier),
        new XElement(Namespace + "delimiter", ":"),
        new XElement(Namespace + "sampleIdentifier", $"oai:{repositoryIdentifier}:002pkdxhttemjagmwtmt63spnt")).ToString(SaveOptions.DisableFormatting);
}
