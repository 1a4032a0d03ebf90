namespace IntegrationHub.Records;

/// <summary>Titles and names.</summary>
internal sealed partial class DraftRecord
{
    private static readonly (string Word, TitleKind Kind)[] KindsOfTitles =
    [
        ("altern", TitleKind.Alternative), ("other", TitleKind.Alternative), ("variant", TitleKind.Alternative), ("parallel", TitleKind.Parallel), ("transla", TitleKind.Translated),
        ("uniform", TitleKind.Uniform), ("abbrev", TitleKind.Abbreviated), ("roman", TitleKind.Romanised), ("translit", TitleKind.Romanised), ("pinyin", TitleKind.Romanised),
    ];

    private readonly List<Agent> _agents = [];
    private string? _responsibility;

    /// <summary>The first title without a kind is the title proper.</summary>
    private void AddTitle(string text, string? kind, string? language)
    {
        if (KindOfTitle(kind) is { } other)
        {
            AddOtherTitle(new OtherTitle(text, other, language));
        }
        else if (_title is null)
        {
            SetTitle(text);
        }
        else
        {
            AddOtherTitle(new OtherTitle(text, TitleKind.Alternative, language));
        }
    }

    private void SetTitle(string text)
    {
        var parts = IsbdTitle.Read(text);
        _title = parts.Proper;
        _subtitle ??= parts.Other;
        _responsibility = parts.Responsibility;
        if (parts.Parallel is { } parallel)
        {
            AddOtherTitle(new OtherTitle(parallel, TitleKind.Parallel));
        }
    }

    private void AddTitle(DraftThing thing, string? argument)
    {
        var kind = argument ?? thing[DraftPart.Kind];
        if ((thing[DraftPart.Text] ?? thing[DraftPart.Title]) is not { } text)
        {
            return;
        }

        if (kind is not null && kind.Contains("subtitle", StringComparison.OrdinalIgnoreCase))
        {
            _subtitle ??= text;
            return;
        }

        text = thing[DraftPart.NonSort] is not { } article ? text : article[^1] is '\'' or '’' or '-' ? article + text : $"{article} {text}";
        if (_title is null && KindOfTitle(kind) is null)
        {
            _subtitle ??= WithoutParallels(thing.All(DraftPart.Subtitle, ": "));
            if (_subtitle is null)
            {
                SetTitle(text);
            }
            else
            {
                _title = text;
            }

            _responsibility ??= thing.All(DraftPart.Responsibility, "; ");
            _partNumber ??= thing.All(DraftPart.PartNumber, ", ");
            _partName ??= thing.All(DraftPart.PartName, ". ");
            AddFurtherTitles(thing, DraftPart.Text);
            return;
        }

        text = thing.All(DraftPart.PartNumber, ", ") is { } number ? $"{text}. {number}" : text;
        text = thing.All(DraftPart.PartName, ". ") is { } name ? $"{text}. {name}" : text;
        AddTitle(thing.All(DraftPart.Subtitle, ": ") is { } subtitle ? $"{text}: {subtitle}" : text, kind, LanguageOf(thing[DraftPart.Language]));
    }

    /// <summary>ISBD: <c>subtitle = parallel title : its subtitle</c>.</summary>
    private string? WithoutParallels(string? subtitle)
    {
        const string Mark = " = ";
        if (subtitle is null || subtitle.IndexOf(Mark, StringComparison.Ordinal) is not (> 0 and var at))
        {
            return subtitle;
        }

        AddOtherTitle(new OtherTitle(subtitle[(at + Mark.Length)..], TitleKind.Parallel));
        return subtitle[..at];
    }

    /// <summary>Other works in the same volume, by the same author: the first names the record.</summary>
    private void AddFurtherTitles(DraftThing thing, DraftPart part)
    {
        var first = true;
        for (var i = 0; i < thing.Count; i++)
        {
            if (thing.At(i) is var (known, text) && known == part)
            {
                if (!first)
                {
                    AddOtherTitle(new OtherTitle(text));
                }

                first = false;
            }
        }
    }

    private void AddOtherTitle(OtherTitle title)
    {
        if (_titles.Count < Most && title.Text != _title && !_titles.Exists(known => known.Text == title.Text))
        {
            _titles.Add(title);
        }
    }

    private string? LanguageOf(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var known = _languages.Count;
        LanguageTags.Add(text, _languages);
        if (_languages.Count == known)
        {
            return null;
        }

        // Only asked: the language of a title is not the work's.
        var tag = _languages[known];
        _languages.RemoveRange(known, _languages.Count - known);
        return tag;
    }

    private static TitleKind? KindOfTitle(string? kind)
    {
        if (kind is null)
        {
            return null;
        }

        foreach (var (word, known) in KindsOfTitles)
        {
            if (kind.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return known;
            }
        }

        return null;
    }

    private void AddNames(DraftTarget target, string? role, string text)
    {
        // An address names nobody that a reader knows.
        if (WebAddress.Is(text))
        {
            return;
        }

        if (VCard.Is(text))
        {
            AddCard(target, RelatorCodes.Of(role), text);
            return;
        }

        _agents.Clear();
        AgentText.Add(text, RelatorCodes.Of(role), _agents);
        foreach (var agent in _agents)
        {
            AddAgent(target, agent);
        }
    }

