namespace IntegrationHub.Records;

/// <summary>A record's links, most useful first: its own before those of related things, files before pages before resolvers. Filled again for each record.</summary>
internal sealed class LinkOrder
{
    private const int Resolver = 2;
    private const int Preview = 3;
    private const int Related = 10;

    /// <summary>Each is a match key.</summary>
    private const int Most = 1_000;

    private readonly List<(string Url, int Rank)> _links = [];

    public void Clear() => _links.Clear();

    /// <summary>An address that may lead to the thing; nothing else is taken.</summary>
    public void Add(string text) => Add(text, rank: 0);

    public void AddRelated(string text) => Add(text, Related);

    /// <summary>
    /// Where the record gives no own address, adds the one where an identifier is resolved, a DOI before others. Call it after <see cref="Add(string)"/> and
    /// before related ones.
    /// </summary>
    public void AddResolvers(List<Identifier> identifiers)
    {
        if (_links.Count > 0)
        {
            return;
        }

        string? resolver = null;
        foreach (var identifier in identifiers)
        {
            if (resolver is null || identifier.Scheme == IdentifierScheme.Doi)
            {
                resolver = IdentifierAddresses.Resolve(identifier) ?? resolver;
            }

            if (resolver is not null && identifier.Scheme == IdentifierScheme.Doi)
            {
                break;
            }
        }

        if (resolver is not null)
        {
            _links.Add((resolver, Resolver));
        }
    }

    /// <returns>The address that leads to the thing, if one does.</returns>
    public string? Sort()
    {
        // By insertion: equal ranks stay in the record's order, and there are a handful.
        for (var i = 1; i < _links.Count; i++)
        {
            for (var j = i; j > 0 && _links[j].Rank < _links[j - 1].Rank; j--)
            {
                (_links[j], _links[j - 1]) = (_links[j - 1], _links[j]);
            }
        }

        return _links is [(var best, <= Resolver), ..] ? best : null;
    }

    /// <summary>The record's own picture among the addresses.</summary>
    public string? Picture()
    {
        foreach (var (url, rank) in _links)
        {
            if (rank == Preview)
            {
                return url;
            }
        }

        return null;
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

    private void Add(string text, int rank)
    {
        if (_links.Count < Most && WebAddress.Is(text) && !Knows(text))
        {
            _links.Add((text, WebAddress.Distance(text) + rank));
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
}
