using System.Xml;

namespace IntegrationHub.Records;

internal enum DublinCoreElement
{
    None,
    Title,
    Creator,
    Contributor,
    Publisher,
    Date,
    Language,
    Type,
    Subject,
    Description,
    Identifier,
    Source,
    Relation,
    Rights,
}

/// <summary>The children of a Dublin Core payload by element, their texts cleaned, in the record's order. Cleared and filled again for each record.</summary>
internal sealed class DublinCoreFields
{
    /// <summary>The longest lists of authors known have some five thousand names; what goes on beyond is no description.</summary>
    private const int MostTexts = 5_000;

    /// <summary>Elements that are searched for repetitions and become match keys: sets of books in a thousand volumes have been seen.</summary>
    private const int MostOfOthers = 1_000;

    private readonly List<string>[] _texts = [.. Enum.GetValues<DublinCoreElement>().Select(static _ => new List<string>())];

    private string? _acceptedNamespace;

    public List<string> this[DublinCoreElement element] => _texts[(int)element];

    /// <summary>One pass over the payload that the reader stands on; leaves the reader behind its end tag.</summary>
    public void Read(XmlReader reader)
    {
        foreach (var texts in _texts)
        {
            texts.Clear();
        }

        if (reader.IsEmptyElement)
        {
            reader.Read();
            return;
        }

        var depth = reader.Depth;
        reader.Read();
        while (reader.Depth > depth && !reader.EOF)
        {
            var element = reader.NodeType == XmlNodeType.Element ? ElementOf(reader) : DublinCoreElement.None;
            if (element == DublinCoreElement.None)
            {
                // A wrapper that we don't know is transparent: what it holds may be Dublin Core.
                reader.Read();
                continue;
            }

            var scheme = reader.HasAttributes ? SchemeOf(reader) : null;
            var most = element is DublinCoreElement.Creator or DublinCoreElement.Contributor ? MostTexts : MostOfOthers;
            var given = XmlText.Read(reader);
            var text = this[element].Count < most ? DisplayText.Clean(given) : string.Empty;
            if (text.Length > 0)
            {
                this[element].Add(scheme is null || text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) ? text : $"{scheme}:{text}");
            }
        }

        reader.Read();
    }

    /// <summary>An attribute that says which scheme the value belongs to, as a label that the readers of texts know: scheme="ISBN", xsi:type="dcterms:DDC".</summary>
    private static string? SchemeOf(XmlReader reader)
    {
        var scheme = reader.GetAttribute("type", "http://www.w3.org/2001/XMLSchema-instance") ?? reader.GetAttribute("scheme");
        if (scheme is null)
        {
            return null;
        }

        var name = scheme.AsSpan(scheme.LastIndexOf(':') + 1);
        foreach (var known in (ReadOnlySpan<string>)["ISBN", "ISSN", "DOI", "CLC", "DDC", "LCC"])
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        return null;
    }

    private DublinCoreElement ElementOf(XmlReader reader)
    {
        var uri = reader.NamespaceURI;
        if (!ReferenceEquals(uri, _acceptedNamespace))
        {
            if (!IsDublinCore(uri))
            {
                return DublinCoreElement.None;
            }

            _acceptedNamespace = uri;
        }

        var element = ByName(reader.LocalName);
        return element == DublinCoreElement.None && reader.LocalName.AsSpan().ContainsAnyInRange('A', 'Z') ? ByName(reader.LocalName.ToLowerInvariant()) : element;
    }

    /// <summary>1.1, 1.0, none at all, or the container's own where a provider forgot the prefix.</summary>
    private static bool IsDublinCore(string uri) =>
        uri.Length == 0
        || uri.Contains("purl.org/dc/", StringComparison.OrdinalIgnoreCase)
        || uri.Contains("purl.org/metadata/dublin_core", StringComparison.OrdinalIgnoreCase)
        || uri.StartsWith("http://www.openarchives.org/OAI/", StringComparison.OrdinalIgnoreCase)
        || uri.Contains("dublincore.org", StringComparison.OrdinalIgnoreCase);

    private static DublinCoreElement ByName(string name) => name switch
    {
        "title" => DublinCoreElement.Title,
        "creator" => DublinCoreElement.Creator,
        "contributor" => DublinCoreElement.Contributor,
        "publisher" => DublinCoreElement.Publisher,
        "date" => DublinCoreElement.Date,
        "language" => DublinCoreElement.Language,
        "type" => DublinCoreElement.Type,
        "subject" => DublinCoreElement.Subject,
        "description" => DublinCoreElement.Description,
        "identifier" => DublinCoreElement.Identifier,
        "source" => DublinCoreElement.Source,
        "relation" => DublinCoreElement.Relation,
        "rights" => DublinCoreElement.Rights,
        _ => DublinCoreElement.None,
    };
}
