using System.Runtime.InteropServices;
using System.Xml;
using IntegrationHub.Sources;
using static IntegrationHub.Records.DublinCoreElement;

namespace IntegrationHub.Records;

/// <summary>
/// Simple Dublin Core (oai_dc and what calls itself so) to our record, in one forward pass. One instance reads one record at a time and keeps
/// its buffers between them: make one for each reader of pages.
/// </summary>
/// <param name="policy">What the source's admin says about free access.</param>
public sealed class OaiDcCrosswalk(AccessPolicy policy = AccessPolicy.ByEvidence)
{
    /// <summary>A whole text put into dc:description must not weigh down every page it is listed on.</summary>
    private const int LongestAbstract = 10_000;

    /// <summary>The longest lists of authors known have some five thousand.</summary>
    private const int MostNames = 5_000;

    /// <summary>Each is a match key; the ISBNs of the largest sets of books come to some hundreds.</summary>
    private const int MostIdentifiers = 1_000;

    private const string EmbargoEnd = "info:eu-repo/date/embargoEnd/";
    private const string AlternativeIdentifier = "info:eu-repo/semantics/altIdentifier/";

    private readonly DublinCoreFields _fields = new();
    private readonly List<string> _texts = [];
    private readonly List<string> _rights = [];
    private readonly List<Subject> _subjects = [];
    private readonly List<Identifier> _identifiers = [];
    private readonly LinkOrder _links = new();
    private readonly Memo<WorkType> _types = new(WorkTypes.Read);
    private readonly Func<string, AccessEvidence?> _readRights = new Memo<AccessEvidence?>(RightsText.Read).Of;

    /// <summary>Reads the payload that <paramref name="reader"/> stands on and leaves the reader behind its end tag.</summary>
    /// <param name="reader">On the payload's root element, whatever its name. Character checking may be off: texts are cleaned here.</param>
    /// <exception cref="FormatException">The payload is no usable record; the message says why, for a cataloguer. The reader is behind the payload all the same.</exception>
    /// <exception cref="XmlException">The page is not well-formed.</exception>
    public BibliographicRecord Read(XmlReader reader)
    {
        _fields.Read(reader);
        var titles = _fields[Title];
        if (titles.Count == 0)
        {
            throw new FormatException(IsEmpty() ? "The record holds no Dublin Core element." : "The record has no title (dc:title is missing or empty).");
        }

        var languages = Languages();
        var type = Type();
        var (issued, year) = Issue();
        var container = Identify(type);
        var url = _links.Fill(_identifiers, _fields);
        return new BibliographicRecord
        {
            Title = TitleProper(titles[0]),
            AlternativeTitles = titles.Count > 1 ? Distinct(titles, skip: 1) : [],
            Creators = Names(_fields[Creator]),
            Contributors = Names(_fields[Contributor]),
            Publisher = _fields[Publisher] is [var publisher, ..] ? publisher : null,
            Issued = issued,
            Year = year,
            Languages = languages,
            Type = type,
            Subjects = Subjects(languages, titles[0]),
            Abstract = Abstract(),
            Container = container,
            Identifiers = _identifiers.ToArray(),
            Links = _links.Urls(),
            Rights = _fields[Rights].ToArray(),
            Access = AccessRules.Decide(AccessStatements(), policy, url, _readRights),
        };
    }

    private bool IsEmpty() => Enum.GetValues<DublinCoreElement>().All(element => _fields[element].Count == 0);

    /// <summary>Without the mark that ISBD puts before what follows a title proper.</summary>
    private static string TitleProper(string title) =>
        title.Length > 2 && title[^1] is '/' or ':' or ';' or '=' && title[^2] == ' ' ? title.AsSpan(0, title.Length - 2).TrimEnd().ToString() : title;

    private IReadOnlyList<string> Languages()
    {
        _texts.Clear();
        foreach (var language in _fields[Language])
        {
            LanguageTags.Add(language, _texts);
        }

        return _texts.ToArray();
    }

    private WorkType Type()
    {
        var type = WorkType.Other;
        foreach (var text in _fields[DublinCoreElement.Type])
        {
            type = WorkTypes.MoreSpecific(type, _types.Of(text));
        }

        return type;
    }

