namespace IntegrationHub.Publishing.Checking;

/// <summary>What only the documents of a feed together show: own addresses, paging, counts, and entries that are in one place and missing in another.</summary>
/// <param name="documents">Everything reachable, by the address that was asked.</param>
internal sealed class FeedAcross(IReadOnlyDictionary<Uri, WalkedDocument> documents, Uri root)
{
    private readonly List<FeedFinding> _findings = [];
    private readonly Dictionary<Uri, FeedSeries> _series = [];

    public IReadOnlyList<FeedFinding> Check()
    {
        foreach (var document in documents.Values)
        {
            CheckSelf(document);
            if (document.Link("previous") is null)
            {
                _series[document.Address] = FeedSeries.From(document, documents);
            }
        }

        CheckSeries();
        CheckCounts();
        foreach (var format in documents.Values.GroupBy(document => document.Format))
        {
            CheckWhole([.. format]);
        }

        CheckAlternates();
        return _findings;
    }

    private void CheckSelf(WalkedDocument document)
    {
        // The root may be asked for by a shorter address that leads on.
        if (document.Link("self") is { } self && self != document.Address && document.Address != root)
        {
            Must(document, "self", "self", $"It was asked for as {document.Address} and calls itself {self}.");
        }
    }

    private void CheckSeries()
    {
        var paged = _series.Values.SelectMany(series => series.Pages.Select(page => (page.Address, series))).ToLookup(page => page.Address, page => page.series);
        foreach (var lost in documents.Values.Where(document => !paged.Contains(document.Address)))
        {
            // A page that stays as it is may overlap with a first page that moves on: nothing is only there, and both ways lead back.
            var whole = lost.Link("next") is { } next ? paged[next].FirstOrDefault() : null;
            if (whole is null || !lost.Entries.All(whole.Entries.Contains) || Newer(lost, whole) is null)
            {
                Must(lost, "paging", "previous", "By previous and next it belongs to no first page.");
            }
        }

        foreach (var series in _series.Values.Where(series => series.Pages.Count > 1 || series.Head.Link("next") is not null))
        {
            var pages = series.Pages;
            if (series.Loop is { } loop)
            {
                Must(pages[^1], "paging", "next", $"It leads back to {loop}: a reader never comes to an end.");
                continue;
            }

            for (var i = 0; i < pages.Count; i++)
            {
                if (i > 0 && Newer(pages[i], series) != pages[i - 1].Address)
                {
                    Must(pages[i], "paging", "previous", $"{pages[i - 1].Address} leads here by next, previous leads to {pages[i].Link("previous")?.ToString() ?? "nothing"}.");
                }

                if (pages[i].Link("first") is { } first && first != series.Head.Address)
                {
                    Must(pages[i], "paging", "first", $"The first page is {series.Head.Address} and not {first}.");
                }

                if (pages[i].Link("last") is { } last && last != pages[^1].Address)
                {
                    Must(pages[i], "paging", "last", $"The last page is {pages[^1].Address} and not {last}.");
                }

                CheckArchive(pages[i], i + 1 < pages.Count ? pages[i + 1] : null);
            }
        }

        foreach (var series in _series.Values)
        {
            foreach (var repeated in series.Pages.SelectMany(page => page.Entries.Select(id => (id, page))).GroupBy(entry => entry.id).Where(group => group.Skip(1).Any()))
            {
                Must(repeated.Last().page, "unique id", repeated.Key, $"It is on {repeated.Count()} pages of {series.Head.Address}.");
            }
        }
    }

    /// <summary>The page of <paramref name="series"/> that previous leads to, maybe by way of pages beside it; null: to none.</summary>
    private Uri? Newer(WalkedDocument page, FeedSeries series)
    {
        var met = new HashSet<Uri> { page.Address };
        var at = page.Link("previous");
        while (at is not null && met.Add(at))
        {
            if (series.Addresses.Contains(at))
            {
                return at;
            }

            at = documents.GetValueOrDefault(at)?.Link("previous");
        }

        return null;
    }

    /// <summary>RFC 5005, 4: what is older is reached by prev-archive, and it is what next leads to.</summary>
    private void CheckArchive(WalkedDocument page, WalkedDocument? older)
    {
        if (page.Link("prev-archive") is { } archive && archive != older?.Address)
        {
            Must(page, "archive", "prev-archive", $"The older page is {older?.Address.ToString() ?? "none"} and not {archive}.");
        }
    }

