using static IntegrationHub.Records.PayloadTree;

namespace IntegrationHub.Records;

/// <summary>
/// MARC in XML, made readable for paths: fields are called by their tags and subfields by their codes (<c>245/a</c>), indicators are attributes <c>ind1</c> and <c>ind2</c>. Known by its
/// fields, whatever the namespace: MARCXML (http://www.loc.gov/standards/marcxml/), MarcXchange (ISO 25577), OAI-PMH's own oai_marc. For one thread.
/// </summary>
internal sealed class MarcFields
{
    public const string Marc21 = "marc21";
    public const string Unimarc = "unimarc";

    /// <summary>The name of a field's form in Latin letters, within the field in the script of the work.</summary>
    private const string Romanised = "roman";

    private const string OtherScript = "880";
    private const string FixedLength = "008";
    private const string OfBooks = "008-books";
    private const string OfFiles = "008-files";

    /// <summary>A title of one author's that the mark before $b says to be in another language; one that is another title.</summary>
    private const string ParallelTitle = "=b";
    private const string FurtherTitle = ";b";

    private readonly List<PayloadNode> _otherScripts = [];
    private readonly List<PayloadNode> _embedded = [];
    private readonly Dictionary<(string Tag, int Occurrence), PayloadNode> _linked = [];

    /// <summary>Which MARC the fields in <paramref name="element"/> are of; null: they are no fields of MARC.</summary>
    public static string? FormatOf(PayloadNode element)
    {
        foreach (var first in element.Elements)
        {
            if (first.Name is not ("leader" or "controlfield" or "datafield" or "fixfield" or "varfield"))
            {
                return null;
            }

            break;
        }

        // The title is in 200 or in 245; what the record says of itself (MarcXchange) is asked only where that leaves it open.
        var (has200, has245, isCoded) = (false, false, false);
        var any = false;
        foreach (var field in element.Elements)
        {
            any = true;
            switch (TagOf(field))
            {
                case "200":
                    has200 = true;
                    break;
                case "245":
                    has245 = true;
                    break;
                case "100":
                    isCoded |= IsGeneralProcessing(field);
                    break;
            }
        }

        if (!any)
        {
            return null;
        }

        if (has200 != has245)
        {
            return has200 ? Unimarc : Marc21;
        }

        var said = element.Attribute("format");
        return said is not null && (said.Contains("UNIMARC", StringComparison.OrdinalIgnoreCase) || said.Contains("CNMARC", StringComparison.OrdinalIgnoreCase)) ? Unimarc
            : isCoded && (said is null || !said.Contains("21", StringComparison.Ordinal)) ? Unimarc
            : Marc21;
    }

    /// <param name="root">What <see cref="FormatOf"/> knew.</param>
    /// <param name="format">The one it named.</param>
    public void Prepare(PayloadNode root, string format)
    {
        _otherScripts.Clear();
        var fixedLength = FixedLength;
        foreach (var field in root.Elements)
        {
            if (TagOf(field) is not { } tag)
            {
                fixedLength = format == Marc21 && field.Name == "leader" ? FixedLengthOf(field.Text) : fixedLength;
                continue;
            }

            field.Rename(tag == FixedLength ? fixedLength : tag);
            field.RenameAttribute("i1", "ind1");
            field.RenameAttribute("i2", "ind2");
            foreach (var subfield in field.Elements)
            {
                if ((subfield.Attribute("code") ?? subfield.Attribute("label")) is { Length: > 0 } code)
                {
                    subfield.Rename(code);
                }
            }

            if (tag == OtherScript)
            {
                _otherScripts.Add(field);
            }
            else if (format == Unimarc && tag[0] == '4')
            {
                Unfold(field);
            }
        }

        if (_otherScripts.Count > 0)
        {
            Link(root);
        }

        if (format == Marc21)
        {
            foreach (var field in root.Elements)
            {
                if (field.Name == "245")
                {
                    TellTitlesApart(field);
                }
            }
        }
    }

    private static string? TagOf(PayloadNode field)
    {
        if ((field.Attribute("tag") ?? field.Attribute("id")) is not { } tag)
        {
            return null;
        }

        tag = tag.Length == 3 ? tag : tag.Trim().PadLeft(3, '0');
        return tag.Length == 3 ? tag : null;
    }

