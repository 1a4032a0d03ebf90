using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>The schemes of subjects by what sources call them: <c>Classes/Schemes.txt</c>.</summary>
internal static class SubjectSchemes
{
    private const int LongestName = 120;

    private static readonly FrozenDictionary<SubjectScheme, string[]> Lines =
        EmbeddedTable.Read("Schemes.txt").ToFrozenDictionary(static line => Enum.Parse<SubjectScheme>(line[0]));

    private static readonly FrozenDictionary<string, SubjectScheme> ByName = Lines
        .SelectMany(static line => line.Value[3].Split(';', StringSplitOptions.TrimEntries), static (line, name) => (line.Key, name))
        .ToFrozenDictionary(static pair => pair.name, static pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, SubjectScheme>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenDictionary<SubjectScheme, ClassRule> LastResorts = Lines
        .Where(static line => line.Value[2] != "-")
        .ToFrozenDictionary(static line => line.Key, static line => ClassRule.Of(line.Value[0], line.Value[2]));

    /// <returns>Null where the scheme has none that is published.</returns>
    public static string? UriOf(SubjectScheme scheme) => Lines.TryGetValue(scheme, out var line) && line[1].Length > 0 ? line[1] : null;

    /// <summary>Where a record stands that has headings of this scheme and nothing else to go by.</summary>
    public static ClassRule? LastResortOf(SubjectScheme scheme) => LastResorts.GetValueOrDefault(scheme);

    /// <summary>The scheme that is called exactly so, but for case and the number of an edition: "DDC", "ddc22", "MSC 2010".</summary>
    public static bool TryName(ReadOnlySpan<char> name, out SubjectScheme scheme)
    {
        name = name.Trim();
        if (name.Length is 0 or > LongestName)
        {
            scheme = default;
            return false;
        }

        return BySpan.TryGetValue(name, out scheme) || (char.IsAsciiDigit(name[^1]) && BySpan.TryGetValue(name.TrimEnd("0123456789- "), out scheme));
    }

    /// <summary>The scheme that an attribute beside a value names: "dcterms:LCSH", "Library of Congress Subject Headings (LCSH)", "https://id.nlm.nih.gov/mesh/".</summary>
    public static bool TryRead(ReadOnlySpan<char> name, out SubjectScheme scheme)
    {
        name = name.Trim();
        if (TryName(name, out scheme))
        {
            return true;
        }

        if (name.StartsWith("http", StringComparison.OrdinalIgnoreCase) && name.IndexOf("://") is > 0 and var at)
        {
            // From the whole address to its host: what is known of them are beginnings.
            for (name = name[(at + 3)..].TrimEnd("/#"); !name.IsEmpty; name = name[..Math.Max(0, name.LastIndexOf('/'))])
            {
                if (TryName(name, out scheme))
                {
                    return true;
                }
            }

            return false;
        }

        if (name.LastIndexOf(':') is >= 0 and var colon && TryName(name[(colon + 1)..], out scheme))
        {
            return true;
        }

        var open = name.IndexOfAny('(', '（');
        return open > 0 && (TryName(name[..open], out scheme) || TryName(name[(open + 1)..].TrimEnd(")） "), out scheme));
    }
}
