using System.Buffers;
using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>What a label says of the value beside it.</summary>
/// <param name="Certain">The label is never anything else: a value that can't be read is a wrong identifier of the scheme, not another one.</param>
/// <param name="Source">The code of a national bibliography.</param>
internal readonly record struct IdentifierLabel(IdentifierScheme Scheme, bool Certain, string? Source = null);

/// <summary>
/// The words that say which scheme an identifier belongs to, as texts and formats spell them: Dublin Core and free text, MODS <c>@type</c> and the list of
/// standard identifier sources of the Library of Congress, DataCite <c>relatedIdentifierType</c> and <c>alternateIdentifierType</c>, JATS <c>pub-id-type</c>,
/// LOM catalogues, OpenAIRE <c>altIdentifier</c>, <c>info:</c> namespaces, identifiers.org prefixes, names of Chinese catalogue fields.
/// </summary>
internal static class IdentifierLabels
{
    private const int Longest = 24;

    // Words in lower case without blanks, hyphens and dots.
    private static readonly FrozenDictionary<string, IdentifierLabel> Table = Read(
        (IdentifierScheme.Isbn, true, "isbn isbn10 isbn13 eisbn pisbn isbnno isbnnumber isbn号 internationalstandardbooknumber 国际标准书号 國際標準書號 国际标准图书编号 中国标准书号 中國標準書號 标准书号 標準書號"),
        (IdentifierScheme.Isbn, false, "ean ean13 gtin13"),
        (IdentifierScheme.Issn, true, "issn issnl lissn eissn pissn issnno issn号 linkingissn onlineissn printissn electronicissn internationalstandardserialnumber 国际标准刊号 國際標準刊號 国际标准连续出版物号 國際標準連續出版物號 国际标准期刊号 国际刊号 標準刊號"),
        (IdentifierScheme.Ismn, true, "ismn internationalstandardmusicnumber 国际标准音乐编号 国际标准乐谱号 國際標準樂譜號"),
        (IdentifierScheme.Doi, false, "doi dois doiurl doi号 digitalobjectidentifier 数字对象标识符 数字对象唯一标识符 数字对象唯一标识"),
        (IdentifierScheme.Handle, false, "hdl handle handleuri handlenet"),
        (IdentifierScheme.Ark, false, "ark"),
        (IdentifierScheme.UrnNbn, false, "urnnbn"),
        (IdentifierScheme.Arxiv, false, "arxiv arxivid arxive"),
        (IdentifierScheme.Pmid, true, "pmid pubmed pubmedid"),
        (IdentifierScheme.Pmcid, false, "pmc pmcid pubmedcentral pubmedcentralid"),
        (IdentifierScheme.Oclc, false, "oclc ocolc oclcno oclcnum oclcnumber worldcat"),
        (IdentifierScheme.Lccn, true, "lccn dlc lccontrolnumber libraryofcongresscontrolnumber"),
        (IdentifierScheme.Cstr, false, "cstr 科技资源标识 科技资源标识符 科技资源标识码"),
        (IdentifierScheme.UnifiedBookNumber, true, "unifiedbooknumber csbn 统一书号 統一書號 全国统一书号 全國統一書號 中国统一书号"),
        (IdentifierScheme.CnSerial, false, "cn cnserial cnno cn号 cn刊号"),
        (IdentifierScheme.CnSerial, true, "国内统一刊号 國內統一刊號 国内统一连续出版物号 国内刊号 國內刊號 统一刊号 統一刊號 统一连续出版物号 国内统一连续出版物编号"),
        (IdentifierScheme.NationalBibliography, false, "nbn nationalbibliography nationalbibliographynumber 国家书目号 國家書目號"),
        (IdentifierScheme.Uri, false, "uri url purl w3id landingpage 网址 網址 链接地址"));

    private static readonly FrozenDictionary<string, IdentifierLabel>.AlternateLookup<ReadOnlySpan<char>> ByWord = Table.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Characters at which an identifier without blanks ends wherever it stands.</summary>
    public static SearchValues<char> EndsToken { get; } = SearchValues.Create(" \t\r\n\"\u00A0\u3000，。；、（）《》“”【】");

