namespace IntegrationHub.Oai;

/// <summary>The six requests of OAI-PMH 2.0 (section 4). The names are the wire's own.</summary>
public enum OaiVerb
{
    Identify,
    ListMetadataFormats,
    ListSets,
    ListIdentifiers,
    ListRecords,
    GetRecord,
}