    /// <summary>Repositories add the moments of arrival and release to the date of issue: a date beats a moment, an earlier moment a later one.</summary>
    private (string? Issued, int? Year) Issue()
    {
        string? moment = null;
        string? undated = null;
        foreach (var date in _fields[Date])
        {
            if (date.StartsWith("info:", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (DateText.YearOf(date) is not { } year)
            {
                undated ??= date;
            }
            else if (!DateText.IsTimestamp(date))
            {
                return (date, year);
            }
            else if (moment is null || string.CompareOrdinal(date, moment) < 0)
            {
                moment = date;
            }
        }

        return moment is null ? (undated, null) : (moment, DateText.YearOf(moment));
    }

    private IReadOnlyList<string> Names(List<string> given)
    {
        if (given.Count == 0)
        {
            return [];
        }

        _texts.Clear();
        foreach (var text in given)
        {
            foreach (var part in text.AsSpan().SplitAny(";；"))
            {
                var (start, length) = part.GetOffsetAndLength(text.Length);
                var name = text.AsSpan(start, length).Trim();
                if (!name.IsEmpty && _texts.Count < MostNames)
                {
                    _texts.Add(name.Length == text.Length ? text : name.ToString());
                }
            }
        }

        return Distinct(_texts);
    }

    private IReadOnlyList<Subject> Subjects(IReadOnlyList<string> languages, string title)
    {
        if (_fields[DublinCoreElement.Subject] is not { Count: > 0 } given)
        {
            return [];
        }

        var chinese = languages.Any(static tag => tag.StartsWith("zh", StringComparison.Ordinal) || tag == "lzh") || title.AsSpan().ContainsAnyInRange('\u4E00', '\u9FFF');
        _subjects.Clear();
        foreach (var text in given)
        {
            SubjectText.Add(text, chinese, _subjects);
        }

        return _subjects.ToArray();
    }

    /// <summary>The longest description: providers put notes, provenance and contents beside the abstract.</summary>
    private string? Abstract()
    {
        string? longest = null;
        foreach (var text in _fields[Description])
        {
            longest = longest is null || text.Length > longest.Length ? text : longest;
        }

        return longest is null || longest.Length <= LongestAbstract ? longest : string.Concat(longest.AsSpan(0, char.IsHighSurrogate(longest[LongestAbstract - 1]) ? LongestAbstract - 1 : LongestAbstract), "…");
    }

    /// <summary>
    /// The record's own identifiers. An ISSN names a serial: on an article it says where the article appeared and goes with the container. dc:relation names
    /// other things, but for OpenAIRE's altIdentifier.
    /// </summary>
    /// <returns>The container.</returns>
    private string? Identify(WorkType type)
    {
        _identifiers.Clear();
        string? container = null;
        string? issn = null;
        foreach (var text in _fields[DublinCoreElement.Identifier])
        {
            foreach (var identifier in IdentifierText.ReadAll(text))
            {
                if (identifier.Scheme == IdentifierScheme.Issn && type is not (WorkType.Serial or WorkType.Other))
                {
                    issn ??= identifier.Value;
                }
                else
                {
                    AddOnce(identifier);
                }
            }
        }

        foreach (var text in _fields[DublinCoreElement.Source])
        {
            if (IdentifierText.Read(text) is { Scheme: IdentifierScheme.Issn } serial)
            {
                if (type == WorkType.Serial)
                {
                    AddOnce(serial);
                }

                issn ??= serial.Value;
            }
            else if (!WebAddress.Is(text))
            {
                container ??= text;
            }
        }

        foreach (var text in _fields[Relation])
        {
            if (text.StartsWith(AlternativeIdentifier, StringComparison.OrdinalIgnoreCase) && text.IndexOf('/', AlternativeIdentifier.Length) is > 0 and var slash
                && IdentifierText.ReadLabelled(text[AlternativeIdentifier.Length..slash], text[(slash + 1)..]) is { } alternative
                && (alternative.Scheme != IdentifierScheme.Issn || type == WorkType.Serial))
            {
                AddOnce(alternative);
            }
        }

        return type == WorkType.Serial ? container : container ?? (issn is null ? null : $"ISSN {issn}");
    }

    private void AddOnce(Identifier identifier)
    {
        if (_identifiers.Count < MostIdentifiers && !_identifiers.Contains(identifier))
        {
            _identifiers.Add(identifier);
        }
    }

    private List<string> AccessStatements()
    {
        var rights = _fields[Rights];
        _rights.Clear();
        _rights.AddRange(rights);
        foreach (var date in _fields[Date])
        {
            if (date.StartsWith(EmbargoEnd, StringComparison.OrdinalIgnoreCase))
            {
                _rights.Add(date);
            }
        }

        return _rights;
    }

    private static string[] Distinct(List<string> texts, int skip = 0)
    {
        for (var i = skip + 1; i < texts.Count; i++)
        {
            if (texts.IndexOf(texts[i], skip, i - skip) >= 0)
            {
                return [.. texts.Skip(skip).Distinct(StringComparer.Ordinal)];
            }
        }

        return CollectionsMarshal.AsSpan(texts)[skip..].ToArray();
    }
}
