namespace IntegrationHub.Records;

/// <summary>
/// Identifiers out of the texts that hide them. <see cref="Read"/> takes a field for one identifier, <see cref="ReadAll(string, List{Identifier})"/> for a list,
/// <see cref="ReadLabelled"/> knows the scheme that was said beside the value, <see cref="Scan"/> finds them within prose. What has a check digit that
/// fails is kept and marked; canonical forms are described at <see cref="IdentifierScheme"/>.
/// </summary>
internal static partial class IdentifierText
{
    private const int Longest = 300;

    private const string Urn = "urn:";
    private const string Info = "info:";
    private const string AlternativeIdentifier = "info:eu-repo/semantics/altIdentifier/";
    private const string ArxivOaiIdentifier = "oai:arXiv.org:";

    private static readonly string[] UriSchemes = ["urn:", "ark:", "hdl:", "info:", "oai:", "tag:"];

    /// <summary>A value whose scheme is said beside it, in any spelling that <see cref="IdentifierLabels"/> knows; <c>nbn:CODE</c> names a national bibliography.</summary>
    /// <returns>
    /// The identifier, Invalid where it isn't what it is said to be; as it is where the scheme is one that we don't know, unless the value says itself what
    /// it is. Null where it is empty or no identifier at all.
    /// </returns>
    public static Identifier? ReadLabelled(string scheme, string value)
    {
        value = Tidy(value);
        if (value.Length is < 1 or > Longest)
        {
            return null;
        }

        if (WebAddress.Is(value))
        {
            return OfAddress(value);
        }

        if (!TryFind(scheme, out var label))
        {
            return Unspecific(scheme) ? Read(value)
                : scheme.Equals("urn", StringComparison.OrdinalIgnoreCase) && value.Contains(':') && !value.StartsWith(Urn, StringComparison.OrdinalIgnoreCase) ? Read(Urn + value)
                : ReadLabel(value) ?? AsItIs(value);
        }

        var reading = ReadAs(label.Scheme, value, label.Source);
        if (reading is { Value: not null, Valid: true } && reading.Length == value.Length)
        {
            return new Identifier(label.Scheme, reading.Value);
        }

        // Else what the value says of itself goes before what is said of it.
        if (ReadLabel(value) is { Scheme: not IdentifierScheme.Other and not IdentifierScheme.Uri } own && (!own.Invalid || own.Scheme == label.Scheme))
        {
            return own;
        }

        if (label.Scheme == IdentifierScheme.Uri)
        {
            return AsItIs(value);
        }

        return Of(label, value, out _)
            ?? (value.AsSpan().ContainsAnyInRange('0', '9') ? new Identifier(label.Scheme, value, Invalid: true) : null);
    }

    /// <returns>The identifier, Invalid where a check digit fails; null where the text is none.</returns>
    public static Identifier? Read(string text)
    {
        text = Tidy(text);
        return text.Length is < 2 or > Longest ? null
            : WebAddress.Is(text) ? OfAddress(text)
            : ReadLabel(text) ?? Unlabelled(text) ?? AsItIs(text);
    }

    /// <summary>What the text itself says it is, by a label or the beginning of a URI; null where it says nothing, or nothing that holds.</summary>
    internal static Identifier? ReadLabel(ReadOnlySpan<char> text)
    {
        if (text.StartsWith("10.") && Doi.TryScan(text, out var doi))
        {
            return new Identifier(IdentifierScheme.Doi, doi);
        }

        var value = text;
        if (text.StartsWith(Urn, StringComparison.OrdinalIgnoreCase))
        {
            if (text.StartsWith(UrnNbn.Label, StringComparison.OrdinalIgnoreCase))
            {
                return Found(IdentifierScheme.UrnNbn, UrnNbn.Read(text));
            }

            value = text[Urn.Length..];
        }
        else if (text.StartsWith(AlternativeIdentifier, StringComparison.OrdinalIgnoreCase))
        {
            value = text[AlternativeIdentifier.Length..];
        }
        else if (text.StartsWith(Info, StringComparison.OrdinalIgnoreCase))
        {
            value = text[Info.Length..];
        }
        else if (text.StartsWith(ArxivOaiIdentifier, StringComparison.OrdinalIgnoreCase))
        {
            return Found(IdentifierScheme.Arxiv, ArxivId.Read(text[ArxivOaiIdentifier.Length..]));
        }

        if (!IdentifierLabels.TryTake(value, out var label, out var start))
        {
            return null;
        }

        value = value[start..];
        if (WebAddress.Is(value))
        {
            // "DOI: https://doi.org/10.…", "Handle: http://hdl.handle.net/…"
            return OfAddress(value.ToString());
        }

        return Of(label, value, out _)
            ?? (label.Certain && value.ContainsAnyInRange('0', '9') ? new Identifier(label.Scheme, text.ToString(), Invalid: true) : null);
    }

