using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>
/// Years counted within a reign: "光緒三年", "清乾隆甲子", "民國八十五年", "昭和50年"; and the span of a reign or a dynasty ("清光绪间刻本"). The names are
/// those of <c>Eras.txt</c>. A Chinese year begins a month or two after ours, so the last weeks of a reign year belong to the next one here.
/// </summary>
internal static class ReignYears
{
    private const int LongestText = 100;
    private const string Stems = "甲乙丙丁戊己庚辛壬癸";
    private const string Branches = "子丑寅卯辰巳午未申酉戌亥";

    // A year of the common era whose stem and branch are the first of both.
    private const int FirstOfCycle = 4;

    private static readonly (Dictionary<string, Reign[]> Names, Reign[] Dynasties) Eras = Read();
    private static readonly FrozenDictionary<string, Reign[]> Names = Eras.Names.ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, Reign[]>.AlternateLookup<ReadOnlySpan<char>> ByName = Names.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int[] Lengths = [.. Names.Keys.Select(static name => name.Length).Distinct().OrderDescending()];

    /// <returns>First and last year; the same where a year is stated; null where no reign is named or it could be more than one.</returns>
    public static (int First, int Last)? Find(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestText || !UnicodeText.HasHan(text))
        {
            return null;
        }

        var folded = TextFolding.Fold(text.ToString()).AsSpan();
        (int, int)? span = null;
        for (var i = 0; i < folded.Length; i++)
        {
            foreach (var length in Lengths)
            {
                if (i + length > folded.Length || !ByName.TryGetValue(folded.Slice(i, length), out var reigns))
                {
                    continue;
                }

                var found = Within(OfDynasty(reigns, folded[..i]), folded[(i + length)..]);
                if (found is { } years && years.First == years.Last)
                {
                    return found;
                }

                span ??= found;
                break;
            }
        }

        return span ?? Dynasty(folded);
    }

    /// <summary>The rows of the dynasty that is named before the reign; all of them where none is.</summary>
    private static ReadOnlySpan<Reign> OfDynasty(Reign[] reigns, ReadOnlySpan<char> before)
    {
        before = before.TrimEnd("代朝");
        foreach (var reign in reigns)
        {
            if (before.EndsWith(reign.Dynasty, StringComparison.Ordinal))
            {
                return Array.FindAll(reigns, other => other.Dynasty == reign.Dynasty);
            }
        }

        return reigns;
    }

    private static (int First, int Last)? Within(ReadOnlySpan<Reign> reigns, ReadOnlySpan<char> rest)
    {
        var number = ChineseNumber.Read(rest, out var length);
        if (number > 0 && (length == rest.Length || rest[length] is '年' or '载'))
        {
            return Only(reigns, number - 1, step: 0);
        }

        if (rest.Length >= 2 && Stems.IndexOf(rest[0], StringComparison.Ordinal) is >= 0 and var stem && Branches.IndexOf(rest[1], StringComparison.Ordinal) is >= 0 and var branch && (stem - branch) % 2 == 0)
        {
            // The place in the cycle of sixty that leaves these remainders by ten and by twelve.
            return Only(reigns, ((6 * stem) - (5 * branch) + 60) % 60, step: 60);
        }

        return reigns.Length == 1 && reigns[0].Name != reigns[0].Dynasty && (rest.IsEmpty || "间年朝时初中末刻刊印抄写本版".Contains(rest[0], StringComparison.Ordinal)) ? (reigns[0].First, reigns[0].Last) : null;
    }

    /// <param name="place">Years after the reign's first year; with a <paramref name="step"/> the place in the cycle of so many years.</param>
    private static (int First, int Last)? Only(ReadOnlySpan<Reign> reigns, int place, int step)
    {
        int? only = null;
        foreach (var reign in reigns)
        {
            var year = step == 0 ? reign.First + place : reign.First + ((((place - (reign.First - FirstOfCycle)) % step) + step) % step);
            for (; year <= reign.Last; year += step)
            {
                if (only is not null)
                {
                    return null;
                }

                only = year;
                if (step == 0)
                {
                    break;
                }
            }
        }

        return only is { } one ? (one, one) : null;
    }

    /// <summary>"清刻本", "明末清初": from the first dynasty named to the last.</summary>
    private static (int First, int Last)? Dynasty(ReadOnlySpan<char> folded)
    {
        (int First, int Last)? span = null;
        for (var i = 0; i < folded.Length; i++)
        {
            foreach (var dynasty in Eras.Dynasties)
            {
                var rest = folded[i..];
                if (rest.StartsWith(dynasty.Dynasty, StringComparison.Ordinal) && (i == 0 || span is not null)
                    && (rest.Length == dynasty.Dynasty.Length || "代朝间初中末前后刻刊印抄写本版".Contains(rest[dynasty.Dynasty.Length], StringComparison.Ordinal)))
                {
                    span = (Math.Min(span?.First ?? dynasty.First, dynasty.First), Math.Max(span?.Last ?? dynasty.Last, dynasty.Last));
                }
            }
        }

        return span;
    }

    private static (Dictionary<string, Reign[]> Names, Reign[] Dynasties) Read()
    {
        var rows = EmbeddedTable.Read("Eras.txt")
            .Select(static row => new Reign(TextFolding.Fold(row[0]), TextFolding.Fold(row[1]), int.Parse(row[2], null), int.Parse(row[3], null)))
            .ToArray();
        return (rows.Where(static row => row.Name.Length > 0).GroupBy(static row => row.Name).ToDictionary(static group => group.Key, static group => group.ToArray(), StringComparer.Ordinal),
            Array.FindAll(rows, static row => row.Name.Length == 0));
    }

    private sealed record Reign(string Dynasty, string Name, int First, int Last);
}
