using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>
/// arXiv identifiers (https://info.arxiv.org/help/arxiv_identifier.html): <c>1501.00001</c>, <c>0704.0001</c> and, until March 2007,
/// <c>hep-th/9901001</c>. Canonical without label, version (it names a state of the paper) and subject class (<c>math.GT/0309136</c> is <c>math/0309136</c>).
/// </summary>
internal static class ArxivId
{
    // The archives that numbered papers until March 2007.
    private static readonly FrozenSet<string> Archives = FrozenSet.ToFrozenSet(
        [
            "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn", "chem-ph", "cmp-lg", "comp-gas", "cond-mat", "cs",
            "dg-ga", "funct-an", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math", "math-ph", "mtrl-th", "nlin", "nucl-ex", "nucl-th", "patt-sol",
            "physics", "plasm-ph", "q-alg", "q-bio", "quant-ph", "solv-int", "supr-con",
        ],
        StringComparer.Ordinal);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> ByArchive = Archives.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="text">Begins with the identifier, without label.</param>
    public static Reading Read(ReadOnlySpan<char> text)
    {
        if (text.Length < 9)
        {
            return Reading.None;
        }

        return char.IsAsciiDigit(text[0]) ? ReadNew(text) : ReadOld(text);
    }

    /// <summary>True for the scheme until 2007, which no other identifier looks like.</summary>
    public static bool IsOld(ReadOnlySpan<char> text) => text.IndexOf('/') is > 1 and < 16 and var slash && ByArchive.Contains(ArchiveOf(text[..slash]));

    private static Reading ReadNew(ReadOnlySpan<char> text)
    {
        var digits = CountDigits(text[5..]);
        if (text[4] != '.' || CountDigits(text) != 4 || Month(text[2..4]) is < 1 or > 12)
        {
            return Reading.None;
        }

        // 0704 to 1412 four digits, then five. No paper of 2091 to 2099 is meant by 9107 to 9912.
        var wanted = text[..4].SequenceCompareTo("1501") < 0 ? 4 : 5;
        return digits == wanted && text[..4].SequenceCompareTo("0704") >= 0 && text[..4].SequenceCompareTo("9101") < 0
            ? new Reading(text[..(5 + digits)].ToString(), Valid: true, WithVersion(text, 5 + digits))
            : Reading.None;
    }

    private static Reading ReadOld(ReadOnlySpan<char> text)
    {
        if (!IsOld(text))
        {
            return Reading.None;
        }

        var slash = text.IndexOf('/');
        var number = text[(slash + 1)..];
        var archive = ArchiveOf(text[..slash]);
        return CountDigits(number) == 7 && Month(number[2..4]) is >= 1 and <= 12
            ? new Reading(string.Concat(archive, "/", number[..7]), Valid: true, WithVersion(text, slash + 8))
            : Reading.None;
    }

    private static ReadOnlySpan<char> ArchiveOf(ReadOnlySpan<char> archive) => archive.IndexOf('.') is > 0 and var dot ? archive[..dot] : archive;

    private static int WithVersion(ReadOnlySpan<char> text, int length) =>
        text.Length > length + 1 && text[length] is 'v' or 'V' && CountDigits(text[(length + 1)..]) is > 0 and < 4 and var digits ? length + 1 + digits : length;

    private static int CountDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : text.Length;

    private static int Month(ReadOnlySpan<char> two) => ((two[0] - '0') * 10) + two[1] - '0';
}