    /// <summary>What the positions of 008 mean, by the leader's type of record and bibliographic level (MARC 21, 008, configurations).</summary>
    private static string FixedLengthOf(string leader) => leader.AsSpan(0, Math.Min(leader.Length, 8)) is not [_, _, _, _, _, _, var type, var level] ? FixedLength
        : type == 't' || (type == 'a' && level is not ('b' or 'i' or 's')) ? OfBooks
        : type == 'm' ? OfFiles
        : FixedLength;

    /// <summary>UNIMARC's 100 $a: the day of entry, then codes. MARC 21 has a name there.</summary>
    private static bool IsGeneralProcessing(PayloadNode field)
    {
        foreach (var subfield in field.Elements)
        {
            return subfield.Text is { Length: >= 30 and <= 40 } text && !text.AsSpan(0, 4).ContainsAnyExceptInRange('0', '9');
        }

        return false;
    }

    /// <summary>
    /// 880 holds a field in the script of the work and $6 says which, the field itself is romanised: there the two change places. Where the field itself is in the script of the
    /// work, 880 is what is romanised. Of a field that has no counterpart (occurrence 00) it is that field.
    /// </summary>
    private void Link(PayloadNode root)
    {
        _linked.Clear();
        foreach (var field in root.Elements)
        {
            if (field.Name != OtherScript && LinkOf(field) is { } link)
            {
                _linked.TryAdd((field.Name, link.Occurrence), field);
            }
        }

        foreach (var other in _otherScripts)
        {
            if (LinkOf(other) is not { } link)
            {
                continue;
            }

            if (!_linked.Remove((link.Tag, link.Occurrence), out var field))
            {
                other.Rename(link.Tag);
                continue;
            }

            var (mine, its) = (IsLatin(other), IsLatin(field));
            if (!mine && its)
            {
                field.SwapContents(other);
            }

            if (mine != its)
            {
                field.Adopt(other, Romanised);
            }
        }
    }

    /// <summary>$6: <c>880-01</c>, <c>245-01/$1</c>.</summary>
    private static (string Tag, int Occurrence)? LinkOf(PayloadNode field)
    {
        foreach (var subfield in field.Elements)
        {
            if (subfield.Name == "6" && subfield.Text.AsSpan().Trim() is { Length: >= 3 } text && ShortTexts.Of(text[..3]) is { } tag)
            {
                var occurrence = 0;
                for (var i = 4; i < text.Length && char.IsAsciiDigit(text[i]) && occurrence < 10_000; i++)
                {
                    occurrence = (occurrence * 10) + text[i] - '0';
                }

                return (tag, occurrence);
            }
        }

        return null;
    }

    private static bool IsLatin(PayloadNode field)
    {
        foreach (var subfield in field.Elements)
        {
            foreach (var c in subfield.Text)
            {
                // Greek begins at 0370; additions to Latin are at 1E00, punctuation and signs at 2000.
                if (c >= '\u0370' && c is not (>= '\u1D00' and <= '\u1EFF' or >= '\u2000' and <= '\u2BFF' or >= '\uFE20' and <= '\uFE2F' or >= '\uFFFD'))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>ISBD's mark before $b says what it is: <c>Beijing = $b Peking</c>, <c>Emma ; $b and, Persuasion</c>.</summary>
    private static void TellTitlesApart(PayloadNode field)
    {
        var mark = ' ';
        foreach (var subfield in field.Elements)
        {
            if (subfield.Name == Romanised)
            {
                TellTitlesApart(subfield);
            }
            else if (subfield.Name == "b" && mark is '=' or ';')
            {
                subfield.Rename(mark == '=' ? ParallelTitle : FurtherTitle);
            }

            mark = subfield.Text.AsSpan().TrimEnd() is [.., var last] ? last : ' ';
        }
    }

    /// <summary>UNIMARC's embedded fields: <c>461 $1 200 1# $a</c> becomes <c>461/200/a</c>.</summary>
    private void Unfold(PayloadNode field)
    {
        _embedded.Clear();
        foreach (var subfield in field.Elements)
        {
            if (subfield.Name == "1" && subfield.Text.AsSpan().TrimStart() is { Length: >= 3 } text && ShortTexts.Of(text[..3]) is { } tag)
            {
                subfield.Rename(tag);
                _embedded.Add(subfield);
            }
        }

        for (var i = 0; i < _embedded.Count; i++)
        {
            // A control number stands in the $1 itself.
            if (!_embedded[i].Name.StartsWith("00", StringComparison.Ordinal))
            {
                _embedded[i].Enclose(i + 1 < _embedded.Count ? _embedded[i + 1] : null);
            }
        }
    }
}
