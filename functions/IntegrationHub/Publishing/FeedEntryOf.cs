using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>Makes a resource's <see cref="FeedEntry"/>: only what both formats can carry, and only http(s) addresses.</summary>
internal static partial class FeedEntryOf
{
    /// <summary>Characters of an abstract that a page of fifty entries can bear.</summary>
    public const int LongestAbstract = 600;

    private const int MostNames = 100;

    public static FeedEntry Resource(Resource resource, MergedView view)
    {
        var record = view.Record;
        return new FeedEntry
        {
            Id = resource.Id,
            Title = Text(record.FullTitle) is { Length: > 0 } title ? title : resource.Id.ToString(),
            Updated = resource.Members.Max(member => Timestamp(member.Datestamp))!,
            Since = resource.Members.Min(member => Timestamp(member.Since))!,
            Creators = Texts(record.Creators.Select(agent => agent.Name)),
            Contributors = Texts(record.Contributors.Select(agent => agent.Name)),
            Roles = RolesOf(record),
            Publisher = Text(record.Publisher),
            Issued = Text(record.Issued),
            Year = record.Year,
            Languages = [.. record.Languages.Where(tag => LanguageTag().IsMatch(tag)).Distinct(StringComparer.OrdinalIgnoreCase)],
            Type = record.Type,
            Subjects = [.. record.Subjects.Select(subject => subject with { Value = Text(subject.Value) ?? "" }).Where(subject => subject.Value.Length > 0).Distinct()],
            Abstract = Cut(Text(record.Abstract)),
            Container = Text(record.Container?.ToString()),
            Journal = record.Type == WorkType.Article && record.Container is { } journal ? PartOf(journal) : null,
            Series = [.. record.Series.Select(PartOf).OfType<FeedPart>().DistinctBy(series => series.Name)],
            Thumbnail = HttpAddress(record.Thumbnail),
            Identifiers = [.. record.Identifiers.Where(identifier => !identifier.Invalid).Select(identifier => identifier with { Value = Text(identifier.Value) ?? "" })],
            Places = [.. view.Places.Select(PlaceOf).DistinctBy(place => (place.Source, place.Url))],
        };
    }

    /// <summary>A provider's datestamp (day or second) as RFC 3339; what is no datestamp counts as the oldest.</summary>
    public static string Timestamp(string datestamp) =>
        DateTimeOffset.TryParseExact(datestamp, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : "1970-01-01T00:00:00Z";

    /// <summary>An absolute http(s) address in the escaped form that both formats ask for; null for anything else.</summary>
    public static string? HttpAddress(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 ? url.AbsoluteUri : null;

    /// <returns>Null: no role is said. A name that stands there twice keeps the first.</returns>
    private static SortedDictionary<string, string>? RolesOf(BibliographicRecord record)
    {
        var roles = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var agent in record.Creators.Take(MostNames).Concat(record.Contributors.Take(MostNames)).Where(agent => agent.Role is { } role && RelatorCode().IsMatch(role)))
        {
            if (Text(agent.Name) is { } name)
            {
                roles.TryAdd(name, agent.Role!);
            }
        }

        return roles.Count > 0 ? roles : null;
    }

    private static FeedPart? PartOf(Container container) =>
        Text(container.Title) is { } title ? new FeedPart(title, NumberOf(container.Volume), NumberOf(container.Issue)) : null;

    private static int? NumberOf(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static FeedPlace PlaceOf(AccessPlace place) => new(place.Source, place.Status, HttpAddress(place.Url))
    {
        Evidence = [.. place.Evidence.Select(evidence => evidence with { Value = Text(evidence.Value) ?? "" })],
    };

    /// <summary>Papers of large experiments name thousands.</summary>
    private static List<string> Texts(IEnumerable<string> texts) => [.. texts.Select(Text).OfType<string>().Distinct(StringComparer.Ordinal).Take(MostNames)];

    /// <summary>Without what XML 1.0 can't carry: control codes, lone surrogates, U+FFFE and U+FFFF. Null when nothing is left.</summary>
    private static string? Text(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        for (var i = 0; i < text.Length; i++)
        {
            if (XmlConvert.IsXmlChar(text[i]))
            {
                continue;
            }

            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                i++;
                continue;
            }

            return Repaired(text);
        }

        return text;
    }

    private static string? Repaired(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // EnumerateRunes turns a lone surrogate into U+FFFD.
            if (rune.Value is 0x9 or 0xA or 0xD or (>= 0x20 and not (0xFFFD or 0xFFFE or 0xFFFF)))
            {
                kept.Append(rune);
            }
        }

        var repaired = kept.ToString().Trim();
        return repaired.Length > 0 ? repaired : null;
    }

    private static string? Cut(string? text)
    {
        if (text is null || text.Length <= LongestAbstract)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[LongestAbstract - 1]) ? LongestAbstract - 1 : LongestAbstract;
        return $"{text.AsSpan(0, end).TrimEnd()}…";
    }

    [GeneratedRegex("^[a-z]{3}$")]
    private static partial Regex RelatorCode();

    /// <summary>Language with optional script, region and variants: what bibliographic records have of BCP 47.</summary>
    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*$")]
    private static partial Regex LanguageTag();
}
