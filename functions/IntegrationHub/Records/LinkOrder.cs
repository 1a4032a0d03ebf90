namespace IntegrationHub.Records;

/// <summary>A record's links, most useful first: its own before those of related things, files before pages before resolvers. Filled again for each record.</summary>
internal sealed class LinkOrder
{
    private const int Resolver = 2;
    private const int Related = 10;

    private readonly List<(string Url, int Rank)> _links = [];

    /// <returns>The address that leads to the thing, if one does; a DOI leads there too.</returns>
    public string? Fill(List<Identifier> identifiers, DublinCoreFields fields)
    {
        _links.Clear();
        Add(fields[DublinCoreElement.Identifier], rank: 0);
        foreach (var identifier in identifiers)
        {
            if (identifier.Scheme == IdentifierScheme.Doi && _links.Count == 0 && Doi.TryParse(identifier.Value, out var doi))
            {
                _links.Add((doi.Url, Resolver));
            }
        }

        Add(fields[DublinCoreElement.Source], Related);
        Add(fields[DublinCoreElement.Relation], Related);
        Sort();
        return _links is [(var best, <= Resolver), ..] ? best : null;
    }

    public IReadOnlyList<string> Urls()
    {
        if (_links.Count == 0)
        {
            return [];
        }

        var urls = new string[_links.Count];
        for (var i = 0; i < urls.Length; i++)
        {
            urls[i] = _links[i].Url;
        }

        return urls;
    }

    private void Add(List<string> texts, int rank)
    {
        foreach (var text in texts)
        {
            if (WebAddress.Is(text) && !Knows(text))
            {
                _links.Add((text, WebAddress.Distance(text) + rank));
            }
        }
    }

    private bool Knows(string url)
    {
        foreach (var link in _links)
        {
            if (link.Url == url)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>By insertion: equal ranks stay in the record's order, and there are a handful.</summary>
    private void Sort()
    {
        for (var i = 1; i < _links.Count; i++)
        {
            for (var j = i; j > 0 && _links[j].Rank < _links[j - 1].Rank; j--)
            {
                (_links[j], _links[j - 1]) = (_links[j - 1], _links[j]);
            }
        }
    }
}
