using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>From the notation of one scheme to the CLC: the line with the longest beginning of a number decides. Names of the files tell the schemes.</summary>
internal sealed class ClassTable
{
    private const int LongestKey = 24;

    private readonly Notation _notation;
    private readonly FrozenDictionary<string, ClassRule> _rules;
    private readonly FrozenDictionary<string, ClassRule>.AlternateLookup<ReadOnlySpan<char>> _bySpan;

    /// <param name="file">Without its folder and ending.</param>
    public ClassTable(string file, Notation notation)
    {
        _notation = notation;
        var rules = new Dictionary<string, ClassRule>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in EmbeddedTable.Read($"{file}.txt"))
        {
            foreach (var code in line[0].Split(';', StringSplitOptions.TrimEntries))
            {
                var rule = ClassRule.Of(code, line[1]);
                foreach (var key in Keys(code))
                {
                    rules.Add(key, rule);
                }
            }
        }

        _rules = rules.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _bySpan = _rules.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IEnumerable<ClassRule> Rules => _rules.Values;

    public ClassRule? Find(ReadOnlySpan<char> number)
    {
        Span<char> buffer = stackalloc char[LongestKey];
        var key = buffer[..Key(number, buffer)];
        for (; key.Length > 0; key = key[..^1])
        {
            if (_bySpan.TryGetValue(key, out var rule))
            {
                return rule;
            }
        }

        return null;
    }

    /// <summary>A range is a row of numbers of one length: 355-359.</summary>
    private IEnumerable<string> Keys(string code)
    {
        var dash = _notation == Notation.Letters ? -1 : code.IndexOf('-');
        var first = KeyOf(dash < 0 ? code : code[..dash]);
        yield return first;
        if (dash < 0)
        {
            yield break;
        }

        var end = KeyOf(code[(dash + 1)..]);
        if (first.Length != end.Length || string.CompareOrdinal(first, end) >= 0)
        {
            throw new InvalidOperationException($"{code} is no range.");
        }

        for (var key = first; key != end;)
        {
            key = Next(key);
            yield return key;
        }
    }

    private static string Next(string key)
    {
        var next = key.ToCharArray();
        var at = next.Length - 1;
        while (next[at] == '9')
        {
            next[at--] = '0';
        }

        next[at]++;
        return new string(next);
    }

    private string KeyOf(string code)
    {
        Span<char> buffer = stackalloc char[LongestKey];
        return buffer[..Key(code, buffer)].ToString();
    }

    /// <summary>A number as the table is searched by: without dots and marks, up to where its auxiliaries or its book number begin.</summary>
    private int Key(ReadOnlySpan<char> number, Span<char> key)
    {
        var length = 0;
        number = number.Trim().TrimStart('[');
        if (_notation == Notation.Tenths)
        {
            return TenthsKey(number, key);
        }

        foreach (var c in number)
        {
            if (length == key.Length)
            {
                break;
            }

            if (_notation == Notation.Letters ? char.IsAsciiLetterOrDigit(c) || c is '.' or '-' : char.IsAsciiDigit(c) || (c == '(' && length > 0 && _notation == Notation.Udc) || (length == 0 && _notation == Notation.LetterAndDigits && char.IsAsciiLetterUpper(c)))
            {
                key[length++] = c;
            }
            else if (c is not ('.' or '/' or '\'') || (c == '/' && _notation == Notation.Udc))
            {
                break;
            }
        }

        return length;
    }

    /// <summary>1.2, 0102, 102 and 2.10: the part after the dot has two digits.</summary>
    private static int TenthsKey(ReadOnlySpan<char> number, Span<char> key)
    {
        var dot = number.IndexOf('.');
        if (dot < 0)
        {
            number = number.TrimStart('0');
            return number.Length is 1 or 3 && !number.ContainsAnyExceptInRange('0', '9') && number.TryCopyTo(key) ? number.Length : 0;
        }

        var tenth = number[(dot + 1)..];
        if (dot != 1 || tenth.Length is 0 or > 2 || !char.IsAsciiDigit(number[0]) || tenth.ContainsAnyExceptInRange('0', '9'))
        {
            return 0;
        }

        key[0] = number[0];
        key[1] = tenth.Length == 2 ? tenth[0] : '0';
        key[2] = tenth[^1];
        return 3;
    }
}

/// <summary>How a scheme writes its numbers.</summary>
internal enum Notation
{
    /// <summary>Decimal: 004.678, with marks for segments.</summary>
    Digits,

    /// <summary>Decimal, with a place in brackets.</summary>
    Udc,

    /// <summary>A letter, then digits: D21.</summary>
    LetterAndDigits,

    /// <summary>Words apart by dots: cs.CL, SHS.ECO.</summary>
    Letters,

    /// <summary>Two levels: 1.2, 2.10.</summary>
    Tenths,
}
