using System.Collections;

namespace IntegrationHub.Oai;

/// <summary>What providers get wrong and this room puts right without changing meaning.</summary>
public enum OaiRepair
{
    /// <summary>Blanks before the XML declaration.</summary>
    BlankBeforeDeclaration,

    /// <summary>Characters that XML 1.0 forbids, raw or as a reference: removed.</summary>
    IllegalCharacter,

    /// <summary>Byte sequences that are no text in UTF-8, or in the page's own encoding: replaced by U+FFFD.</summary>
    InvalidUtf8,

    /// <summary>The page was in another encoding than it said.</summary>
    MislabelledEncoding,

    /// <summary>A named HTML entity that XML doesn't know: replaced by its character.</summary>
    UndeclaredEntity,

    /// <summary>A bare ampersand or less-than sign in text: escaped.</summary>
    UnescapedMarkup,

    /// <summary>A namespace prefix used without its declaration.</summary>
    UndeclaredPrefix,

    /// <summary>A record that is not well-formed: cut out (and listed as a reject) so that the others could be read.</summary>
    IllFormedRecord,

    /// <summary>gzip or zlib without a Content-Encoding.</summary>
    UndeclaredCompression,

    /// <summary>A Content-Encoding over what was not compressed.</summary>
    FalseCompression,

    /// <summary>Warnings of the server's software, or any other text, before the answer: passed over.</summary>
    StrayText,

    /// <summary>More than one XML declaration.</summary>
    DuplicateDeclaration,

    /// <summary>A root element whose attributes are not well-formed: read by its name and what namespaces it declares.</summary>
    IllFormedRoot,

    /// <summary>A root element in no namespace, or another than OAI-PMH 2.0's.</summary>
    WrongNamespace,

    /// <summary>Names of the protocol's elements in other letters: capitals, or none.</summary>
    WrongCase,

    /// <summary>Records outside the list, within another record, or within an element that the protocol doesn't know.</summary>
    MisplacedRecord,

    /// <summary>Tags between records that don't belong there: cut out, or turned into the end tag that was meant.</summary>
    StrayMarkup,

    /// <summary>The page broke off: what came before the break was read.</summary>
    TruncatedPage,

    /// <summary>References that were escaped twice; whoever reads the texts resolves them.</summary>
    DoubleEncodedEntity,
}

/// <summary>Counts of repairs by kind; kinds that did not occur are absent.</summary>
public sealed class OaiRepairs : IReadOnlyCollection<KeyValuePair<OaiRepair, int>>
{
    public static readonly OaiRepairs None = new();

    private readonly SortedDictionary<OaiRepair, int> _counts = [];

    public int Count => _counts.Count;

    public int Total => _counts.Values.Sum();

    public int this[OaiRepair kind] => _counts.GetValueOrDefault(kind);

    public IEnumerator<KeyValuePair<OaiRepair, int>> GetEnumerator() => _counts.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(OaiRepairs others)
    {
        foreach (var (kind, count) in others)
        {
            Add(kind, count);
        }
    }

    internal void Add(OaiRepair kind, int count = 1)
    {
        if (count > 0)
        {
            _counts[kind] = this[kind] + count;
        }
    }
}
