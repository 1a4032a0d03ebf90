namespace IntegrationHub.Records;

/// <summary>From what was collected to the record.</summary>
internal sealed partial class DraftRecord
{
    private const string EmbargoEnd = "info:eu-repo/date/embargoEnd/";
    private const string Cancelled = "cancelled ";
    private const string AlternativeIdentifier = "info:eu-repo/semantics/altIdentifier/";

    private readonly List<Subject> _subjects = [];
    private readonly List<Identifier> _identifiers = [];
    private readonly List<Identifier> _found = [];
    private readonly LinkOrder _links = new();

    /// <param name="format">Of the crosswalk that filled it.</param>
    /// <param name="called">Name of the format, for people.</param>
    /// <exception cref="FormatException">It is no usable record; the message says why, for a cataloguer.</exception>
    public CrosswalkedRecord Finish(string format, string called)
    {
        if (_isWithdrawn)
        {
            return new CrosswalkedRecord(new BibliographicRecord { Title = _title ?? "[deleted]" }, format, Url: null, []) { Withdrawn = true };
        }

        if (_noWork is not null)
        {
            throw new FormatException($"The {called} record describes no work: it is {_noWork}.");
        }

        var title = _title;
        if (title is null && _titles.Count > 0)
        {
            title = _titles[0].Text;
            _titles.RemoveAt(0);
        }

        title ??= TitleOfContainer() ?? (_series.Count > 0 ? _series[0].Title : null);
        if (title is null)
        {
            throw new FormatException(_isEmpty ? $"The record holds no {called} element." : $"The {called} record has no title, or an empty one.");
        }

        AddResponsible();
        Identify();
        _links.Clear();
        foreach (var address in _addresses)
        {
            _links.Add(address);
        }

        _links.AddResolvers(_identifiers);
        AddRelated(_sources);
        AddRelated(_relations);
        var url = _links.Sort();
        var (issued, edtf, year) = Dated();
        var languages = Of(_languages);
        var record = new BibliographicRecord
        {
            Title = TitleProper(title),
            Subtitle = _subtitle,
            PartNumber = _partNumber,
            PartName = _partName,
            AlternativeTitles = Of(_titles),
            Creators = Of(_creators),
            Contributors = Of(_contributors),
            Publisher = _publisher,
            Place = _place,
            Issued = issued,
            IssuedEdtf = edtf == issued ? null : edtf,
            Created = DateOf(DateKind.Created),
            Year = year,
            Edition = _edition,
            Extent = _extent,
            Languages = languages,
            Type = _type,
            Subjects = Subjects(languages, title),
            Abstract = Shortened(_abstract),
            Container = _container,
            Series = Of(_series),
            Related = Of(_related),
            Identifiers = Of(_identifiers),
            Links = _links.Urls(),
            Thumbnail = _thumbnail ?? (_type == WorkType.Image ? null : _links.Picture()),
            Rights = Of(_rights),
            Access = AccessRules.Decide(_evidence, url),
        };
        return new CrosswalkedRecord(record, format, url, _dropped.List());
    }

    /// <summary>Without the mark that ISBD puts before what follows a title proper.</summary>
    private static string TitleProper(string title) =>
        title.Length > 2 && title[^1] is '/' or ':' or ';' or '=' && title[^2] == ' ' ? title.AsSpan(0, title.Length - 2).TrimEnd().ToString() : title;

    /// <summary>A journal, or proceedings, described in the words for where an article appeared, and no article with it: then that is itself the thing.</summary>
    private string? TitleOfContainer()
    {
        if (_container is not { Title: { } title, Volume: null, Issue: null, Pages: null } journal || _creators.Count > 0)
        {
            return null;
        }

        (_container, _type) = (null, journal.Issn is null ? WorkType.Book : WorkType.Serial);
        AddTo(_identifierTexts, "issn", journal.Issn ?? string.Empty);
        AddTo(_identifierTexts, "isbn", journal.Isbn ?? string.Empty);
        return title;
    }

    private static IReadOnlyList<T> Of<T>(List<T> list) => list.Count == 0 ? [] : list.ToArray();

