using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>A class of the outline of the Chinese Library Classification (中国图书馆分类法).</summary>
/// <param name="Code">Letter, or letters and digits: T, TP, TP3.</param>
internal sealed record ClcClass(string Code, string Chinese, string English, ClcClass? Parent)
{
    /// <summary>One of the 22.</summary>
    public ClcClass Main => Parent?.Main ?? this;

    /// <summary>The class of the second level that this one is or falls under; null for a main class.</summary>
    public ClcClass? Division => Parent is null ? null : Parent.Division ?? this;
}

/// <summary>
/// The outline: 22 main classes, all of their second level, the third where something leads to it. <c>Classes/Clc.txt</c>, whose head names its source.
/// </summary>
internal static class ClcClasses
{
    private static readonly FrozenDictionary<string, ClcClass> ByNumber = Read();
    private static readonly FrozenDictionary<string, ClcClass>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByNumber.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly int LongestNumber = ByNumber.Keys.Max(static number => number.Length);

    public static IReadOnlyList<ClcClass> All { get; } = [.. ByNumber.Values.Distinct().OrderBy(static known => known.Code, StringComparer.Ordinal)];

    public static ClcClass? ByCode(string code) => ByNumber.TryGetValue(code, out var known) && known.Code == code ? known : null;

    /// <summary>The deepest class of the outline that a class number falls under; null where it is no number of this scheme.</summary>
    public static ClcClass? Find(ReadOnlySpan<char> number)
    {
        // Cataloguers bracket alternative numbers: {TP3}, [D9].
        number = number.TrimStart("{[( +");
        var letters = 0;
        while (letters < number.Length && char.IsAsciiLetter(number[letters]))
        {
            letters++;
        }

        // "Theory" is no class number: after the letter a digit, a mark, or in T one letter more. The law classes have a second set, DF.
        if (letters == 0 || letters > 2)
        {
            return null;
        }

        Span<char> code = stackalloc char[LongestNumber];
        var length = number[..Math.Min(number.Length, code.Length)].ToUpperInvariant(code);
        for (; length >= letters; length--)
        {
            if (BySpan.TryGetValue(code[..length], out var known))
            {
                return known;
            }
        }

        return null;
    }

    private static FrozenDictionary<string, ClcClass> Read()
    {
        var classes = new Dictionary<string, ClcClass>(StringComparer.Ordinal);
        ClcClass? division = null;
        foreach (var line in EmbeddedTable.Read("Clc.txt"))
        {
            var numbers = line[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var parent = numbers[0].Length == 1 ? null : char.IsWhiteSpace(line[0][0]) ? division : classes[numbers[0][..1]];
            var read = new ClcClass(numbers[0], line[1], line[2], parent);
            division = read.Division == read ? read : division;
            foreach (var number in numbers)
            {
                classes.Add(number, read);
            }
        }

        return classes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
