using System.Xml.Linq;
using IntegrationHub.Linking;
using IntegrationHub.Oai;
using IntegrationHub.Sources;

namespace IntegrationHub.Providing;

/// <summary>
/// Where a resource's member records come from: a container each (guidelines for provenance, http://www.openarchives.org/OAI/2.0/guidelines-provenance.htm).
/// A record whose source is gone, or harvested in a format whose namespace is not known for sure, has none.
/// </summary>
internal sealed class Provenance(IReadOnlyList<Source> sources)
{
    private static readonly XNamespace Namespace = "http://www.openarchives.org/OAI/2.0/provenance";

    private readonly Dictionary<SourceId, Source> _sources = sources.ToDictionary(source => source.Id);

    /// <param name="resource">Whose members are asked for.</param>
    /// <param name="at">The index keeps no time of harvest: that of publication, shortly after it, stands for it.</param>
    public IEnumerable<string> Of(Resource resource, string at) =>
        from member in resource.Members
        where _sources.ContainsKey(member.Source)
        let source = _sources[member.Source]
        let format = NamespaceOf(source.MetadataPrefix)
        where format is not null && OaiDates.Parse(member.Datestamp) is not null && OaiNames.IsUri(member.Id)
        select new XElement(
            Namespace + "provenance",
            new XAttribute(XNamespace.Xmlns + "xsi", OaiNames.SchemaInstance),
            new XAttribute(XNamespace.Get(OaiNames.SchemaInstance) + "schemaLocation", $"{Namespace} http://www.openarchives.org/OAI/2.0/provenance.xsd"),
            new XElement(
                Namespace + "originDescription",
                new XAttribute("harvestDate", at),
                new XAttribute("altered", "true"),
                new XElement(Namespace + "baseURL", source.BaseUrl),
                new XElement(Namespace + "identifier", member.Id),
                new XElement(Namespace + "datestamp", member.Datestamp),
                new XElement(Namespace + "metadataNamespace", format))).ToString(SaveOptions.DisableFormatting);

    private static string? NamespaceOf(string prefix) => prefix switch
    {
        "oai_dc" => DublinCoreOut.Container.NamespaceName,
        "marcxml" or "marc21" => MarcOut.Marc.NamespaceName,
        "mods" => "http://www.loc.gov/mods/v3",
        _ => null,
    };
}