    private static string? Shortened(string? text) =>
        text is null || text.Length <= LongestAbstract ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestAbstract - 1]) ? LongestAbstract - 1 : LongestAbstract), "…");

    private IReadOnlyList<Subject> Subjects(IReadOnlyList<string> languages, string title)
    {
        if (_subjectTexts.Count == 0)
        {
            return [];
        }

        var chinese = IsHan(title);
        for (var i = 0; i < languages.Count && !chinese; i++)
        {
            chinese = languages[i].StartsWith("zh", StringComparison.Ordinal) || languages[i] == "lzh";
        }

        _subjects.Clear();
        foreach (var (scheme, text) in _subjectTexts)
        {
            SubjectText.ReadLabelled(scheme, text, chinese, _subjects);
        }

        return Of(_subjects);
    }

    /// <summary>
    /// The record's own identifiers. An ISSN names a serial: on an article it says where the article appeared and goes with the container; so does the ISBN of an
    /// article's source. A relation names other things, but for OpenAIRE's altIdentifier.
    /// </summary>
    private void Identify()
    {
        _identifiers.Clear();
        string? issn = null;
        foreach (var (scheme, text) in _identifierTexts)
        {
            if (scheme is null)
            {
                _found.Clear();
                IdentifierText.ReadAll(text, _found);
                foreach (var identifier in _found)
                {
                    Take(identifier, ref issn);
                }
            }
            else if (scheme.StartsWith(Cancelled, StringComparison.Ordinal))
            {
                if (IdentifierText.ReadLabelled(scheme[Cancelled.Length..], text) is { } cancelled)
                {
                    AddOnce(cancelled with { Invalid = true });
                }
            }
            else if (IdentifierText.ReadLabelled(scheme, text) is { } labelled)
            {
                Take(labelled, ref issn);
            }

            if (WebAddress.Is(text))
            {
                AddTo(_addresses, text);
            }
        }

        foreach (var text in _sources)
        {
            if (IdentifierText.Read(text) is not { Scheme: IdentifierScheme.Issn or IdentifierScheme.Isbn or IdentifierScheme.CnSerial } && _container?.Title is null && !WebAddress.Is(text))
            {
                _container = Merged(_container, new Container(text));
            }

            _found.Clear();
            IdentifierText.ReadAll(text, _found);
            foreach (var identifier in _found)
            {
                TakeOfSource(identifier, ref issn);
            }
        }

        foreach (var text in _relations)
        {
            if (text.StartsWith(AlternativeIdentifier, StringComparison.OrdinalIgnoreCase) && text.IndexOf('/', AlternativeIdentifier.Length) is > 0 and var slash
                && IdentifierText.ReadLabelled(text[AlternativeIdentifier.Length..slash], text[(slash + 1)..]) is { } alternative
                && (alternative.Scheme != IdentifierScheme.Issn || _type == WorkType.Serial))
            {
                AddOnce(alternative);
            }
        }

        if (issn is not null && _type != WorkType.Serial && _container?.Issn is null)
        {
            _container = Merged(_container, new Container(null) { Issn = issn });
        }
    }

    /// <summary>What is said of a source names the serial or the book that it was taken from: of a serial that is the thing itself.</summary>
    private void TakeOfSource(Identifier identifier, ref string? issn)
    {
        if (identifier.Invalid)
        {
            return;
        }

        switch (identifier.Scheme)
        {
            case IdentifierScheme.Issn or IdentifierScheme.CnSerial:
                issn ??= identifier.Scheme == IdentifierScheme.Issn ? identifier.Value : null;
                if (_type == WorkType.Serial)
                {
                    AddOnce(identifier);
                }

                break;
            case IdentifierScheme.Isbn when _type == WorkType.Article && _container?.Isbn is null:
                _container = Merged(_container, new Container(null) { Isbn = identifier.Value });
                break;
        }
    }

    private void Take(Identifier identifier, ref string? issn)
    {
        if (identifier.Scheme == IdentifierScheme.Issn && _type is not (WorkType.Serial or WorkType.Other))
        {
            issn ??= identifier.Invalid ? null : identifier.Value;
        }
        else
        {
            AddOnce(identifier);
        }
    }

    private void AddOnce(Identifier identifier)
    {
        if (_identifiers.Count < Most && !_identifiers.Contains(identifier))
        {
            _identifiers.Add(identifier);
        }
    }

    private void AddRelated(List<string> texts)
    {
        foreach (var text in texts)
        {
            _links.AddRelated(text);
        }
    }
}
