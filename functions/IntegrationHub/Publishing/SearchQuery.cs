using System.Globalization;
using System.Text;
using IntegrationHub.Search;
using Microsoft.Extensions.Primitives;

namespace IntegrationHub.Publishing;

/// <summary>A question to the search, as its address asks it; the same for all formats.</summary>
internal sealed record SearchQuery
{
    /// <summary>The facet of what can be had free: a path like those of the feed's categories.</summary>
    public const string Free = "access/free";

    /// <summary>Hits that can be paged through: whoever wants more follows the feed.</summary>
    public const int MostHits = 10_000;

    private const int LongestText = 500;
    private const int MostValues = 20;

    private static readonly (string Name, SearchOrder Order)[] Sorts = [("relevance", SearchOrder.Relevance), ("title", SearchOrder.Title), ("date", SearchOrder.Date)];

    /// <summary>Names of the parameters, the first as OPDS 2.0 calls it; <c>q</c> is another name of it.</summary>
    public static IReadOnlyList<string> Parameters { get; } = ["query", "title", "author", .. FeedTree.Dimensions.Select(dimension => dimension.Path), "free", "sort", FeedUrls.PageParameter];

    /// <summary>Anywhere in title, names, subjects.</summary>
    public string Text { get; init; } = "";

    public string Title { get; init; } = "";

    public string Author { get; init; } = "";

    /// <summary>Paths of the feed's categories. Of one dimension any will do.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    public SearchOrder Sort { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public string SortName => Array.Find(Sorts, sort => sort.Order == Sort).Name;

    /// <summary>What was asked for in words, for a title.</summary>
    public string Words => string.Join(' ', new[] { Text, Title, Author }.Where(text => text.Length > 0));

    /// <summary>Without a word every hit is as good as another: the newest come first.</summary>
    private SearchOrder Usual => Words.Length > 0 ? SearchOrder.Relevance : SearchOrder.Date;

    /// <summary>Reads a question, or says everything that is wrong with it.</summary>
    /// <param name="valuesOf">The values given under a name.</param>
    public static (SearchQuery? Query, IReadOnlyDictionary<string, string[]> Errors) Parse(Func<string, StringValues> valuesOf, int pageSize)
    {
        var errors = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        var categories = new List<string>();
        foreach (var (dimension, _) in FeedTree.Dimensions)
        {
            var given = valuesOf(dimension).OfType<string>().Where(value => value.Length > 0).ToList();
            if (given.Count > MostValues || given.Exists(value => value.Length > LongestText))
            {
                errors[dimension] = [$"Give at most {MostValues} values of up to {LongestText} characters."];
            }

            categories.AddRange(given.Select(value => PathOf(dimension, value)));
        }

        switch (valuesOf("free").ToString())
        {
            case "true" or "1":
                categories.Add(Free);
                break;
            case not ("" or "false" or "0"):
                errors["free"] = ["true leaves what can be had free; without it you get everything."];
                break;
        }

        var query = new SearchQuery
        {
            Text = ReadText(valuesOf("query") is { Count: > 0 } text ? text : valuesOf("q"), "query", errors),
            Title = ReadText(valuesOf("title"), "title", errors),
            Author = ReadText(valuesOf("author"), "author", errors),
            Categories = [.. categories.Distinct(StringComparer.Ordinal)],
        };
        query = query with { Sort = ReadSort(valuesOf("sort").ToString(), query.Usual, errors), Page = ReadPage(valuesOf(FeedUrls.PageParameter).ToString(), pageSize, errors) };
        return errors.Count == 0 ? (query, errors) : (null, errors);
    }

    /// <summary>What stands for a category under its dimension's name: <c>I</c> and <c>I/I2</c> of <c>subject/I/all</c> and <c>subject/I/I2</c>.</summary>
    public static string ValueOf(string category)
    {
        var value = category[(category.IndexOf('/') + 1)..];
        return value.EndsWith($"/{FeedTree.All}", StringComparison.Ordinal) ? value[..^(FeedTree.All.Length + 1)] : value;
    }

    public SearchQuestion Question(int pageSize) => new(
        [.. new SearchWords[] { new(Text), new(Title, SearchFields.Title), new(Author, SearchFields.Name) }.Where(words => words.Text.Length > 0)],
        [.. Categories.GroupBy(FeedTree.DimensionOf).Select(IReadOnlyList<string> (group) => [.. group])],
        Sort,
        (Page - 1) * pageSize,
        pageSize);

    /// <summary>The question with this category in place of others of its dimension; without it where it is there already.</summary>
    public SearchQuery Toggle(string category)
    {
        var others = Categories.Where(known => FeedTree.DimensionOf(known) != FeedTree.DimensionOf(category));
        return this with { Page = 1, Categories = Categories.Contains(category) ? [.. Categories.Where(known => known != category)] : [.. others, category] };
    }

    /// <summary>The query of its address: the same question has the same.</summary>
    public override string ToString()
    {
        var address = new StringBuilder();
        Add("query", Text);
        Add("title", Title);
        Add("author", Author);
        foreach (var category in Categories.Order(StringComparer.Ordinal))
        {
            if (category == Free)
            {
                Add("free", "true");
            }
            else
            {
                Add(FeedTree.DimensionOf(category), ValueOf(category));
            }
        }

        Add("sort", Sort == Usual ? "" : SortName);
        Add(FeedUrls.PageParameter, Page == 1 ? "" : Page.ToString(CultureInfo.InvariantCulture));
        return address.ToString();

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                address.Append(address.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
        }
    }

    private static string PathOf(string dimension, string value)
    {
        var path = $"{dimension}/{value.Trim('/')}";
        return FeedTree.CanBe($"{path}/{FeedTree.All}") ? $"{path}/{FeedTree.All}" : path;
    }

    /// <summary>Without what XML can't carry: the answer repeats it.</summary>
    private static string ReadText(StringValues given, string name, SortedDictionary<string, string[]> errors)
    {
        var text = string.Concat(given.ToString().EnumerateRunes().Select(rune => Rune.IsControl(rune) || rune.Value is 0xFFFD or 0xFFFE or 0xFFFF ? " " : rune.ToString())).Trim();
        if (text.Length > LongestText)
        {
            errors[name] = [$"Longer than {LongestText} characters."];
        }

        return text;
    }

    private static SearchOrder ReadSort(string given, SearchOrder usual, SortedDictionary<string, string[]> errors)
    {
        if (given.Length == 0)
        {
            return usual;
        }

        var known = Array.Find(Sorts, sort => sort.Name == given);
        if (known.Name is null)
        {
            errors["sort"] = [$"Hits are sorted by {string.Join(", ", Sorts.SkipLast(1).Select(sort => sort.Name))} or {Sorts[^1].Name}."];
        }

        return known.Order;
    }

    private static int ReadPage(string given, int pageSize, SortedDictionary<string, string[]> errors)
    {
        var last = MostHits / pageSize;
        if (given.Length == 0)
        {
            return 1;
        }

        if (int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page >= 1 && page <= last)
        {
            return page;
        }

        errors[FeedUrls.PageParameter] = [$"A page of hits is a number from 1 to {last}. The feed itself leads to everything."];
        return 1;
    }
}