    /// <summary>The whole of <paramref name="text"/> is a label: a type, a catalogue, the last part of a vocabulary's URI.</summary>
    public static bool TryFind(ReadOnlySpan<char> text, out IdentifierLabel label)
    {
        label = default;
        var cut = text.TrimEnd("/#:").LastIndexOfAny("/#:");
        Span<char> word = stackalloc char[Longest];
        var length = 0;
        foreach (var given in text[(cut + 1)..])
        {
            var c = CheckDigits.Plain(given);
            if (!char.IsLetterOrDigit(c))
            {
                continue;
            }

            if (length == Longest)
            {
                return false;
            }

            word[length++] = char.ToLowerInvariant(c);
        }

        return ByWord.TryGetValue(word[..length], out label);
    }

    /// <summary>A label that the text begins with, and the marks behind it: <c>ISSN (online): </c>, <c>(OCoLC)</c>, <c>info:pmid/</c> without its <c>info:</c>.</summary>
    /// <param name="length">Where the value begins.</param>
    public static bool TryTake(ReadOnlySpan<char> text, out IdentifierLabel label, out int length)
    {
        label = default;
        length = 0;
        if (text.Length < 3)
        {
            return false;
        }

        if (text[0] is '(' or '[' or '（' or '【')
        {
            var close = text[..Math.Min(text.Length, Longest)].IndexOfAny(")]）】");
            length = close + 1 + Marks(text[(close + 1)..]);
            return close > 1 && TryFind(text[1..close], out label) && label.Scheme != IdentifierScheme.Uri;
        }

        if (!char.IsLetter(text[0]) || !TryTakeWord(text, out label, out length))
        {
            return false;
        }

        length += Marks(text[length..]);
        length += Qualification(text[length..]);
        return length < text.Length;
    }

    /// <summary>The text without a label of the scheme.</summary>
    public static ReadOnlySpan<char> Skip(ReadOnlySpan<char> text, IdentifierScheme scheme)
    {
        text = text.Trim();
        var label = text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
        return TryTake(label, out var found, out var length) && found.Scheme == scheme ? label[length..] : text;
    }

    private static bool TryTakeWord(ReadOnlySpan<char> text, out IdentifierLabel label, out int length)
    {
        label = default;
        length = 0;
        Span<char> word = stackalloc char[Longest];
        var count = 0;
        var digits = 0;
        for (var i = 0; i < text.Length && count < Longest && digits < 3; i++)
        {
            var c = CheckDigits.Plain(text[i]);
            if (c is ' ' or '_' or '.' || CheckDigits.IsDash(c))
            {
                continue;
            }

            var digit = char.IsAsciiDigit(c);
            if (!digit && !char.IsLetter(c))
            {
                break;
            }

            word[count++] = char.ToLowerInvariant(c);
            digits += digit ? 1 : 0;
            var next = i + 1 < text.Length ? CheckDigits.Plain(text[i + 1]) : ' ';
            // A word ends where no letter follows; a number, where no digit does.
            if (!char.IsLetter(next) && !(digit && char.IsAsciiDigit(next)) && ByWord.TryGetValue(word[..count], out var found))
            {
                label = found;
                length = i + 1;
            }
        }

        return length > 0;
    }

    private static int Marks(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(" :：=/.-\t#№") is >= 0 and var end ? end : text.Length;

    /// <summary>"(Print): ", "online: ", "（精装）": what is between a label and its number, without digits.</summary>
    private static int Qualification(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || CheckDigits.IsDigit(text[0]))
        {
            return 0;
        }

        var end = text[0] is '(' or '[' or '（' ? text[..Math.Min(text.Length, Longest)].IndexOfAny(")]）")
            : char.IsLetter(text[0]) ? text[..Math.Min(text.Length, Longest)].IndexOfAny(':', '：')
            : -1;
        return end < 2 || text[..end].ContainsAnyInRange('0', '9') || text[(end + 1)..].StartsWith("//") ? 0 : end + 1 + Marks(text[(end + 1)..]);
    }

    private static FrozenDictionary<string, IdentifierLabel> Read(params ReadOnlySpan<(IdentifierScheme Scheme, bool Certain, string Words)> rows)
    {
        var table = new Dictionary<string, IdentifierLabel>(StringComparer.Ordinal);
        foreach (var (scheme, certain, words) in rows)
        {
            foreach (var word in words.Split(' '))
            {
                table.Add(word, new IdentifierLabel(scheme, certain));
            }
        }

        // Codes of sources of national bibliography numbers (MARC 21 field 015 $2) that are seen as labels.
        foreach (var source in (ReadOnlySpan<string>)["bnb", "bnf", "bni", "dnb", "szb"])
        {
            table.Add(source, new IdentifierLabel(IdentifierScheme.NationalBibliography, Certain: false, source));
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
