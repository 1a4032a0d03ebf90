using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Quality;

/// <summary>
/// Deduplication as NatLibFi/RecordManager does it, written anew from what its DedupHandler does: candidates share an ISBN, an identifier or a key of the title's beginning;
/// a shared ISBN or identifier is a match; else ISSN, year and a page count within 10 must not differ, series numbers must be equal, the titles' Levenshtein distance
/// must be under 10 % of the title, and the main authors must match, or differ by no more than 20 %. Its title keys are taken to be 25 characters long, and its
/// list of candidates to end where the hub's does: those two figures are inferred. Articles are compared like books, which it itself does only within linked hosts.
/// </summary>
internal static partial class RecordManagerMatch
{
    private const int TitleKey = 25;

    public static List<List<int>> Link(IReadOnlyList<BibliographicRecord> records)
    {
        var forms = records.Select(Form.Of).ToList();
        var sets = new DisjointSets(records.Count);
        var holders = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (var (place, form) in forms.Index())
        {
            foreach (var key in form.Identifiers.Append(form.Title[..Math.Min(TitleKey, form.Title.Length)]).Where(key => key.Length > 0))
            {
                if (!holders.TryGetValue(key, out var list))
                {
                    holders.Add(key, list = []);
                }

                list.Add(place);
            }
        }

        foreach (var list in holders.Values.Where(list => list.Count <= MeasuredLinking.HoldersPerKey))
        {
            for (var i = 0; i < list.Count; i++)
            {
                for (var j = i + 1; j < list.Count; j++)
                {
                    if (Matches(forms[list[i]], forms[list[j]]))
                    {
                        sets.Union(list[i], list[j]);
                    }
                }
            }
        }

        return Baselines.Groups(sets, records.Count);
    }

    private static bool Matches(Form a, Form b)
    {
        if (a.Type != b.Type)
        {
            return false;
        }

        if (a.Identifiers.Intersect(b.Identifiers).Any())
        {
            return true;
        }

        if ((a.Issn is not null && b.Issn is not null && a.Issn != b.Issn) || (a.Year is not null && b.Year is not null && a.Year != b.Year)
            || Math.Abs((a.Pages ?? b.Pages ?? 0) - (b.Pages ?? a.Pages ?? 0)) > 10 || a.Series != b.Series || a.Title.Length == 0 || b.Title.Length == 0)
        {
            return false;
        }

        if (DistanceOf(a.Title, b.Title) >= a.Title.Length * 0.1)
        {
            return false;
        }

        return (a.Author, b.Author) switch
        {
            ("", "") => true,
            ("", _) or (_, "") => false,
            var (mine, theirs) => AuthorsMatch(mine, theirs) || DistanceOf(mine, theirs) <= mine.Length * 0.2,
        };
    }

    /// <summary>The same family name, and given names of which one begins the other.</summary>
    private static bool AuthorsMatch(string a, string b)
    {
        var (mine, theirs) = (a.Split(' ', StringSplitOptions.RemoveEmptyEntries), b.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return mine[0] == theirs[0] && mine.Zip(theirs).Skip(1).All(pair => pair.First.StartsWith(pair.Second, StringComparison.Ordinal) || pair.Second.StartsWith(pair.First, StringComparison.Ordinal));
    }

    private static int DistanceOf(string a, string b)
    {
        (a, b) = (a[..Math.Min(a.Length, 255)], b[..Math.Min(b.Length, 255)]);
        return Similarity.Distance(a, b, Math.Max(a.Length, b.Length));
    }

    private sealed record Form(WorkType Type, IReadOnlyList<string> Identifiers, string? Issn, int? Year, int? Pages, string? Series, string Title, string Author)
    {
        public static Form Of(BibliographicRecord record) => new(
            record.Type,
            [.. record.Identifiers.Where(identifier => !identifier.Invalid && identifier.Scheme is IdentifierScheme.Isbn or IdentifierScheme.NationalBibliography or IdentifierScheme.Doi or IdentifierScheme.UrnNbn).Select(identifier => $"{identifier.Scheme}:{identifier.Value}")],
            record.Container?.Issn,
            record.Year,
            record.Extent is { } extent && PageCount().Match(extent) is { Success: true } pages ? int.Parse(pages.Groups[1].Value, CultureInfo.InvariantCulture) : null,
            record.Series.Count > 0 ? record.Series[0].Volume : null,
            Plain(record.FullTitle).Replace(" ", "", StringComparison.Ordinal),
            record.Creators.Count > 0 ? Plain(record.Creators[0].Name) : "");

        /// <summary>Its normal form: letters and digits in lower case without accents. Variants of Chinese characters stay apart.</summary>
        private static string Plain(string text)
        {
            var plain = new StringBuilder(text.Length);
            foreach (var c in text.Normalize(NormalizationForm.FormKD))
            {
                if (char.IsLetterOrDigit(c))
                {
                    plain.Append(char.ToLowerInvariant(c));
                }
                else if (char.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && plain.Length > 0 && plain[^1] != ' ')
                {
                    plain.Append(' ');
                }
            }

            return plain.ToString().TrimEnd();
        }
    }

    [GeneratedRegex(@"(\d{1,5})\s*(?:p\b|pp\b|pages|页|頁|s\.)", RegexOptions.IgnoreCase)]
    private static partial Regex PageCount();
}
