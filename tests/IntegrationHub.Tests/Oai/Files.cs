namespace IntegrationHub.Tests.Oai;

internal static class Files
{
    /// <summary>A static repository of four items, one of them deleted, one in a second format too; one payload leans on prefixes declared outside it.</summary>
    public const string Valid = """
        <?xml version="1.0" encoding="UTF-8"?>
        <Repository xmlns="http://www.openarchives.org/OAI/2.0/static-repository" xmlns:oai="http://www.openarchives.org/OAI/2.0/"
            xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:marc="http://purl.org/marc"
            xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <Identify>
            <oai:repositoryName>某图书馆 &amp; Co</oai:repositoryName>
            <oai:baseURL>http://gateway.example/oai/x</oai:baseURL>
            <oai:protocolVersion>2.0</oai:protocolVersion>
            <oai:adminEmail>admin@x.example</oai:adminEmail>
            <oai:earliestDatestamp>2024-01-01</oai:earliestDatestamp>
            <oai:deletedRecord>persistent</oai:deletedRecord>
            <oai:granularity>YYYY-MM-DD</oai:granularity>
            <oai:description><about xmlns="urn:about">who we are</about></oai:description>
          </Identify>
          <ListMetadataFormats>
            <oai:metadataFormat><oai:metadataPrefix>oai_dc</oai:metadataPrefix><oai:schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</oai:schema>
              <oai:metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</oai:metadataNamespace></oai:metadataFormat>
            <oai:metadataFormat><oai:metadataPrefix>marc</oai:metadataPrefix><oai:schema>http://x.example/marc.xsd</oai:schema>
              <oai:metadataNamespace>http://purl.org/marc</oai:metadataNamespace></oai:metadataFormat>
          </ListMetadataFormats>
          <ListSets>
            <oai:set><oai:setSpec>a</oai:setSpec><oai:setName>All of A</oai:setName></oai:set>
            <oai:set><oai:setSpec>a:b</oai:setSpec><oai:setName>B in A</oai:setName></oai:set>
            <oai:set><oai:setSpec>c</oai:setSpec><oai:setName>C</oai:setName></oai:set>
          </ListSets>
          <ListRecords metadataPrefix="oai_dc">
            <oai:record><oai:header><oai:identifier>oai:x:3</oai:identifier><oai:datestamp>2024-01-03</oai:datestamp><oai:setSpec>a:b</oai:setSpec></oai:header>
              <oai:metadata><oai_dc:dc><dc:title>三 &lt;3&gt;</dc:title></oai_dc:dc></oai:metadata>
              <oai:about><p xmlns="urn:p">from elsewhere</p></oai:about></oai:record>
            <oai:record><oai:header><oai:identifier>oai:x:1</oai:identifier><oai:datestamp>2024-01-01</oai:datestamp><oai:setSpec>c</oai:setSpec></oai:header>
              <oai:metadata><oai_dc:dc><dc:title>One</dc:title><dc:type xsi:type="dcterms:DCMIType">Text</dc:type></oai_dc:dc></oai:metadata></oai:record>
            <oai:record><oai:header status="deleted"><oai:identifier>oai:x:2</oai:identifier><oai:datestamp>2024-01-02</oai:datestamp></oai:header></oai:record>
            <oai:record><oai:header><oai:identifier>oai:x:0</oai:identifier><oai:datestamp>2024-01-03</oai:datestamp><oai:setSpec>a</oai:setSpec></oai:header>
              <oai:metadata><oai_dc:dc><dc:title>Zero</dc:title></oai_dc:dc></oai:metadata></oai:record>
          </ListRecords>
          <ListRecords metadataPrefix="marc">
            <oai:record><oai:header><oai:identifier>oai:x:1</oai:identifier><oai:datestamp>2024-01-01</oai:datestamp><oai:setSpec>c</oai:setSpec></oai:header>
              <oai:metadata><marc:record>1</marc:record></oai:metadata></oai:record>
          </ListRecords>
        </Repository>
        """;
}
