using System.Globalization;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;

namespace IntegrationHub.Publishing;

/// <summary>The dimensions by which a reader finds a resource, and which categories of each it belongs to. Nothing here knows of storage or format.</summary>
internal static class FeedTree
{
    /// <summary>Raise it when a resource may fall into other categories than before: everything is then placed again.</summary>
    public const int Version = 4;

    public const string All = "all";
    public const string New = "new";

    /// <summary>The document of what was withdrawn last: tombstones, no entries.</summary>
    public const string Withdrawn = "withdrawn";

    public const string Collection = "collection";

    /// <summary>Resources that nothing leads to a class of the CLC.</summary>
    public const string Unclassified = "subject/unclassified";

    private const int LastYear = 2099;

    /// <summary>Dimensions in the order in which the root shows them.</summary>
    public static readonly IReadOnlyList<(string Path, Label Label)> Dimensions =
    [
        (Collection, new Label("专题馆藏", "Special collections")),
        ("platform", new Label("按平台浏览", "By platform")),
        ("member", new Label("按成员馆浏览", "By member library")),
        ("subject", new Label("按学科浏览", "By subject")),
        ("type", new Label("按文献类型浏览", "By type")),
        ("language", new Label("按语种浏览", "By language")),
        ("period", new Label("按年代浏览", "By period")),
        ("place", new Label("按地区浏览", "By place")),
    ];

    /// <summary>The categories of a resource, without repetition. New arrivals are a view of <see cref="All"/> and not listed.</summary>
    /// <param name="view">Of <paramref name="resource"/>, as it was harvested.</param>
    public static IReadOnlyList<string> CategoriesOf(Resource resource, MergedView view, Func<SourceId, bool> isMember, CollectionRules collections)
    {
        var record = view.Record;
        var categories = new List<string> { All };
        categories.AddRange(collections.Of(resource, view));
        categories.AddRange(resource.Members.Select(member => SourceOf(member.Source, isMember)));
        categories.AddRange(SubjectsOf(record));
        categories.Add($"type/{SlugOf(record.Type)}");
        categories.AddRange(LanguagesOf(record));
        categories.Add(PeriodOf(record.Year));
        categories.AddRange(PlacesOf(record));
        return [.. categories.Distinct(StringComparer.Ordinal)];
    }

    public static string SourceOf(SourceId source, Func<SourceId, bool> isMember) => isMember(source) ? $"member/{source}" : $"platform/{source}";

    /// <summary>The first step of a category's path.</summary>
    public static string DimensionOf(string path) => path.IndexOf('/') is var slash and >= 0 ? path[..slash] : path;

    /// <summary>The document that leads to <paramref name="path"/>; null for the root.</summary>
    public static string? ParentOf(string path) => path.Length == 0 ? null : path.LastIndexOf('/') is var slash and >= 0 ? path[..slash] : "";

    /// <summary>Whether a document may stand there, now or after another harvest.</summary>
    public static bool CanBe(string path) => path.Split('/') switch
    {
        [All or New or Withdrawn] => true,
        [var dimension] => Dimensions.Any(known => known.Path == dimension),
        [Collection, var id] => CollectionId.TryParse(id, out _),
        ["platform" or "member", var source] => SourceId.TryParse(source, out _),
        [_, _] when path == Unclassified => true,
        ["subject", var main] => ClcClasses.ByCode(main) is { Parent: null },
        ["subject", var main, All] => ClcClasses.ByCode(main) is { Parent: null },
        ["subject", var main, var division] => ClcClasses.ByCode(division) is { Parent: { Parent: null } parent } && parent.Code == main,
        ["type", var slug] => TypeLabels.Order(slug) >= 0,
        ["language", var tag] => tag.Length is 2 or 3 && tag.All(char.IsAsciiLetterLower),
        ["period", "undated"] => true,
        ["period", [_, _, _, _, '-', _, _, _, _] years] => int.TryParse(years.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var from) && path == PeriodOf(from),
        ["place", var code] => Regions.ByCode(code) is { Whole: null },
        ["place", var code, All] => code == China,
        ["place", var code, var part] => Regions.ByCode(part)?.Whole?.Code == code,
        _ => false,
    };