    /// <summary>The statement of responsibility behind a title, where the record names nobody else; in Chinese, whose roles tell who did what.</summary>
    private void AddResponsible()
    {
        if (_responsibility is { } responsible && _creators.Count + _contributors.Count == 0 && IsHan(responsible))
        {
            AddNames(DraftTarget.Agent, role: null, responsible);
        }
    }

    private void AddAgent(DraftTarget target, string? argument, DraftThing thing)
    {
        var (family, given) = (thing[DraftPart.Family], thing[DraftPart.Given]);
        var kind = KindOfAgent(argument);
        var isKind = kind != AgentKind.Unknown;
        kind = isKind ? kind : KindOfAgent(thing[DraftPart.Kind]);
        // Where the table tells persons from organisations, a name may stand in several subfields.
        var between = kind == AgentKind.Person ? " " : ". ";
        var betweenBodies = thing[DraftPart.Text] is { } body && IsHan(body) && kind == AgentKind.Organisation ? string.Empty : between;
        var name = (isKind ? thing.All(DraftPart.Text, betweenBodies) : thing[DraftPart.Text]) ?? (family is null ? given : given is null ? family : IsHan(family) ? family + given : $"{family}, {given}");
        if (name is null)
        {
            return;
        }

        name = isKind && kind == AgentKind.Person ? WithoutDates(name) : name;

        // A code says more than a word that there is none for.
        var role = isKind ? null : RelatorCodes.Of(argument);
        for (var i = 0; role?.Length != 3 && i < thing.Count; i++)
        {
            role = thing.At(i) is (DraftPart.Role, var said) && RelatorCodes.Of(said) is { } known && (role is null || known.Length == 3) ? known : role;
        }

        if (VCard.Is(name))
        {
            AddCards(target, role, thing);
            return;
        }

        AddAgent(target, new Agent(name)
        {
            Family = given is null ? null : family,
            Given = family is null ? null : given,
            Role = role,
            Kind = kind,
            OtherForm = (isKind ? thing.All(DraftPart.OtherForm, between) : thing[DraftPart.OtherForm]) is { } other && other != name ? other : null,
            Id = AddressOf(thing[DraftPart.Id]),
        });
    }

    /// <summary>The numbers of ORCID and ISNI stand without their address in most formats; what is none of them stays as it is.</summary>
    private static string? AddressOf(string? id) => AgentIdentifier.TryParse(id, out var identifier) ? identifier.Url : id;

    /// <summary>Each text of the thing is one name; they share its role.</summary>
    private void AddCards(DraftTarget target, string? role, DraftThing thing)
    {
        for (var i = 0; i < thing.Count; i++)
        {
            if (thing.At(i) is (DraftPart.Text, var card))
            {
                AddCard(target, role, card);
            }
        }
    }

    private void AddCard(DraftTarget target, string? role, string card)
    {
        if (VCard.Read(card) is { } agent)
        {
            AddAgent(target, agent with { Role = role });
        }
    }

    /// <summary>Dates of life that a cataloguer has put where the name stands: <c>Burr, David H., 1803-1875</c>.</summary>
    private static string WithoutDates(string name)
    {
        var comma = name.LastIndexOf(", ", StringComparison.Ordinal);
        return comma > 0 && comma + 2 < name.Length && char.IsAsciiDigit(name[comma + 2]) && !name.AsSpan(comma + 2).ContainsAnyExcept("0123456789-–?. ") ? name[..comma] : name;
    }

    private void AddAgent(DraftTarget target, Agent agent)
    {
        if (target == DraftTarget.Agent && agent.Role == "pbl")
        {
            _publisher ??= agent.Name;
            return;
        }

        var list = target == DraftTarget.Creator || (target == DraftTarget.Agent && RelatorCodes.Creates(agent.Role)) ? _creators : _contributors;
        if (list.Count == MostNames)
        {
            return;
        }

        foreach (var known in list)
        {
            if (known.Name == agent.Name)
            {
                return;
            }
        }

        list.Add(agent);
    }

    private static AgentKind KindOfAgent(string? kind) =>
        kind is null ? AgentKind.Unknown
        : kind.Contains("person", StringComparison.OrdinalIgnoreCase) || kind.Contains("family", StringComparison.OrdinalIgnoreCase) ? AgentKind.Person
        : kind.Contains("corpor", StringComparison.OrdinalIgnoreCase) || kind.Contains("organi", StringComparison.OrdinalIgnoreCase) ? AgentKind.Organisation
        : kind.Contains("conference", StringComparison.OrdinalIgnoreCase) || kind.Contains("meeting", StringComparison.OrdinalIgnoreCase) ? AgentKind.Meeting
        : AgentKind.Unknown;

    private static bool IsHan(string text) => text.AsSpan().ContainsAnyInRange('\u4E00', '\u9FFF');
}
