using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Xml;
using static IntegrationHub.Records.PayloadTree;

namespace IntegrationHub.Records;

/// <summary>
/// Reads whatever format a record's metadata is in. The format is recognised by the payload itself: its root's name and namespace, what is inside where that
/// leaves it open or where it is only an envelope; never by the prefix that it was asked for under. For one thread: make one for each reader of pages.
/// </summary>
public sealed class MetadataFormats
{
    private const string DublinCore = "dc";

    /// <summary>Richer formats first: of several within one envelope the first is read.</summary>
    private static readonly string[] Richest = ["mods", "marc21", "unimarc", "datacite", "jats", "nstl", "oai_openaire", "oaf", "edm", "etdms", "lom"];

    private static readonly Format[] All = [.. CrosswalkTable.Names().Select(static name => new Format(CrosswalkTable.Load(name))).OrderBy(static format => format.Rank)];

    private static readonly Format Marc21 = All.First(static format => format.Name == MarcFields.Marc21);
    private static readonly Format Unimarc = All.First(static format => format.Name == MarcFields.Unimarc);

    private static readonly (CrosswalkRoot Root, Format Format)[] AllRoots = [.. All.SelectMany(static format => format.Table.Roots.Select(root => (root, format)))];

    private static readonly FrozenDictionary<string, (CrosswalkRoot Root, Format Format)[]> Roots = AllRoots
        .GroupBy(static pair => pair.Root.Name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(static pairs => pairs.Key, static pairs => pairs.ToArray(), StringComparer.OrdinalIgnoreCase);

    private static readonly (CrosswalkRoot Root, Format Format)[] LooseRoots = [.. AllRoots.Where(static pair => pair.Root.IsAnyRoot)];

    private readonly PayloadTree _tree = new();
    private readonly DraftRecord _draft = new();
    private readonly MarcFields _marc = new();
    private readonly Dictionary<string, PathCrosswalk> _crosswalks = new(StringComparer.Ordinal);

    /// <summary>Names of the formats that are read.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Where(static format => !format.IsEnvelope).Select(static format => format.Name).Order(StringComparer.Ordinal)];

    /// <summary>The format that the message of a <see cref="FormatException"/> speaks of; null where it was none that is read.</summary>
    internal static string? CalledIn(string message) => All.FirstOrDefault(format => message.Contains($" {format.Called} ", StringComparison.Ordinal))?.Name;

    /// <summary>Reads the payload that <paramref name="reader"/> stands on, with what stands beside it, and leaves the reader on the end tag of what is around them.</summary>
    /// <param name="reader">On the payload's root element. Character checking may be off: texts are cleaned here.</param>
    /// <exception cref="FormatException">The payload is no usable record; the message says why, for a cataloguer. The reader is behind the payload all the same, unless it is nested too deep.</exception>
    /// <exception cref="XmlException">The page is not well-formed.</exception>
    public CrosswalkedRecord Read(XmlReader reader)
    {
        _tree.Read(reader);
        _draft.Clear();
        var found = default(Found);
        foreach (var element in _tree.Top.Elements)
        {
            Look(element, ref found);
        }

        if (found.Format is null)
        {
            // a payload without its container
            LookLoosely(_tree.Top, ref found);
        }

        if (found.Format is not { } format)
        {
            throw new FormatException(Unknown());
        }

        if (format.IsMarc)
        {
            _marc.Prepare(found.Root, format.Name);
        }

        if (format.HasReferences)
        {
            _tree.NameReferences();
        }

        Of(format).Fill(found.Root, _draft);
        if (found.Envelope is { } envelope)
        {
            Of(envelope).Fill(found.Around, _draft, drops: false);
        }

        _draft.Suppose(found.Type);
        return _draft.Finish(format.Name, format.Called);
    }

    /// <summary>The payload itself if its format is known; else what is within it.</summary>
    private static void Look(PayloadNode element, ref Found found)
    {
        if (MarcFields.FormatOf(element) is { } marc)
        {
            found.Offer(marc == MarcFields.Marc21 ? Marc21 : Unimarc, element, WorkType.Other);
            return;
        }

        if (IsRoot(element, out var format, out var type))
        {
            if (!format.IsEnvelope)
            {
                found.Offer(format, element, type);
                return;
            }

            if (found.Envelope is null)
            {
                (found.Envelope, found.Around) = (format, element);
            }
        }

        LookLoosely(element, ref found);
        foreach (var inner in element.Elements)
        {
            Look(inner, ref found);
        }
    }

    private static bool IsRoot(PayloadNode element, [NotNullWhen(true)] out Format? format, out WorkType type)
    {
        if (Roots.TryGetValue(element.Name, out var roots))
        {
            foreach (var (root, of) in roots)
            {
                if (root.Fits(element))
                {
                    (format, type) = (of, root.Type);
                    return true;
                }
            }
        }

        (format, type) = (null, WorkType.Other);
        return false;
    }

    /// <summary>Whether it holds elements of a format without that format's root.</summary>
    private static void LookLoosely(PayloadNode element, ref Found found)
    {
        foreach (var inner in element.Elements)
        {
            foreach (var (root, format) in LooseRoots)
            {
                if (root.IsIn(inner.Uri) && format.BeginsWith(inner.Name) && !IsRoot(inner, out _, out _))
                {
                    found.Offer(format, element, root.Type);
                    return;
                }
            }
        }
    }

    private string Unknown()
    {
        foreach (var root in _tree.Top.Elements)
        {
            return $"The hub does not read this metadata format: its root element is '{root.Name}' in {(root.Uri.Length == 0 ? "no namespace" : $"namespace '{root.Uri}'")}. It reads {string.Join(", ", Names)}; ask for the source's records in one of these.";
        }

        return "The record's metadata holds no element.";
    }

    private PathCrosswalk Of(Format format)
    {
        if (!_crosswalks.TryGetValue(format.Name, out var crosswalk))
        {
            _crosswalks.Add(format.Name, crosswalk = new PathCrosswalk(format.Table));
        }

        return crosswalk;
    }

    /// <summary>The richest description found so far, the first of equals, and what is around it.</summary>
    private struct Found
    {
        public Format? Format;
        public PayloadNode Root;
        public Format? Envelope;
        public PayloadNode Around;
        public WorkType Type;

        public void Offer(Format format, PayloadNode root, WorkType type)
        {
            if (Format is null || format.Rank < Format.Rank)
            {
                (Format, Root, Type) = (format, root, type);
            }
        }
    }

    private sealed class Format(CrosswalkTable table)
    {
        private readonly HashSet<string> _firstNames = table.Rows.Where(static row => row.Path.Count > 0).Select(static row => row.Path[0].Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        public CrosswalkTable Table => table;

        public string Name => table.Name;

        public string Called => table.Title;

        public bool IsMarc { get; } = table.Name is MarcFields.Marc21 or MarcFields.Unimarc;

        public bool IsEnvelope => table.IsEnvelope;

        /// <summary>Whether a row begins with an element of that name.</summary>
        public bool BeginsWith(string name) => _firstNames.Contains(name);

        /// <summary>Whether it is RDF, where an address may stand for what is described elsewhere in the payload.</summary>
        public bool HasReferences { get; } = table.Rows.Any(static row => row.Attribute == "resource");

        public int Rank { get; } = Array.IndexOf(Richest, table.Name) is >= 0 and var rank ? rank : table.Name == DublinCore ? int.MaxValue : Richest.Length;
    }
}