    private void CheckCounts()
    {
        foreach (var series in _series.Values.Where(series => series.Entries.Count > 0))
        {
            if (series.Head.NumberOfItems is { } said && said != series.Entries.Count)
            {
                Must(series.Head, "numberOfItems", "metadata.numberOfItems", FormattableString.Invariant($"It says {said}, its pages have {series.Entries.Count}."));
            }
        }

        foreach (var document in documents.Values)
        {
            foreach (var link in document.Links.Where(link => link.Count is not null && link.Target is not null && _series.ContainsKey(link.Target)))
            {
                var target = _series[link.Target!];
                var found = target.Entries.Count > 0 ? target.Entries.Count : target.Head.NavigationItems;
                if (link.Count != found && (target.Entries.Count > 0 || link.Count != Below(target.Head).Count))
                {
                    Must(document, link.Role == "facet" ? "facet count" : "count", link.Place, FormattableString.Invariant($"It says {link.Count}, at {link.Target} there are {found}."));
                }
            }
        }
    }

    /// <summary>Every entry that the navigation below leads to, each once.</summary>
    private HashSet<string> Below(WalkedDocument navigation)
    {
        var entries = new HashSet<string>(StringComparer.Ordinal);
        var met = new HashSet<Uri>();
        var waiting = new Stack<Uri>([navigation.Address]);
        while (waiting.TryPop(out var address))
        {
            if (met.Add(address) && _series.TryGetValue(address, out var series))
            {
                entries.UnionWith(series.Entries);
                foreach (var link in series.Head.Links.Where(link => link.Role is "navigation" or "group" && link.Target is not null && !link.Is("self")))
                {
                    waiting.Push(link.Target!);
                }
            }
        }

        return entries;
    }

    /// <summary>The complete feed has every entry of the others. Where a feed has categories, what is in none of them can't be found by browsing.</summary>
    private void CheckWhole(IReadOnlyList<WalkedDocument> format)
    {
        if (format.Select(document => document.Link(OpdsRel.Crawlable)).FirstOrDefault(link => link is not null) is not { } crawlable || !_series.TryGetValue(crawlable, out var whole))
        {
            return;
        }

        var isNews = format.SelectMany(document => document.Links).Where(link => link.Is(OpdsRel.SortNew)).Select(link => link.Target).ToHashSet();
        var elsewhere = new HashSet<string>(StringComparer.Ordinal);
        foreach (var series in format.Where(document => document.Address != crawlable && _series.ContainsKey(document.Address)).Select(document => _series[document.Address]).Where(series => series.Entries.Count > 0))
        {
            foreach (var missing in series.Entries.Except(whole.Entries))
            {
                Must(series.Head, "complete", missing, $"It is missing in {crawlable}, which is said to have every entry.");
            }

            if (!isNews.Contains(series.Head.Address))
            {
                elsewhere.UnionWith(series.Entries);
            }
        }

        if (elsewhere.Count > 0)
        {
            foreach (var missing in whole.Entries.Except(elsewhere))
            {
                _findings.Add(new FeedFinding(whole.Head.Address, new FeedFault("category", missing, "No category leads to it.", FeedSeverity.Should)));
            }
        }
    }

    /// <summary>A document in the other format is the same document.</summary>
    private void CheckAlternates()
    {
        foreach (var document in documents.Values.Where(document => document.Entries.Count > 0))
        {
            if (document.Link("alternate") is { } address && documents.TryGetValue(address, out var other) && other.Format != document.Format
                && document.Entries.Except(other.Entries).FirstOrDefault() is { } missing)
            {
                Must(document, "alternate", missing, $"It is missing in {address}, which is said to be the same document.");
            }
        }
    }

    private void Must(WalkedDocument document, string rule, string place, string reason) => _findings.Add(new FeedFinding(document.Address, new FeedFault(rule, place, reason)));
}

/// <summary>A document and what follows it by "next".</summary>
/// <param name="Loop">The page that a page's "next" leads back to; null: the pages end.</param>
internal sealed record FeedSeries(IReadOnlyList<WalkedDocument> Pages, Uri? Loop)
{
    public WalkedDocument Head => Pages[0];

    /// <summary>Ids, each once.</summary>
    public IReadOnlySet<string> Entries { get; } = Pages.SelectMany(page => page.Entries).ToHashSet(StringComparer.Ordinal);

    public IReadOnlySet<Uri> Addresses { get; } = Pages.Select(page => page.Address).ToHashSet();

    public static FeedSeries From(WalkedDocument head, IReadOnlyDictionary<Uri, WalkedDocument> documents)
    {
        var pages = new List<WalkedDocument> { head };
        var met = new HashSet<Uri> { head.Address };
        while (pages[^1].Link("next") is { } next)
        {
            if (!met.Add(next))
            {
                return new FeedSeries(pages, next);
            }

            if (!documents.TryGetValue(next, out var page))
            {
                break;
            }

            pages.Add(page);
        }

        return new FeedSeries(pages, null);
    }
}
