using static IntegrationHub.Records.PayloadTree;

namespace IntegrationHub.Records;

/// <summary>
/// A record in the making: crosswalks add what they find, as it was written, and <see cref="Finish"/> makes of it what every format shares. Here, and only here, texts become
/// dates, identifiers, subjects, languages, types and evidence. Cleared and filled again for each record; for one thread.
/// </summary>
internal sealed partial class DraftRecord
{
    /// <summary>A whole text put into a description must not weigh down every page it is listed on.</summary>
    private const int LongestAbstract = 10_000;

    /// <summary>The longest lists of authors known have some five thousand.</summary>
    private const int MostNames = 5_000;

    /// <summary>Of anything else: sets of books in a thousand volumes have been seen.</summary>
    private const int Most = 1_000;

    private readonly List<OtherTitle> _titles = [];
    private readonly List<Agent> _creators = [];
    private readonly List<Agent> _contributors = [];
    private readonly List<(string Text, DateKind Kind)> _dates = [];
    private readonly List<string> _languages = [];
    private readonly List<(string? Scheme, string Text)> _subjectTexts = [];
    private readonly List<(string? Scheme, string Text)> _identifierTexts = [];
    private readonly List<string> _addresses = [];
    private readonly List<string> _sources = [];
    private readonly List<string> _relations = [];
    private readonly List<Container> _series = [];
    private readonly List<RelatedWork> _related = [];
    private readonly List<string> _rights = [];
    private readonly List<AccessEvidence> _evidence = [];
    private readonly Memo<WorkType> _types = new(WorkTypes.Read);
    private readonly Memo<AccessEvidence[]> _statements = new(RightsText.ReadAll);
    private readonly DroppedElements _dropped = new();

    private string? _title;
    private string? _subtitle;
    private string? _partNumber;
    private string? _partName;
    private string? _publisher;
    private string? _place;
    private string? _edition;
    private string? _extent;
    private string? _abstract;
    private string? _thumbnail;
    private string? _noWork;
    private Container? _container;
    private EdtfDate? _coded;
    private WorkType _type;
    private bool _isEmpty;
    private bool _isWithdrawn;

    public void Clear()
    {
        _titles.Clear();
        _creators.Clear();
        _contributors.Clear();
        _dates.Clear();
        _languages.Clear();
        _subjectTexts.Clear();
        _identifierTexts.Clear();
        _addresses.Clear();
        _sources.Clear();
        _relations.Clear();
        _series.Clear();
        _related.Clear();
        _rights.Clear();
        _evidence.Clear();
        _dropped.Clear();
        _title = _subtitle = _partNumber = _partName = _publisher = _place = _edition = _extent = _abstract = _thumbnail = _noWork = null;
        (_container, _coded, _type, _isEmpty, _isWithdrawn, _responsibility) = (null, null, WorkType.Other, true, false, null);
    }

    /// <summary>What it is if nothing in it says so.</summary>
    public void Suppose(WorkType type) => _type = _type == WorkType.Other ? type : _type;

    /// <summary>Tells that the crosswalk does not know what to do with an element that has text.</summary>
    public void Drop(PayloadNode element) => _dropped.Add(element);

