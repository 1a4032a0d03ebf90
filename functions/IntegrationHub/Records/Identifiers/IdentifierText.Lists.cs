using System.Buffers;

namespace IntegrationHub.Records;

internal static partial class IdentifierText
{
    /// <summary>Beyond that, a list of numbers is no description of one thing.</summary>
    private const int MostOfField = 1_000;

    /// <summary>"OCLC 2010" in a sentence is no number of WorldCat.</summary>
    private const int FewestOclcDigits = 6;

    // What an identifier within a sentence begins with; most texts have none of them. In any case only ASCII words are found by vectors.
    private static readonly SearchValues<string> Signs = SearchValues.Create(
        [
            "isbn", "eisbn", "pisbn", "issn", "eissn", "pissn", "ismn", "doi", "10.", "http", "urn:", "info:", "ark:", "hdl:", "arxiv", "pmid", "pmc", "pubmed",
            "oclc", "ocolc", "lccn", "cstr", "cn ", "cn:", "cn1", "cn2", "cn3", "cn4", "cn5", "cn6",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> Separators = SearchValues.Create(" ;,；，、");

    // The first characters of Chinese labels; and the colon behind CN.
    private static readonly SearchValues<char> ChineseSigns = SearchValues.Create("国國统統全：");

    /// <summary>Every identifier of a field that may hold a list: "ISBN 7-…; ISBN 978-…". A DOI may hold semicolons itself.</summary>
    public static IEnumerable<Identifier> ReadAll(string text)
    {
        var found = new List<Identifier>();
        ReadAll(text, found);
        return found;
    }

    /// <summary>
    /// Every identifier of a field that may hold a list, or prose: parts between semicolons, numbers between commas, and whatever is labelled anywhere in it.
    /// Nothing is added twice for one field.
    /// </summary>
    public static void ReadAll(string text, List<Identifier> into)
    {
        var first = into.Count;
        if (!text.AsSpan().ContainsAny(Separators) || WebAddress.Is(text))
        {
            AddTo(into, first, Read(text));
            return;
        }

        var rest = text.AsSpan();
        while (!rest.IsEmpty && into.Count - first < MostOfField)
        {
            var end = EndOfPart(rest);
            var part = rest[..end].Trim();
            rest = end == rest.Length ? [] : rest[(end + 1)..];
            if (!part.IsEmpty)
            {
                ReadPart(part.Length == text.Length ? text : part.ToString(), into, first);
            }
        }
    }

    /// <summary>
    /// Finds identifiers within prose: a source, a relation, a description. Only what is certain counts: labelled, a DOI by its shape, an address that carries
    /// an identifier; and no check digit that fails. Plain addresses are links, not identifiers. Whose they are (the thing's, its journal's, another's) is the
    /// caller's to know. Nothing is added twice.
    /// </summary>
    public static void Scan(string text, List<Identifier> into) => FindWithin(text, into, into.Count);

    private static void FindWithin(ReadOnlySpan<char> text, List<Identifier> into, int first)
    {
        var sign = Next(text, 0);
        var chinese = NextChinese(text, 0);
        while (Math.Min(sign, chinese) is var at && at < text.Length && into.Count - first < MostOfField)
        {
            var length = 0;
            AddTo(into, first, BeginsWord(text, at) ? ScanAt(text[at..], out length) : null);
            var next = at + Math.Max(1, length);
            sign = sign < next ? Next(text, next) : sign;
            chinese = chinese < next ? NextChinese(text, next) : chinese;
        }
    }

    private static int Next(ReadOnlySpan<char> text, int from) => from < text.Length && text[from..].IndexOfAny(Signs) is >= 0 and var next ? from + next : int.MaxValue;

    private static int NextChinese(ReadOnlySpan<char> text, int from)
    {
        for (var at = from; at < text.Length; at++)
        {
            var next = text[at..].IndexOfAny(ChineseSigns);
            if (next < 0)
            {
                break;
            }

            at += next;
            if (text[at] != '：')
            {
                return at;
            }

            if (at - 2 >= from && text[(at - 2)..at].Equals("CN", StringComparison.OrdinalIgnoreCase))
            {
                return at - 2;
            }
        }

        return int.MaxValue;
    }

    private static Identifier? ScanAt(ReadOnlySpan<char> text, out int length)
    {
        if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            // The whole address is passed over, since what is within it is no word of the text.
            var url = Reading.Token(text);
            length = url.Length;
            return WebAddress.Is(url) ? IdentifierAddresses.Read(url) is { Invalid: false } carried ? carried : null : null;
        }

        if (text.StartsWith("10."))
        {
            return Certain(IdentifierScheme.Doi, Doi.Read(text), out length);
        }

        if (text.StartsWith(UrnNbn.Label, StringComparison.OrdinalIgnoreCase))
        {
            return Certain(IdentifierScheme.UrnNbn, UrnNbn.Read(text), out length);
        }

        length = 0;
        var prefix = text.StartsWith(Urn, StringComparison.OrdinalIgnoreCase) ? Urn.Length : text.StartsWith(Info, StringComparison.OrdinalIgnoreCase) ? Info.Length : 0;
        if (!IdentifierLabels.TryTake(text[prefix..], out var label, out var start))
        {
            return null;
        }

        start += prefix;
        length = start;
        if (Of(label, text[start..], out var taken) is not { Invalid: false } found
            || (found.Scheme == IdentifierScheme.Oclc && found.Value.Length < FewestOclcDigits) || found.Scheme == IdentifierScheme.NationalBibliography)
        {
            return null;
        }

        length += taken;
        return found;
    }

    /// <summary>Behind a letter or a digit of the Latin alphabet a sign is part of another word; a DOI is part of a longer number or path, too.</summary>
    private static bool BeginsWord(ReadOnlySpan<char> text, int at) =>
        at == 0 || !(char.IsAsciiLetterOrDigit(text[at - 1]) || (char.IsAsciiDigit(text[at]) && text[at - 1] is '.' or '/' or '-' or ','));

    private static Identifier? Certain(IdentifierScheme scheme, Reading reading, out int length)
    {
        length = reading.Length;
        return reading is { Value: not null, Valid: true } ? new Identifier(scheme, reading.Value) : null;
    }

    /// <summary>One part of a list: what it is as a whole, what is labelled within it, and numbers between commas that say by themselves what they are.</summary>
    private static void ReadPart(string part, List<Identifier> into, int first)
    {
        var whole = Read(part);
        var before = into.Count;
        if (whole is { Scheme: not IdentifierScheme.Other })
        {
            AddTo(into, first, whole);
        }

        if (WebAddress.Is(part))
        {
            return;
        }

        FindWithin(part, into, first);
        if (into.Count > before && whole is { Scheme: not IdentifierScheme.Other } && part.AsSpan().ContainsAny(',', '，', '、'))
        {
            // Within a citation 1035-1042 is pages; behind an ISSN, it is the next one.
            foreach (var range in part.AsSpan().SplitAny(",，、"))
            {
                var number = part.AsSpan()[range].Trim();
                if (number.Length is > 5 and < 60 && (char.IsAsciiDigit(number[0]) || number[0] == 'M') && Unlabelled(number.ToString()) is { } listed)
                {
                    AddTo(into, first, listed);
                }
            }
        }

        if (into.Count == before && whole is not null)
        {
            AddTo(into, first, whole);
        }
    }

    /// <summary>Where a semicolon ends the part; within a DOI (no blank behind it) it may be the DOI's own.</summary>
    private static int EndOfPart(ReadOnlySpan<char> text)
    {
        var from = 0;
        var doi = false;
        while (text[from..].IndexOfAny(';', '；') is >= 0 and var next)
        {
            var at = from + next;
            doi |= text[from..at].IndexOf("10.") >= 0;
            if (!doi || text[at] == '；' || at + 1 == text.Length || text[at + 1] == ' ')
            {
                return at;
            }

            from = at + 1;
        }

        return text.Length;
    }

    private static void AddTo(List<Identifier> into, int first, Identifier? identifier)
    {
        if (identifier is not null && (into.Count == first || !Holds(into, first, identifier)))
        {
            into.Add(identifier);
        }
    }

    private static bool Holds(List<Identifier> list, int first, Identifier identifier)
    {
        for (var i = first; i < list.Count; i++)
        {
            if (list[i].Equals(identifier))
            {
                return true;
            }
        }

        return false;
    }
}
