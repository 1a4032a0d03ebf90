using System.Collections.Frozen;
using System.Globalization;

namespace IntegrationHub.Records;

/// <summary>From numbers of the Library of Congress Classification to the CLC: letters, and within them the narrowest range that holds a number.</summary>
internal sealed class LccTable
{
    private const int MostLetters = 3;

    private readonly FrozenDictionary<string, Subclass> _subclasses;
    private readonly FrozenDictionary<string, Subclass>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    public LccTable()
    {
        var rules = new Dictionary<string, (ClassRule? Whole, List<Row> Ranges)>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in EmbeddedTable.Read("Lcc.txt"))
        {
            foreach (var code in line[0].Split(';', StringSplitOptions.TrimEntries))
            {
                var letters = LettersOf(code).ToString();
                var (whole, ranges) = rules.GetValueOrDefault(letters, (null, []));
                var rule = ClassRule.Of(code, line[1]);
                if (code.Length == letters.Length)
                {
                    whole = rule;
                }
                else
                {
                    var numbers = code[letters.Length..].Split('-');
                    ranges.Add(new Row(int.Parse(numbers[0], CultureInfo.InvariantCulture), int.Parse(numbers[^1], CultureInfo.InvariantCulture), rule));
                }

                rules[letters] = (whole, ranges);
            }
        }

        _subclasses = rules.ToFrozenDictionary(
            static pair => pair.Key,
            static pair => new Subclass(pair.Value.Whole, [.. pair.Value.Ranges.OrderBy(static range => range.Last - range.First)]),
            StringComparer.OrdinalIgnoreCase);
        _bySpan = _subclasses.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IEnumerable<ClassRule> Rules => _subclasses.Values.SelectMany(static subclass => subclass.Ranges.Select(static range => range.Rule).Append(subclass.Whole)).OfType<ClassRule>();

    public ClassRule? Find(ReadOnlySpan<char> number)
    {
        number = number.Trim().TrimStart('[');
        var letters = LettersOf(number);
        if (letters.Length is 0 or > MostLetters)
        {
            return null;
        }

        var whole = NumberAfter(number[letters.Length..]);
        for (var known = letters; known.Length > 0; known = known[..^1])
        {
            if (_bySpan.TryGetValue(known, out var subclass) && subclass.Find(known.Length == letters.Length ? whole : null) is { } rule)
            {
                return rule;
            }
        }

        return null;
    }

    private static ReadOnlySpan<char> LettersOf(ReadOnlySpan<char> number)
    {
        var length = 0;
        while (length < number.Length && char.IsAsciiLetter(number[length]))
        {
            length++;
        }

        return number[..length];
    }

    /// <summary>The whole part of what follows the letters: 76 of QA76.73 or QA 76.</summary>
    private static int? NumberAfter(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        var length = rest.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(length < 0 ? rest : rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private readonly record struct Row(int First, int Last, ClassRule Rule);

    private sealed record Subclass(ClassRule? Whole, Row[] Ranges)
    {
        public ClassRule? Find(int? number)
        {
            foreach (var range in number is null ? [] : Ranges)
            {
                if (number >= range.First && number <= range.Last)
                {
                    return range.Rule;
                }
            }

            return Whole;
        }
    }
}