    /// <summary>What a value of the scheme, without label, begins with.</summary>
    internal static Reading ReadAs(IdentifierScheme scheme, ReadOnlySpan<char> text, string? source = null) => scheme switch
    {
        IdentifierScheme.Isbn => Isbn.Read(text),
        IdentifierScheme.Issn => Issn.Read(text),
        IdentifierScheme.Ismn => Ismn.Read(text),
        IdentifierScheme.Doi => Doi.Read(text),
        IdentifierScheme.Handle => Handle.Read(text),
        IdentifierScheme.Ark => Ark.Read(text),
        IdentifierScheme.UrnNbn => UrnNbn.Read(text),
        IdentifierScheme.Arxiv => ArxivId.Read(text),
        IdentifierScheme.Pmid => PubMedId.ReadPmid(text),
        IdentifierScheme.Pmcid => PubMedId.ReadPmcid(text),
        IdentifierScheme.Oclc => OclcNumber.Read(text),
        IdentifierScheme.Lccn => Lccn.Read(text),
        IdentifierScheme.Cstr => Cstr.Read(text),
        IdentifierScheme.UnifiedBookNumber => UnifiedBookNumber.Read(text, labelled: true),
        IdentifierScheme.CnSerial => CnSerialNumber.Read(text),
        IdentifierScheme.NationalBibliography => NationalBibliographyNumber.Read(text, source),
        _ => Reading.None,
    };

    /// <summary>What stands behind a label: of its scheme, or of the one that it plainly is of instead (an ISSN in the field for ISBNs, a DOI among handles).</summary>
    private static Identifier? Of(IdentifierLabel label, ReadOnlySpan<char> value, out int length)
    {
        var reading = ReadAs(label.Scheme, value, label.Source);
        length = reading.Length;
        if (reading is { Value: not null, Valid: true })
        {
            return new Identifier(label.Scheme, reading.Value);
        }

        return Instead(label.Scheme, value, ref length) ?? Found(label.Scheme, reading);
    }

    private static Identifier? Instead(IdentifierScheme scheme, ReadOnlySpan<char> value, ref int length)
    {
        switch (scheme)
        {
            case IdentifierScheme.Isbn or IdentifierScheme.Issn or IdentifierScheme.Ismn:
                return Valid(IdentifierScheme.Isbn, Isbn.Read(value), ref length)
                    ?? Valid(IdentifierScheme.Ismn, Ismn.Read(value), ref length)
                    ?? Valid(IdentifierScheme.Issn, Issn.ReadBarCode(value), ref length)
                    ?? (value.Length > 4 && CheckDigits.IsDash(value[4]) ? Valid(IdentifierScheme.Issn, Issn.Read(value), ref length) : null);
            case IdentifierScheme.Handle:
                return Valid(IdentifierScheme.Doi, Doi.Read(value), ref length);
            case IdentifierScheme.NationalBibliography:
                return Valid(IdentifierScheme.UrnNbn, UrnNbn.Read(value), ref length);
            default:
                return null;
        }
    }

