using System.Collections.Frozen;
using System.Xml;
using IntegrationHub.Sources;
using static IntegrationHub.Records.PayloadTree;

namespace IntegrationHub.Records;

/// <summary>
/// Reads whatever format a record's metadata is in. The format is recognised by the payload itself: its root's name and namespace, what is inside where that
/// leaves it open or where it is only an envelope; never by the prefix that it was asked for under. For one thread: make one for each reader of pages.
/// </summary>
/// <param name="policy">What the source's admin says about free access.</param>
public sealed class MetadataFormats(AccessPolicy policy = AccessPolicy.ByEvidence)
{
    private const string DublinCore = "dc";

    /// <summary>Richer formats first: of several within one envelope the first is read.</summary>
    private static readonly string[] Richest = ["mods", "marc21", "unimarc", "datacite", "jats", "nstl", "oai_openaire", "oaf", "edm", "etdms", "lom"];

    private static readonly Format[] All = [.. CrosswalkTable.Names().Select(static name => new Format(CrosswalkTable.Load(name))).OrderBy(static format => format.Rank)];

    private static readonly FrozenDictionary<string, (CrosswalkRoot Root, Format Format)[]> Roots = All
        .SelectMany(static format => format.Table.Roots.Select(root => (Root: root, Format: format)))
        .GroupBy(static pair => pair.Root.Name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(static pairs => pairs.Key, static pairs => pairs.ToArray(), StringComparer.OrdinalIgnoreCase);

    private readonly PayloadTree _tree = new();
    private readonly DraftRecord _draft = new();
    private readonly Dictionary<string, PathCrosswalk> _crosswalks = new(StringComparer.Ordinal);

    /// <summary>Names of the formats that are read.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(static format => format.Name).Order(StringComparer.Ordinal)];

    /// <summary>Reads the payload that <paramref name="reader"/> stands on, with what stands beside it, and leaves the reader on the end tag of what is around them.</summary>
    /// <param name="reader">On the payload's root element. Character checking may be off: texts are cleaned here.</param>
    /// <exception cref="FormatException">The payload is no usable record; the message says why, for a cataloguer. The reader is behind the payload all the same, unless it is nested too deep.</exception>
    /// <exception cref="XmlException">The page is not well-formed.</exception>
    public CrosswalkedRecord Read(XmlReader reader)
    {
        _tree.Read(reader);
        _draft.Clear();
        var (format, root, type) = Recognise(_tree.Top);
        if (format.HasReferences)
        {
            _tree.NameReferences();
        }

        Of(format).Fill(root, _draft);
        _draft.Suppose(type);
        return _draft.Finish(format.Name, format.Called, policy);
    }

    private static (Format Format, PayloadNode Root, WorkType Type) Recognise(PayloadNode top)
    {
        (Format Format, PayloadNode Root, WorkType Type)? best = null;
        foreach (var root in top.Elements)
        {
            Look(root, ref best);
        }

        // Dublin Core is known by its elements, whatever is around them.
        return best ?? (All.First(static format => format.Name == DublinCore), top, WorkType.Other);
    }

    /// <summary>The payload itself if its format is known; else what is within it.</summary>
    private static void Look(PayloadNode element, ref (Format Format, PayloadNode Root, WorkType Type)? best)
    {
        if (Roots.TryGetValue(element.Name, out var roots))
        {
            foreach (var (root, format) in roots)
            {
                if (root.Fits(element))
                {
                    best = best is { } known && known.Format.Rank <= format.Rank ? best : (format, element, root.Type);
                    return;
                }
            }
        }

        foreach (var inner in element.Elements)
        {
            Look(inner, ref best);
        }
    }

    private PathCrosswalk Of(Format format)
    {
        if (!_crosswalks.TryGetValue(format.Name, out var crosswalk))
        {
            _crosswalks.Add(format.Name, crosswalk = new PathCrosswalk(format.Table));
        }

        return crosswalk;
    }

    private sealed class Format(CrosswalkTable table)
    {
        public CrosswalkTable Table => table;

        public string Name => table.Name;

        public string Called => table.Title;

        /// <summary>Whether it is RDF, where an address may stand for what is described elsewhere in the payload.</summary>
        public bool HasReferences { get; } = table.Rows.Any(static row => row.Attribute == "resource");

        public int Rank { get; } = Array.IndexOf(Richest, table.Name) is >= 0 and var rank ? rank : table.Name == DublinCore ? int.MaxValue : Richest.Length;
    }
}
