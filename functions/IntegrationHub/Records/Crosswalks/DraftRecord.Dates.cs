using System.Globalization;

namespace IntegrationHub.Records;

/// <summary>Dates: what is said of them, and which of them is that of issue.</summary>
internal sealed partial class DraftRecord
{
    private enum DateKind
    {
        /// <summary>Not said: of issue most likely.</summary>
        Date,
        Issued,
        Copyrighted,
        Created,
        Available,
        Other,
    }

    private void AddDate(DraftThing thing, string? argument)
    {
        var text = thing[DraftPart.Text];
        if (thing[DraftPart.Year] is { } year)
        {
            text = year;
            if (thing[DraftPart.Month] is { } month)
            {
                text = int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? $"{year}-{number:D2}" : $"{month} {year}";
                text = thing[DraftPart.Day] is { } day && number > 0 && int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var dayNumber) ? $"{text}-{dayNumber:D2}" : text;
            }
        }
        else if (text is null && thing[DraftPart.From] is { } from)
        {
            text = thing[DraftPart.To] is { } to ? $"{from}/{to}" : from;
        }

        if (text is not null)
        {
            AddDate(text, argument ?? thing[DraftPart.Kind]);
        }
    }

    private void AddDate(string text, string? kind)
    {
        if (text.StartsWith(EmbargoEnd, StringComparison.OrdinalIgnoreCase))
        {
            AddStatement(text);
        }
        else if (kind is "marc" or "unimarc")
        {
            if (text.Length >= 5)
            {
                var date1 = text.AsSpan(1, 4);
                var date2 = text.Length >= 9 ? text.AsSpan(5, 4) : default;
                _coded ??= kind == "marc" ? DateText.OfMarc(text[0], date1, date2) : DateText.OfUnimarc(text[0], date1, date2);
            }
        }
        else if (_dates.Count < Most && !text.StartsWith("info:", StringComparison.OrdinalIgnoreCase))
        {
            _dates.Add((text, kind is null ? DateKind.Date : KindOf(kind)));
        }
    }

    private static DateKind KindOf(string kind) => kind.ToLowerInvariant() switch
    {
        "issued" or "publication" or "published" or "pub" or "ppub" or "epub" => DateKind.Issued,
        "copyrighted" or "copyright" => DateKind.Copyrighted,
        "created" or "creation" => DateKind.Created,
        "available" or "revision" => DateKind.Available,
        _ => DateKind.Other,
    };

    /// <summary>As it was written; what codes say adds to it, or stands for it.</summary>
    private (string? Issued, string? Edtf, int? Year) Dated()
    {
        var (issued, year) = Issue();
        var edtf = issued is null ? null : DateText.EdtfOf(issued);
        if (_coded is not { } coded)
        {
            return (issued, edtf, year);
        }

        // Words say the month, codes when a serial ended.
        var isMore = issued is null || edtf is null || (coded.First == year && coded.Edtf.Contains('/'));
        return (issued ?? coded.Edtf, isMore ? coded.Edtf : edtf, year ?? coded.First);
    }

    /// <summary>
    /// What is said to be the date of issue comes first; then what may be it. Repositories add the moments of arrival and release: a date beats a moment, an earlier moment a later one.
    /// </summary>
    private (string? Issued, int? Year) Issue()
    {
        string? undated = null;
        foreach (var kind in (ReadOnlySpan<DateKind>)[DateKind.Issued, DateKind.Date, DateKind.Copyrighted, DateKind.Created, DateKind.Available])
        {
            string? moment = null;
            foreach (var (text, of) in _dates)
            {
                if (of != kind)
                {
                    continue;
                }

                if (DateText.YearOf(text) is not { } year)
                {
                    undated ??= kind <= DateKind.Copyrighted ? text : null;
                }
                else if (!DateText.IsTimestamp(text))
                {
                    return (text, year);
                }
                else if (moment is null || string.CompareOrdinal(text, moment) < 0)
                {
                    moment = text;
                }
            }

            if (moment is not null)
            {
                return (moment, DateText.YearOf(moment));
            }
        }

        return (undated, null);
    }

    private string? DateOf(DateKind kind)
    {
        foreach (var (text, of) in _dates)
        {
            if (of == kind)
            {
                return text;
            }
        }

        return null;
    }
}