    /// <param name="argument">What the table says about the value: see <see cref="DraftTarget"/>.</param>
    /// <param name="given">As it was written.</param>
    public void Add(DraftTarget target, string? argument, string given)
    {
        if (target == DraftTarget.Ignored)
        {
            return;
        }

        var text = DisplayText.Clean(given);
        if (text.Length == 0)
        {
            return;
        }

        _isEmpty = false;
        switch (target)
        {
            case DraftTarget.Title:
                AddTitle(text, argument, language: null);
                break;
            case DraftTarget.Subtitle:
                _subtitle ??= text;
                break;
            case DraftTarget.PartNumber:
                _partNumber ??= text;
                break;
            case DraftTarget.PartName:
                _partName ??= text;
                break;
            case DraftTarget.Agent or DraftTarget.Creator or DraftTarget.Contributor:
                AddNames(target, argument, text);
                break;
            case DraftTarget.Publisher:
                _publisher ??= text;
                break;
            case DraftTarget.Place:
                _place ??= text;
                break;
            case DraftTarget.Date:
                AddDate(text, argument);
                break;
            case DraftTarget.Embargo:
                AddStatement(text.StartsWith("info:", StringComparison.OrdinalIgnoreCase) ? text : EmbargoEnd + text);
                break;
            case DraftTarget.Edition:
                _edition ??= text;
                break;
            case DraftTarget.Extent:
                _extent ??= text;
                break;
            case DraftTarget.Format:
                // A media type says how a copy is stored, and every link of a record would have to know which one it is of.
                _extent ??= text.Contains('/') || !text.AsSpan().ContainsAnyInRange('0', '9') ? null : text;
                break;
            case DraftTarget.Language:
                LanguageTags.Add(text, _languages);
                break;
            case DraftTarget.Type:
                _type = WorkTypes.MoreSpecific(_type, _types.Of(argument ?? text));
                break;
            case DraftTarget.Subject:
                AddTo(_subjectTexts, argument, text);
                break;
            case DraftTarget.Coverage:
                AddTo(_subjectTexts, text.Length < 30 && DateText.DateOf(text) is not null ? "period" : "place", text);
                break;
            case DraftTarget.Abstract:
                // The longest: providers put notes, provenance and contents beside the abstract.
                _abstract = _abstract is null || text.Length > _abstract.Length ? text : _abstract;
                break;
            case DraftTarget.Container:
                _container = _container is { } known ? (known.Title is null ? known with { Title = text } : known) : new Container(text);
                break;
            case DraftTarget.Series:
                AddSeries(new Container(text));
                break;
            case DraftTarget.Identifier:
                AddTo(_identifierTexts, argument, text);
                break;
            case DraftTarget.Link:
                AddLink(text, argument);
                break;
            case DraftTarget.Source:
                AddTo(_sources, text);
                AddNamed(argument, text);
                break;
            case DraftTarget.Relation:
                AddTo(_relations, text);
                AddRelated(argument, text);
                break;
            case DraftTarget.Rights:
                AddOnce(_rights, text);
                AddStatement(text);
                break;
            case DraftTarget.Access:
                AddAccess(argument, text);
                break;
            case DraftTarget.NoWork:
                _noWork ??= argument;
                break;
            case DraftTarget.Withdrawn:
                _isWithdrawn = true;
                break;
        }
    }

    /// <summary>A thing with parts.</summary>
    public void Add(DraftTarget target, string? argument, DraftThing thing)
    {
        if (target == DraftTarget.Access && argument is not null)
        {
            AddAccess(argument, thing);
            return;
        }

        if (thing.Count == 0)
        {
            return;
        }

        _isEmpty = false;
        switch (target)
        {
            case DraftTarget.Title:
                AddTitle(thing, argument);
                break;
            case DraftTarget.Agent or DraftTarget.Creator or DraftTarget.Contributor:
                AddAgent(target, argument, thing);
                break;
            case DraftTarget.Publisher:
                _publisher ??= Known(thing[DraftPart.Text]);
                _place ??= Known(thing[DraftPart.Place]);
                break;
            case DraftTarget.Date:
                AddDate(thing, argument);
                break;
            case DraftTarget.Subject:
                AddSubject(thing, argument);
                break;
            case DraftTarget.Container:
                _container = Merged(_container, ContainerOf(thing));
                break;
            case DraftTarget.Series:
                AddSeries(ContainerOf(thing));
                break;
            case DraftTarget.Relation:
                AddRelated(argument, thing);
                break;
            case DraftTarget.Identifier:
                if (thing[DraftPart.Text] is { } identifier)
                {
                    AddTo(_identifierTexts, argument ?? thing[DraftPart.Scheme], identifier);
                }

                break;
            case DraftTarget.Link:
                AddLinks(thing, argument ?? thing[DraftPart.Kind]);
                break;
            case DraftTarget.Rights or DraftTarget.Access:
                foreach (var part in (ReadOnlySpan<DraftPart>)[DraftPart.Url, DraftPart.Text, DraftPart.Note])
                {
                    if (thing[part] is { } statement)
                    {
                        Add(target, argument, statement);
                    }
                }

                break;
            default:
                if (thing[DraftPart.Text] is { } text)
                {
                    Add(target, argument, text);
                }

                break;
        }
    }