    /// <summary>A number that says what it is by its shape: 978…, ten digits with hyphens, four and four with a hyphen that are no years, and others that nothing else has.</summary>
    private static Identifier? Unlabelled(string text)
    {
        if (!char.IsAsciiDigit(text[0]))
        {
            return text[0] is 'M' && text.Length > 9 ? Whole(IdentifierScheme.Ismn, Ismn.Read(text), text) is { Invalid: false } music ? music : null
                : OclcNumber.IsControlNumber(text) ? Found(IdentifierScheme.Oclc, OclcNumber.Read(text))
                : ArxivId.IsOld(text) ? Whole(IdentifierScheme.Arxiv, ArxivId.Read(text), text)
                : Whole(IdentifierScheme.UnifiedBookNumber, UnifiedBookNumber.Read(text, labelled: false), text);
        }

        if (text.Length > 9 && Whole(IdentifierScheme.Isbn, Isbn.Read(text), text) is { } isbn)
        {
            var hyphens = text.AsSpan().CountAny("- ‐‑–");
            var thirteen = isbn.Value.Length == 13 && text.StartsWith("97", StringComparison.Ordinal);
            if (isbn.Invalid ? thirteen && hyphens >= 3 : thirteen || hyphens >= 2)
            {
                return isbn;
            }
        }

        if (text.Length < 6)
        {
            return null;
        }

        if (CheckDigits.IsDash(text[4]))
        {
            return Whole(IdentifierScheme.Issn, Issn.Read(text), text) is { Invalid: false } issn && !IsYears(issn.Value) ? issn : null;
        }

        return text.StartsWith("979", StringComparison.Ordinal) && Whole(IdentifierScheme.Ismn, Ismn.Read(text), text) is { Invalid: false } ismn ? ismn
            : CheckDigits.IsDash(text[2]) ? Whole(IdentifierScheme.CnSerial, CnSerialNumber.Read(text), text) is { Invalid: false } cn && CnSerialNumber.HasClass(cn.Value) ? cn : null
            : Whole(IdentifierScheme.UnifiedBookNumber, UnifiedBookNumber.Read(text, labelled: false), text);
    }

    private static Identifier? AsItIs(string text)
    {
        foreach (var start in UriSchemes)
        {
            if (text.StartsWith(start, StringComparison.OrdinalIgnoreCase))
            {
                return new Identifier(IdentifierScheme.Uri, text);
            }
        }

        return text.AsSpan().ContainsAnyExcept("-–—._/ ?") ? new Identifier(IdentifierScheme.Other, text) : null;
    }

    private static Identifier OfAddress(string url) => IdentifierAddresses.Read(url) ?? new Identifier(IdentifierScheme.Uri, url);

    private static bool TryFind(string scheme, out IdentifierLabel label)
    {
        if (IdentifierLabels.TryFind(scheme, out label))
        {
            return true;
        }

        var source = scheme.AsSpan(scheme.LastIndexOf(':') + 1).Trim();
        if (source.Length is 0 or > 20 || source.Length == scheme.Length || !scheme.StartsWith("nbn", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        label = new IdentifierLabel(IdentifierScheme.NationalBibliography, Certain: true, source.ToString().ToLowerInvariant());
        return true;
    }

    /// <summary>A label that says no more than that the value is an identifier.</summary>
    private static bool Unspecific(string scheme) => scheme.AsSpan().Trim() is "" || scheme.ToLowerInvariant() is "identifier" or "id" or "other" or "none" or "unknown" or "标识符" or "标识";

    private static Identifier? Whole(IdentifierScheme scheme, Reading reading, ReadOnlySpan<char> text)
    {
        if (reading.Value is null)
        {
            return null;
        }

        // A qualification or a price may follow: "7-02-000220-X (精装) : CNY 12.00".
        var rest = text[reading.Length..].TrimStart();
        return rest.IsEmpty || rest[0] is '(' or '（' or '[' or '［' or ':' or '：' or ';' or '；' or ',' or '，' ? Found(scheme, reading) : null;
    }

    private static Identifier? Found(IdentifierScheme scheme, Reading reading) => reading.Value is null ? null : new Identifier(scheme, reading.Value, !reading.Valid);

    private static Identifier? Valid(IdentifierScheme scheme, Reading reading, ref int length)
    {
        if (reading is not { Value: not null, Valid: true })
        {
            return null;
        }

        length = reading.Length;
        return new Identifier(scheme, reading.Value);
    }

    /// <summary>Without blanks around it and control characters; texts of records come so.</summary>
    private static string Tidy(string text)
    {
        text = text.AsSpan().ContainsAnyInRange('\0', '\u001F') || text.AsSpan().ContainsAnyInRange('\u007F', '\u009F') ? DisplayText.Clean(text) : text;
        return text.Trim();
    }

    /// <summary>"1998-2001" has one chance in eleven to pass for an ISSN.</summary>
    private static bool IsYears(string issn) =>
        DateText.YearOf(issn.AsSpan(0, 4)) is { } first && DateText.YearOf(issn.AsSpan(5)) is { } last && first <= last;
}
