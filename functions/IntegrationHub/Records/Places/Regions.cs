using System.Collections.Frozen;
using System.Text;

namespace IntegrationHub.Records;

/// <summary>A country (ISO 3166-1 alpha-2), or a province of China (ISO 3166-2:CN).</summary>
/// <param name="Whole">The country that it is part of; null: it is one.</param>
/// <param name="Number">GB/T 2260; 0: it has none.</param>
internal sealed record Region(string Code, string Chinese, string English, Region? Whole, int Number);

/// <summary>
/// The regions that a work is about, by what its record says of places: <c>Places/Regions.txt</c>. Subjects that are called places may name one with others or with what lies
/// within it; of a heading each subdivision may be one; a keyword without any is one only if it is nothing else. Inferred: no format says regions in codes that all of its records use.
/// </summary>
internal static class Regions
{
    /// <summary>Longer texts are no names.</summary>
    private const int LongestName = 100;

    private static readonly char[] Lists = [',', ';', '，', '；', '、'];

    private static readonly FrozenDictionary<string, Region> ByCodes;
    private static readonly FrozenDictionary<string, (Region Region, bool IsWeak)> ByName;
    private static readonly FrozenDictionary<string, (Region Region, bool IsWeak)>.AlternateLookup<ReadOnlySpan<char>> BySpan;

    /// <summary>Of provinces, longest first: 海南藏族自治州 is in Qinghai.</summary>
    private static readonly (string Name, Region Region)[] Beginnings;

    static Regions()
    {
        var all = new List<Region>();
        var given = new List<(string Name, Region Region, char Mark)>();
        foreach (var line in EmbeddedTable.Read("Regions.txt"))
        {
            var whole = line[0].IndexOf('-') is > 0 and var hyphen ? all.Find(known => known.Code == line[0][..hyphen]) : null;
            var region = new Region(line[0], line[2], line[3], whole, line[1].Length > 0 ? int.Parse(line[1], System.Globalization.CultureInfo.InvariantCulture) : 0);
            all.Add(region);
            var others = line[4].Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            given.AddRange(others.Select(name => (name.TrimStart('~', '!'), region, name[0])));
            given.AddRange(new[] { region.Chinese, region.English }.Where(name => !others.Contains($"~{name}")).Select(name => (name, region, ' ')));
        }

        var names = new Dictionary<string, (Region, bool)>(StringComparer.OrdinalIgnoreCase);
        var ambiguous = given.Where(name => name.Mark == '!').Select(name => TextFolding.Fold(name.Name)).ToHashSet(StringComparer.Ordinal);
        // Peru before "Perú", which is the same when folded.
        foreach (var (name, region, mark) in given.OrderBy(name => name.Mark == '~').Where(name => !ambiguous.Contains(TextFolding.Fold(name.Name))))
        {
            Add(name, (region, mark == '~'));
        }

        All = all;
        ByCodes = all.ToFrozenDictionary(region => region.Code, StringComparer.Ordinal);
        ByName = names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        BySpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();
        Beginnings = [.. names.Where(name => name.Value.Item1.Whole is not null && !Ascii.IsValid(name.Key)).Select(name => (name.Key, name.Value.Item1)).OrderByDescending(name => name.Key.Length)];

        void Add(string name, (Region, bool) entry)
        {
            names.TryAdd(name, entry);
            if (!Ascii.IsValid(name))
            {
                names.TryAdd(TextFolding.Fold(name), entry);
            }
        }
    }

    /// <summary>Provinces after their country.</summary>
    public static IReadOnlyList<Region> All { get; }

    public static Region? ByCode(string code) => ByCodes.GetValueOrDefault(code);

    /// <returns>Without repetition, in the record's order.</returns>
    public static IReadOnlyList<Region> Of(BibliographicRecord record)
    {
        List<Region>? found = null;
        foreach (var subject in record.Subjects)
        {
            if (subject.Value.Length > LongestName)
            {
                continue;
            }

            switch (subject.Scheme)
            {
                case SubjectScheme.Place:
                    AddPlaces(subject.Value, ref found);
                    break;
                case SubjectScheme.Keyword or SubjectScheme.Lcsh or SubjectScheme.Fast or SubjectScheme.Cct or SubjectScheme.Mesh when subject.Value.Contains("--", StringComparison.Ordinal):
                    AddParts(subject.Value, ref found);
                    break;
                case SubjectScheme.Keyword or SubjectScheme.Lcsh or SubjectScheme.Fast or SubjectScheme.Cct or SubjectScheme.Mesh when Find(subject.Value) is { IsWeak: false } named:
                    AddOnce(named.Region, ref found);
                    break;
                default:
                    break;
            }
        }

        return found ?? (IReadOnlyList<Region>)[];
    }

    private static void AddParts(string heading, ref List<Region>? found)
    {
        foreach (var range in heading.AsSpan().Split("--"))
        {
            if (FindQualified(heading.AsSpan()[range]) is { } named)
            {
                AddOnce(named, ref found);
            }
        }
    }

    private static void AddPlaces(string text, ref List<Region>? found)
    {
        foreach (var range in text.AsSpan().Split("--"))
        {
            var place = text.AsSpan()[range];
            if (FindQualified(place) is { } named)
            {
                AddOnce(named, ref found);
                continue;
            }

            // "Beijing, China", "Venezuela, Guyana, Brazil".
            foreach (var part in place.SplitAny(Lists))
            {
                if ((FindQualified(place[part]) ?? FindBeginning(place[part])) is { } listed)
                {
                    AddOnce(listed, ref found);
                }
            }
        }
    }

    /// <summary>A name, or one with what it belongs to in brackets: "Beijing (China)" is Beijing, "Guilin (China)" is in China.</summary>
    private static Region? FindQualified(ReadOnlySpan<char> text)
    {
        text = text.Trim(" .:");
        if (Find(text) is { } named)
        {
            return named.Region;
        }

        var open = text.IndexOfAny('(', '（');
        if (open <= 0 || text[^1] is not (')' or '）') || Find(text[(open + 1)..^1]) is not { } qualifier)
        {
            return null;
        }

        return Find(text[..open].TrimEnd()) is { } part && part.Region.Whole == qualifier.Region ? part.Region : qualifier.Region;
    }

    /// <summary>中国湖南省长沙市: the province, or the country alone.</summary>
    private static Region? FindBeginning(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length == 0 || Ascii.IsValid(text))
        {
            return null;
        }

        ReadOnlySpan<char> folded = TextFolding.Fold(text.ToString());
        const string China = "中国";
        var inChina = folded.StartsWith(China);
        folded = inChina ? folded[China.Length..] : folded;
        foreach (var (name, region) in Beginnings)
        {
            if (folded.StartsWith(name))
            {
                return region;
            }
        }

        return inChina ? ByCodes["CN"] : null;
    }

    private static (Region Region, bool IsWeak)? Find(ReadOnlySpan<char> name)
    {
        name = name.Trim();
        return name.Length > 1 && (BySpan.TryGetValue(name, out var known) || (!Ascii.IsValid(name) && ByName.TryGetValue(TextFolding.Fold(name.ToString()), out known))) ? known : null;
    }

    private static void AddOnce(Region region, ref List<Region>? found)
    {
        found ??= [];
        if (!found.Contains(region))
        {
            found.Add(region);
        }
    }
}