    /// <param name="sourceName">What a source is called.</param>
    public static Label LabelOf(string path, Func<string, Label> sourceName)
    {
        var steps = path.Split('/');
        return steps switch
        {
            [All] => new Label("全部资源", "All resources"),
            [New] => new Label("新到资源", "New arrivals"),
            [Withdrawn] => new Label("近期撤出", "Recently withdrawn"),
            [var dimension] => Dimensions.FirstOrDefault(known => known.Path == dimension).Label ?? new Label(dimension),
            ["platform" or "member", var source] => sourceName(source),
            [_, _] when path == Unclassified => new Label("未分类", "Unclassified"),
            ["subject", var main] => SubjectLabels.Label(main),
            ["subject", var main, All] => SubjectLabels.WholeOf(main),
            ["subject", _, var division] => SubjectLabels.Label(division),
            ["type", var slug] => TypeLabels.Label(slug),
            ["language", var tag] => LanguageLabels.Label(tag),
            ["period", "undated"] => new Label("年代不详", "Undated"),
            ["period", var years] => new Label(years.Replace('-', '–')),
            ["place", var code, All] when Regions.ByCode(code) is { } whole => Whole(new Label(whole.Chinese, whole.English)),
            ["place", .., var code] when Regions.ByCode(code) is { } region => new Label(region.Chinese, region.English),
            [_, var name] => new Label(name),
            _ => new Label(path),
        };
    }

    /// <summary>A node with all that lies below it.</summary>
    public static Label Whole(Label node) => new($"{node.Chinese}（全部）", $"{node.English} (all)");

    public static string SlugOf(WorkType type) => TypeLabels.Slug(type);

    private const string China = "CN";

    private static IEnumerable<string> SubjectsOf(BibliographicRecord record)
    {
        var places = Classification.Of(record);
        if (places.Count == 0)
        {
            yield return Unclassified;
        }

        foreach (var place in places)
        {
            var main = place.Class.Main.Code;
            yield return $"subject/{main}/{All}";
            if (place.Class.Division is { } division)
            {
                yield return $"subject/{main}/{division.Code}";
            }
        }
    }

    /// <summary>By primary subtag: zh-Hant and zh-CN are both Chinese to whoever browses.</summary>
    private static IEnumerable<string> LanguagesOf(BibliographicRecord record)
    {
        var tags = record.Languages.Select(tag => tag.Split('-')[0].ToLowerInvariant()).Where(tag => tag.Length is 2 or 3 && tag.All(char.IsAsciiLetterLower)).ToList();
        return (tags.Count > 0 ? tags : [LanguageLabels.Undetermined]).Select(tag => $"language/{tag}");
    }

    /// <summary>Decades from 1900 on, centuries before.</summary>
    private static string PeriodOf(int? year) => year switch
    {
        >= 1900 and <= LastYear => Years(year.Value / 10 * 10, 9),
        >= 1 and < 1900 => Years(year.Value / 100 * 100, 99),
        _ => "period/undated",
    };

    private static string Years(int from, int more) => string.Create(CultureInfo.InvariantCulture, $"period/{from:D4}-{from + more:D4}");

    /// <summary>What a work is about. Most are about no place, and stand nowhere in this dimension.</summary>
    private static IEnumerable<string> PlacesOf(BibliographicRecord record)
    {
        foreach (var region in Regions.Of(record))
        {
            if (region.Whole is { } whole)
            {
                yield return $"place/{whole.Code}/{All}";
                yield return $"place/{whole.Code}/{region.Code}";
            }
            else
            {
                yield return region.Code == China ? $"place/{China}/{All}" : $"place/{region.Code}";
            }
        }
    }
}
