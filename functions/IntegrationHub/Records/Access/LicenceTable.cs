using System.Buffers;
using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary><c>Licences.txt</c>, found by address and by name.</summary>
internal sealed class LicenceTable
{
    private readonly FrozenDictionary<string, AccessEvidence> _addresses;
    private readonly FrozenDictionary<string, AccessEvidence>.AlternateLookup<ReadOnlySpan<char>> _byAddress;
    private readonly FrozenDictionary<string, AccessEvidence> _names;
    private readonly string[] _within;
    private readonly SearchValues<string> _anyWithin;

    private LicenceTable(Dictionary<string, AccessEvidence> addresses, Dictionary<string, AccessEvidence> names, List<string> within)
    {
        _addresses = addresses.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _byAddress = _addresses.GetAlternateLookup<ReadOnlySpan<char>>();
        _names = names.ToFrozenDictionary(StringComparer.Ordinal);
        // The longest first: "GNU General Public License v3" before "GNU General Public License".
        _within = [.. within.OrderByDescending(static name => name.Length)];
        _anyWithin = SearchValues.Create(_within, StringComparison.Ordinal);
    }

    /// <exception cref="FormatException">A line that is no licence, or names what another one does.</exception>
    public static LicenceTable Read()
    {
        var addresses = new Dictionary<string, AccessEvidence>(StringComparer.OrdinalIgnoreCase);
        var names = new Dictionary<string, AccessEvidence>(StringComparer.Ordinal);
        var within = new List<string>();
        foreach (var line in EmbeddedTable.Lines("Licences.txt"))
        {
            if (line.Split('|', StringSplitOptions.TrimEntries) is not [var canonical, var says, var strength, var others, var named])
            {
                throw new FormatException($"Licences.txt: five columns are wanted in '{line}'.");
            }

            var evidence = new AccessEvidence(EvidenceKind.Licence, Enum.Parse<AccessStatus>(says), canonical, Enum.Parse<EvidenceStrength>(strength));
            foreach (var address in others.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Prepend(canonical))
            {
                Add(addresses, WithoutScheme(address).TrimEnd('/').ToString(), evidence);
            }

            foreach (var name in named.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var folded = TextFolding.Fold(name);
                Add(names, folded, evidence);
                if (name[0] == '~')
                {
                    within.Add(folded);
                }
            }
        }

        return new LicenceTable(addresses, names, within);
    }

    /// <param name="address">With or without its scheme; cut off at its end, step by step, until something is known.</param>
    public AccessEvidence? OfAddress(ReadOnlySpan<char> address)
    {
        for (var rest = WithoutScheme(address); !rest.IsEmpty;)
        {
            if (_byAddress.TryGetValue(rest.TrimEnd('/'), out var evidence))
            {
                return evidence;
            }

            var cut = rest.LastIndexOfAny("/?#");
            rest = cut < 0 ? default : rest[..cut];
        }

        return null;
    }

    /// <param name="folded">A whole text: a name, or what holds one that may stand within.</param>
    public AccessEvidence? OfName(string folded)
    {
        if (_names.TryGetValue(folded, out var evidence))
        {
            return evidence;
        }

        if (!folded.AsSpan().ContainsAny(_anyWithin))
        {
            return null;
        }

        foreach (var name in _within)
        {
            var at = folded.IndexOf(name, StringComparison.Ordinal);
            if (at == 0 || (at > 0 && !(char.IsAsciiLetterOrDigit(folded[at - 1]) && char.IsAsciiLetterOrDigit(name[0]))))
            {
                return _names[name];
            }
        }

        return null;
    }

    private static void Add(Dictionary<string, AccessEvidence> table, string key, AccessEvidence evidence)
    {
        if (!table.TryAdd(key, evidence) && table[key] != evidence)
        {
            throw new FormatException($"Licences.txt: '{key}' stands for {table[key].Value} and for {evidence.Value}.");
        }
    }

    private static ReadOnlySpan<char> WithoutScheme(ReadOnlySpan<char> address)
    {
        var scheme = address.IndexOf("://");
        address = scheme < 0 ? address : address[(scheme + 3)..];
        return address.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? address[4..] : address;
    }
}
