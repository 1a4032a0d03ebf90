using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace IntegrationHub.Quality;

/// <summary>Damages a record in one way. The same record and the same random numbers give the same damage.</summary>
internal static partial class Damage
{
    public static RawRecord Of(RawRecord record, DamageKind kind, Random random) => kind switch
    {
        DamageKind.Typo => Title(record, text => DamagedText.WithTypos(text, random)),
        DamageKind.Ocr => Title(record, text => DamagedText.Misread(text, random)),
        DamageKind.Truncation => Title(record, text => Truncated(text, random)),
        DamageKind.Subtitle => Title(record, WithOrWithoutSubtitle),
        DamageKind.Names => Names(record, random),
        DamageKind.MissingFields => Without(record, random),
        DamageKind.WrongYear => record with { Texts = [.. record.Texts.Select(text => text.Field == RawField.Date ? (text.Field, Year().Replace(text.Text, year => WrongYear(year.Value, random), 1)) : text)] },
        DamageKind.Script => Words(record, random.Next(2) == 0 ? DamagedText.Simplified : DamagedText.Traditional),
        DamageKind.FullWidth => Words(record, DamagedText.FullWidth),
        DamageKind.Gbk => Title(record, text => DamagedText.ThroughGbk(text, random)),
        DamageKind.CaseAndPunctuation => Written(record, random.Next(4)),
        DamageKind.Entities => Words(record, text => Entities(text, twice: random.Next(2) == 0)),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>Without what names the work beyond doubt, so that its texts have to be compared.</summary>
    public static RawRecord WithoutIdentifiers(RawRecord record) =>
        record with { Texts = [.. record.Texts.Where(text => text.Field is not (RawField.Doi or RawField.Isbn or RawField.Identifier or RawField.Link))] };

    private static RawRecord Title(RawRecord record, Func<string, string> change) =>
        record with { Texts = [.. record.Texts.Select(text => text.Field == RawField.Title ? (text.Field, change(text.Text)) : text)] };

    private static RawRecord Words(RawRecord record, Func<string, string> change) => record with
    {
        Texts = [.. record.Texts.Select(text => text.Field is RawField.Title or RawField.Creator or RawField.Contributor or RawField.Source or RawField.Container ? (text.Field, change(text.Text)) : text)],
    };

    private static string Truncated(string title, Random random)
    {
        var length = Math.Max(DamagedText.IsHan(title) ? 4 : 12, title.Length * 3 / 5);
        return length >= title.Length ? title : title[..length].TrimEnd() + (random.Next(2) == 0 ? "..." : "");
    }

    private static string WithOrWithoutSubtitle(string title)
    {
        var cut = title.AsSpan().IndexOfAny(":：");
        return cut > 3 ? title[..cut] : title + (DamagedText.IsHan(title) ? "：附索引" : ": with an index");
    }

    private static RawRecord Names(RawRecord record, Random random)
    {
        var way = random.Next(3);
        var first = true;
        var texts = new List<(RawField, string)>();
        foreach (var (field, text) in record.Texts)
        {
            if (field is not RawField.Creator)
            {
                texts.Add((field, text));
            }
            else if (DamagedText.IsHan(text))
            {
                texts.Add((field, Brackets().Replace(text, "").Trim()));
            }
            else if (way < 2 || first)
            {
                texts.Add((field, way == 0 ? Turned(text) : way == 1 ? Initialised(text) : text));
                if (way == 2 && record.Texts.Count(other => other.Field == RawField.Creator) > 1)
                {
                    texts.Add((field, "et al."));
                }

                first = false;
            }
        }

        return record with { Texts = texts };
    }

    private static string Turned(string name)
    {
        if (name.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma)
        {
            return $"{name[(comma + 1)..].Trim()} {name[..comma].Trim()}";
        }

        return name.LastIndexOf(' ') is > 0 and var blank ? $"{name[(blank + 1)..]}, {name[..blank]}" : name;
    }

    private static string Initialised(string name)
    {
        var comma = name.IndexOf(',', StringComparison.Ordinal);
        var (given, family) = comma > 0 ? (name[(comma + 1)..].Trim(), name[..comma]) : name.LastIndexOf(' ') is > 0 and var blank ? (name[..blank], name[(blank + 1)..]) : ("", name);
        var initials = string.Join(' ', given.Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries).Select(word => word[0] + "."));
        return given.Length == 0 ? name : comma > 0 ? $"{family}, {initials}" : $"{initials} {family}";
    }

    private static RawRecord Without(RawRecord record, Random random)
    {
        RawField[] gone = random.Next(3) switch
        {
            0 => [RawField.Date],
            1 => [RawField.Creator, RawField.Contributor],
            _ => [RawField.Container, RawField.Source, RawField.Volume, RawField.Issue, RawField.Pages, RawField.Publisher, RawField.Place],
        };
        return record with { Texts = [.. record.Texts.Where(text => !gone.Contains(text.Field))] };
    }

    private static string WrongYear(string year, Random random)
    {
        if (random.Next(3) == 0 && year[2] != year[3])
        {
            return $"{year[..2]}{year[3]}{year[2]}";
        }

        return (int.Parse(year, CultureInfo.InvariantCulture) + (random.Next(2) == 0 ? 1 : -1)).ToString(CultureInfo.InvariantCulture);
    }

    private static RawRecord Written(RawRecord record, int way) => way switch
    {
        0 => Words(record, text => text.ToUpperInvariant()),
        1 => Words(record, text => text.ToLowerInvariant()),
        2 => Title(record, text => Marks().Replace(text, " ").Trim() is { Length: > 0 } bare ? bare : text),
        _ => Title(record, text => DamagedText.IsHan(text) ? $"《{text}》" : $"\"{text}.\"."),
    };

    private static string Entities(string text, bool twice)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            encoded.Append(c is '&' or '<' or '>' or '"' or '\'' or > '\u007f' && !char.IsSurrogate(c) ? WebUtility.HtmlEncode(c.ToString()) is { Length: > 1 } entity ? entity : $"&#{(int)c};" : c.ToString());
        }

        return twice ? encoded.Replace("&", "&amp;").ToString() : encoded.ToString();
    }

    [GeneratedRegex("[12][0-9]{3}")]
    private static partial Regex Year();

    [GeneratedRegex(@"[（(\[〔【][^）)\]〕】]*[）)\]〕】]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"[\p{P}\p{S}]+")]
    private static partial Regex Marks();
}
