using System.Collections.Frozen;
using System.Text;

namespace IntegrationHub.Records;

/// <summary>From names of disciplines and subject headings to the CLC: <c>Classes/Names.txt</c>. A heading with subdivisions is looked for whole, then by ever less of them.</summary>
internal sealed class NameTable
{
    /// <summary>Longer texts are no names.</summary>
    private const int LongestName = 100;

    private static readonly string[] Subdivides = ["--", " - ", " > ", " / ", " (", "／", "－"];

    private readonly FrozenDictionary<string, ClassRule> _names;
    private readonly FrozenDictionary<string, ClassRule>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly FrozenDictionary<string, ClassRule> _folded;

    public NameTable()
    {
        var names = new Dictionary<string, ClassRule>(StringComparer.OrdinalIgnoreCase);
        var folded = new Dictionary<string, ClassRule>(StringComparer.Ordinal);
        foreach (var line in EmbeddedTable.Read("Names.txt"))
        {
            foreach (var name in line[0].Split(';', StringSplitOptions.TrimEntries))
            {
                var rule = ClassRule.Of(name, line[1]);
                names.Add(name, rule);
                if (!Ascii.IsValid(name))
                {
                    folded.TryAdd(TextFolding.Fold(name), rule);
                }
            }
        }

        _names = names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _bySpan = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        _folded = folded.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public IEnumerable<ClassRule> Rules => _names.Values;

    public ClassRule? Find(string heading)
    {
        if (heading.Length > LongestName)
        {
            return null;
        }

        for (var name = heading.AsSpan().Trim(" .,;:"); name.Length > 1;)
        {
            if (_bySpan.TryGetValue(name, out var rule) || (!Ascii.IsValid(name) && _folded.TryGetValue(TextFolding.Fold(name.ToString()), out rule)))
            {
                return rule;
            }

            var cut = -1;
            foreach (var mark in Subdivides)
            {
                cut = Math.Max(cut, name.LastIndexOf(mark, StringComparison.Ordinal));
            }

            if (cut <= 0)
            {
                return null;
            }

            name = name[..cut].TrimEnd(" .,;:-");
        }

        return null;
    }
}
