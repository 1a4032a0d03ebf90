using System.Collections.Frozen;
using System.Globalization;

namespace IntegrationHub.Records;

/// <summary>
/// A crosswalk as a cataloguer reads it: the Markdown tables of <c>Crosswalks/*.md</c>, which are the program. What the columns may hold is told in
/// <c>Crosswalks/README.md</c>.
/// </summary>
internal sealed class CrosswalkTable
{
    private const string Folder = "Records/Crosswalks/";

    private CrosswalkTable(string name, string markdown)
    {
        Name = name;
        Title = markdown.Split('\n')[0].TrimStart('#', ' ').Trim();
        var table = Part.None;
        var rows = new List<CrosswalkRow>();
        var roots = new List<CrosswalkRoot>();
        string[] columns = [];
        var prefixes = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var line in markdown.Split('\n'))
        {
            var cells = Cells(line);
            if (cells.Length == 0)
            {
                table = Part.None;
            }
            else if (table == Part.None)
            {
                table = cells[0] switch { "root" => Part.Roots, "prefix" => Part.Prefixes, "punctuation" => Part.Punctuation, "element" => Part.Rows, _ => Part.Other };
                columns = cells;
            }
            else if (cells[0].StartsWith("--", StringComparison.Ordinal) || cells.Length < 2)
            {
                continue;
            }
            else if (table == Part.Roots)
            {
                IsEnvelope |= cells is [_, _, "envelope", ..];
                roots.AddRange(CrosswalkRoot.Of(name, Codes(cells[0]), Namespaces(cells[1]), Cell(cells, columns, "holds"), Cell(cells, columns, "type")));
            }
            else if (table == Part.Prefixes)
            {
                prefixes[Codes(cells[0])[0]] = [.. Namespaces(cells[1]).OfType<string>()];
            }
            else if (table == Part.Punctuation)
            {
                HasIsbdMarks |= cells[0] == "ISBD";
            }
            else if (table == Part.Rows)
            {
                rows.AddRange(Codes(cells[0]).Select(path => CrosswalkRow.Of(name, path, cells[1], rows.Count)));
            }
        }

        Rows = rows;
        Roots = roots;
        Prefixes = prefixes.ToFrozenDictionary(static pair => pair.Key, static pair => pair.Value.ToArray(), StringComparer.Ordinal);
    }

    private enum Part
    {
        None,
        Roots,
        Prefixes,
        Punctuation,
        Rows,
        Other,
    }

    /// <summary>The file's: <c>mods</c>.</summary>
    public string Name { get; }

    /// <summary>The format's name for people: the file's heading.</summary>
    public string Title { get; }

    public IReadOnlyList<CrosswalkRoot> Roots { get; }

    /// <summary>The record is described by what is within it, in another format; this table only adds to that.</summary>
    public bool IsEnvelope { get; private set; }

    /// <summary>Texts end in the punctuation of the International Standard Bibliographic Description, which belongs to what follows them.</summary>
    public bool HasIsbdMarks { get; }

    /// <summary>What a namespace contains that a prefix in <see cref="Rows"/> stands for; an empty text is no namespace.</summary>
    public FrozenDictionary<string, string[]> Prefixes { get; }

    /// <summary>In the table's order: the first that fits an element decides.</summary>
    public IReadOnlyList<CrosswalkRow> Rows { get; }

    /// <exception cref="InvalidOperationException">There is no such table, or a row of it can't be read.</exception>
    public static CrosswalkTable Load(string name)
    {
        using var stream = typeof(CrosswalkTable).Assembly.GetManifestResourceStream($"{Folder}{name}.md") ?? throw new InvalidOperationException($"There is no crosswalk {name}.md.");
        using var reader = new StreamReader(stream);
        return Parse(name, reader.ReadToEnd());
    }

    /// <summary>Names of all tables, in order.</summary>
    public static IEnumerable<string> Names() => typeof(CrosswalkTable).Assembly.GetManifestResourceNames()
        .Where(static name => name.StartsWith(Folder, StringComparison.Ordinal) && !name.EndsWith("README.md", StringComparison.Ordinal))
        .Select(static name => name[Folder.Length..^3])
        .Order(StringComparer.Ordinal);

    internal static CrosswalkTable Parse(string name, string markdown) => new(name, markdown);

    /// <summary>A row's cells; a bar within one is written <c>\|</c>.</summary>
    private static string[] Cells(string line)
    {
        line = line.Trim();
        return line.StartsWith('|') ? [.. line.Replace("\\|", "\u0001", StringComparison.Ordinal).Trim('|').Split('|').Select(static cell => cell.Replace('\u0001', '|').Trim())] : [];
    }

    /// <summary>What stands between backticks.</summary>
    private static List<string> Codes(string cell) => [.. cell.Split('`').Where(static (_, i) => i % 2 == 1)];

    /// <summary>What stands between backticks; an empty text where the cell says "none", null where it says "any".</summary>
    private static List<string?> Namespaces(string cell)
    {
        var words = string.Concat(cell.Split('`').Where(static (_, i) => i % 2 == 0));
        List<string?> namespaces = [.. Codes(cell)];
        if (words.Contains("none", StringComparison.Ordinal))
        {
            namespaces.Add(string.Empty);
        }

        if (words.Contains("any", StringComparison.Ordinal))
        {
            namespaces.Add(null);
        }

        return namespaces;
    }

    private static string? Cell(string[] cells, string[] columns, string column) =>
        Array.IndexOf(columns, column) is >= 0 and var at && at < cells.Length && cells[at].Trim('`', ' ') is { Length: > 0 } text ? text : null;
}

