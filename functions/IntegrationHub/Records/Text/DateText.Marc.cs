namespace IntegrationHub.Records;

/// <content>Dates in the coded fields of MARC.</content>
internal static partial class DateText
{
    private const string ReservedForNone = "9999";

    /// <summary>MARC 21 008/06 (type of date), 07-10 (date 1) and 11-14 (date 2).</summary>
    /// <returns>The date of issue of what the record describes; of a reprint that is the reprint's. Null where the field says none.</returns>
    public static EdtfDate? OfMarc(char type, ReadOnlySpan<char> date1, ReadOnlySpan<char> date2) => type switch
    {
        // c: currently published; u: nobody knows whether it is.
        'c' => Coded(date1) is { First: { } from } date ? date with { Edtf = $"{date.Edtf}/..", First = from, Last = null } : null,
        'u' => Coded(date1) is { First: { } from } date ? date with { Edtf = $"{date.Edtf}/", First = from, Last = null } : null,
        // d: ceased; i, k: of a collection; m: in several years; q: somewhere between.
        'd' or 'i' or 'k' or 'm' or 'q' => Between(date1, date2),
        'e' => Coded(date1) is { First: { } year } date ? date.First == date.Last && date2.Length == 4 && !date2.Trim().ContainsAnyExceptInRange('0', '9') ? OfDay(year, Number(date2[..2]), Number(date2[2..].Trim())) : date : null,
        'p' or 'r' or 's' or 't' => Coded(date1),
        // b: before the common era (in field 046); n: unknown; a blank or fill character: not coded.
        _ => null,
    };

    /// <summary>UNIMARC and CNMARC 100$a/08 (type of publication date), 09-12 and 13-16.</summary>
    public static EdtfDate? OfUnimarc(char type, ReadOnlySpan<char> date1, ReadOnlySpan<char> date2) => type switch
    {
        'a' => OfMarc('c', date1, date2),
        'b' or 'f' or 'g' => Between(date1, date2),
        'c' => OfMarc('u', date1, date2),
        'j' => OfMarc('e', date1, date2),
        'd' or 'e' or 'h' or 'i' or 'k' => Coded(date1),
        _ => null,
    };

    private static EdtfDate? Between(ReadOnlySpan<char> date1, ReadOnlySpan<char> date2)
    {
        var from = Coded(date1);
        var to = date2 is ReservedForNone ? new EdtfDate("..", null, null) : Coded(date2);
        if (from is not { } first || to is not { } last || first.Edtf == last.Edtf)
        {
            return from ?? (to is { Last: not null } only ? only : null);
        }

        return first.First <= (last.Last ?? int.MaxValue) ? new EdtfDate($"{first.Edtf}/{last.Edtf}", first.First, last.Last) : first;
    }

    /// <summary>Four digits of which the last may be u: "1998", "199u", "19uu".</summary>
    private static EdtfDate? Coded(ReadOnlySpan<char> date)
    {
        if (date.Length != 4 || Number(date[..2]) is < 1 or > 20)
        {
            return null;
        }

        var known = date.IndexOfAnyExceptInRange('0', '9');
        known = known < 0 ? 4 : known;
        return known == 4 ? Year(Number(date)) : known >= 2 && date[2] is not ' ' && date[known..].IndexOfAnyExcept('u', 'U') < 0 && Number(date[..2]) >= 10 ? Unspecified(Number(date[..known]), 4 - known) : null;
    }
}