    private static Container ContainerOf(DraftThing thing)
    {
        var numbering = thing.All(DraftPart.Numbering, ", ") is { } said ? HostNumbering.Read(said) : default;
        return ContainerOf(thing, numbering);
    }

    private static Container ContainerOf(DraftThing thing, HostNumbering numbering) => new(thing.All(DraftPart.Title, ". ") ?? thing[DraftPart.Text])
    {
        Issn = thing[DraftPart.Issn] is { } issn && Issn.TryScan(issn, out var canonical, out var valid) && valid ? canonical : null,
        Isbn = thing[DraftPart.Isbn] is { } isbn && Isbn.TryParse(isbn, out var book) ? book.Value : null,
        Volume = thing[DraftPart.Volume] ?? numbering.Volume,
        Issue = thing[DraftPart.Issue] ?? numbering.Issue,
        Pages = thing[DraftPart.Pages] ?? numbering.Pages ?? (thing[DraftPart.First] is not { } first ? null : thing[DraftPart.Last] is { } last && last != first ? $"{first}-{last}" : first),
    };

    private static Container Merged(Container? known, Container found) => known is null ? found : new Container(known.Title ?? found.Title)
    {
        Issn = known.Issn ?? found.Issn,
        Isbn = known.Isbn ?? found.Isbn,
        Volume = known.Volume ?? found.Volume,
        Issue = known.Issue ?? found.Issue,
        Pages = known.Pages ?? found.Pages,
    };

    private static string? Known(string? name) => name is null || IsbdMarks.IsUnknown(name) ? null : name;

    private static void AddTo(List<string> texts, string text)
    {
        if (texts.Count < Most)
        {
            texts.Add(text);
        }
    }

    private static void AddTo(List<(string? Scheme, string Text)> texts, string? scheme, string text)
    {
        if (texts.Count < Most)
        {
            texts.Add((scheme, text));
        }
    }

    private static void AddOnce(List<string> texts, string text)
    {
        if (!texts.Contains(text))
        {
            AddTo(texts, text);
        }
    }

    private void AddSeries(Container series)
    {
        if (_series.Count == Most || (series.Title ?? series.Issn) is null)
        {
            return;
        }

        for (var i = 0; i < _series.Count; i++)
        {
            // Given as it stands on the work, and as it is filed.
            if (_series[i].Title is { } title && series.Title is { } other && Within(title, other) && (_series[i].Volume is null || series.Volume is null || _series[i].Volume == series.Volume))
            {
                _series[i] = Merged(_series[i], series);
                return;
            }
        }

        _series.Add(series);
    }

    /// <summary>Whether one begins with the other.</summary>
    private static bool Within(string one, string other) =>
        one.Length <= other.Length ? other.StartsWith(one, StringComparison.OrdinalIgnoreCase) : one.StartsWith(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Several texts are a heading with its subdivisions; what the heading itself consists of is written as headings are: <c>Proust, Marcel</c>, <c>Elizabeth II</c>, <c>Bible. Genesis</c>.</summary>
    private void AddSubject(DraftThing thing, string? argument)
    {
        string? heading = null;
        for (var i = 0; i < thing.Count; i++)
        {
            var (part, text) = thing.At(i);
            var between = part switch { DraftPart.Text => "--", DraftPart.Given => ", ", DraftPart.PartNumber => " ", DraftPart.PartName => ". ", _ => null };
            heading = between is null ? heading : heading is null ? text : string.Concat(heading, between, text);
        }

        if (heading is not null)
        {
            AddTo(_subjectTexts, argument ?? thing[DraftPart.Scheme], heading);
        }
    }
}