/// <summary>A root element by which a format is recognised.</summary>
/// <param name="Name">Local name, in any case. <c>*</c>: whatever holds an element of the namespace.</param>
/// <param name="Namespace">What its namespace contains; empty: none; null: whatever the namespace.</param>
/// <param name="Holds">Local name that a child must have, where the root's own name is everybody's; null: whatever it holds.</param>
/// <param name="Type">What a record of this format is that does not say so itself.</param>
internal sealed record CrosswalkRoot(string Name, string? Namespace, string? Holds, WorkType Type)
{
    public static IEnumerable<CrosswalkRoot> Of(string table, IReadOnlyList<string> names, IReadOnlyList<string?> namespaces, string? holds, string? type)
    {
        var known = WorkType.Other;
        if (type is not null && !Enum.TryParse(type, ignoreCase: true, out known))
        {
            throw new InvalidOperationException($"Crosswalk {table}: '{type}' is no {nameof(WorkType)}. There are: {string.Join(", ", Enum.GetNames<WorkType>())}.");
        }

        return names.SelectMany(name => namespaces.Select(uri => new CrosswalkRoot(name, uri, holds, known)));
    }

    public bool IsAnyRoot => Name == "*";

    public bool IsIn(string uri) => Namespace is null || (Namespace.Length == 0 ? uri.Length == 0 : uri.Contains(Namespace, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an element of its name is such a root.</summary>
    public bool Fits(PayloadTree.PayloadNode element)
    {
        if (!IsIn(element.Uri))
        {
            return false;
        }

        if (Holds is null)
        {
            return true;
        }

        foreach (var child in element.Elements)
        {
            if (Holds.Equals(child.Name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>One row: what of the payload becomes what of the record.</summary>
/// <param name="Order">Place in the table.</param>
/// <param name="Path">From below the root: see <see cref="CrosswalkStep"/>.</param>
/// <param name="Attribute">Where the value is an attribute's; null: the element's text.</param>
/// <param name="Positions">Where the value is that of some characters of the element's text.</param>
/// <param name="Target">Null in rows of a part.</param>
/// <param name="Argument">What the table says about every value of this row: a scheme, a role, a kind.</param>
/// <param name="IsGroup">The element begins a thing whose parts are said by the rows below it.</param>
/// <param name="Part">The part of the thing around it that the value is.</param>
internal sealed record CrosswalkRow(
    int Order, IReadOnlyList<CrosswalkStep> Path, string? Attribute, CharacterPositions? Positions, DraftTarget? Target, string? Argument, bool IsGroup, DraftPart? Part)
{
    /// <summary>Whether the value is words, which ISBD puts its marks behind.</summary>
    public bool IsWords => Part is { } part
        ? part is not (DraftPart.Url or DraftPart.Id or DraftPart.Issn or DraftPart.Isbn or DraftPart.Scheme or DraftPart.Numbering or DraftPart.Note)
        : Target is not (DraftTarget.Link or DraftTarget.Identifier or DraftTarget.Relation or DraftTarget.Source or DraftTarget.Rights or DraftTarget.Access or DraftTarget.Abstract or DraftTarget.Language);

    /// <summary>Leaves out what stands anywhere below, but for what other rows name there: <c>citation//*</c>.</summary>
    public bool IsWhateverElse => Target == DraftTarget.Ignored && Path is [.., { Name: "*" }];

    public static CrosswalkRow Of(string table, string path, string becomes, int order)
    {
        // "@article-type" is the root's own, "." the root itself.
        var at = path.StartsWith('@') ? 0 : path.LastIndexOf("/@", StringComparison.Ordinal);
        var attribute = at < 0 ? null : path[at..].TrimStart('/', '@');
        var steps = at == 0 || path == "." ? [] : CrosswalkStep.ParseAll(at < 0 ? path : path[..at]);
        CharacterPositions? positions = null;
        if (attribute is null && steps.Count > 1 && CharacterPositions.TryParse(steps[^1].Name, out var parsed))
        {
            positions = parsed;
            steps = [.. steps.SkipLast(1)];
        }

        var cell = becomes.Trim();
        if (cell.StartsWith('.'))
        {
            return new CrosswalkRow(order, steps, attribute, positions, Target: null, Argument: null, IsGroup: false, Parse<DraftPart>(table, path, cell[1..]));
        }

        var group = cell.StartsWith("**", StringComparison.Ordinal);
        cell = cell.Replace("**", string.Empty, StringComparison.Ordinal).Trim();
        var open = cell.IndexOf('(', StringComparison.Ordinal);
        var argument = open < 0 ? null : cell[(open + 1)..].TrimEnd(')', ' ');
        return new CrosswalkRow(order, steps, attribute, positions, cell is "–" or "-" ? DraftTarget.Ignored : Parse<DraftTarget>(table, path, open < 0 ? cell : cell[..open]), argument, group, Part: null);
    }

    private static T Parse<T>(string table, string path, string name)
        where T : struct, Enum =>
        Enum.TryParse<T>(name.Trim().Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true, out var value)
            ? value
            : throw new InvalidOperationException($"Crosswalk {table}, row `{path}`: '{name}' is no {typeof(T).Name}. There are: {string.Join(", ", Enum.GetNames<T>())}.");
}

/// <summary>One step of a path: <c>titleInfo[type=alternative|translated][!lang]</c>.</summary>
/// <param name="Anywhere">Reached over any number of elements (<c>//name</c>).</param>
/// <param name="Prefix">Stands for namespaces; null: whatever the namespace.</param>
/// <param name="Name">Local name, in any case; <c>*</c>: any.</param>
internal sealed record CrosswalkStep(bool Anywhere, string? Prefix, string Name, CrosswalkCondition[] Conditions)
{
    public static IReadOnlyList<CrosswalkStep> ParseAll(string path)
    {
        var steps = new List<CrosswalkStep>();
        var anywhere = false;
        foreach (var text in Split(path))
        {
            if (text.Length == 0)
            {
                anywhere = true;
                continue;
            }

            var parts = text.Split('[');
            var colon = parts[0].IndexOf(':', StringComparison.Ordinal);
            steps.Add(new CrosswalkStep(
                anywhere, colon < 0 ? null : parts[0][..colon], parts[0][(colon + 1)..], [.. parts.Skip(1).Select(static part => CrosswalkCondition.Parse(part.TrimEnd(']')))]));
            anywhere = false;
        }

        return steps;
    }

    /// <summary>At slashes outside brackets; "//" gives an empty text.</summary>
    private static IEnumerable<string> Split(string path)
    {
        path = path.StartsWith("//", StringComparison.Ordinal) ? path[1..] : path;
        var start = 0;
        var depth = 0;
        for (var i = 0; i <= path.Length; i++)
        {
            if (i == path.Length || (path[i] == '/' && depth == 0))
            {
                yield return path[start..i];
                start = i + 1;
            }
            else if (path[i] is '[' or ']')
            {
                depth += path[i] == '[' ? 1 : -1;
            }
        }
    }
}

/// <summary>Characters of a field of fixed length, counted from 0, as MARC's documentation writes them: <c>35-37</c>, <c>06</c>.</summary>
internal readonly record struct CharacterPositions(int First, int Last)
{
    public static bool TryParse(string text, out CharacterPositions positions)
    {
        positions = default;
        if (text.Length is not (2 or 5) || !int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var first))
        {
            return false;
        }

        var last = first;
        if (text.Length == 5 && (text[2] != '-' || !int.TryParse(text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out last) || last < first))
        {
            return false;
        }

        positions = new CharacterPositions(first, last);
        return true;
    }

    /// <summary>As many of them as the text has.</summary>
    public ReadOnlySpan<char> Of(string text) => First >= text.Length ? default : text.AsSpan(First, Math.Min(Last + 1, text.Length) - First);
}
