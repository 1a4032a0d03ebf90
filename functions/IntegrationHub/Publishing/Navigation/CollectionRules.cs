using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>Decides which collections a resource belongs to. Pure.</summary>
internal sealed class CollectionRules
{
    public static readonly CollectionRules None = new([]);

    private readonly Compiled[] _collections;

    public CollectionRules(IEnumerable<Collection> collections) => _collections = [.. collections.Select(collection => new Compiled(collection))];

    /// <param name="view">Of <paramref name="resource"/>, as it was harvested.</param>
    public IEnumerable<string> Of(Resource resource, MergedView view)
    {
        if (_collections.Length == 0)
        {
            return [];
        }

        var seen = new Seen(resource, view);
        return _collections.Where(collection => collection.Holds(seen)).Select(collection => collection.Path);
    }

    /// <summary>What conditions ask of a resource, worked out once and only when one does.</summary>
    private sealed class Seen(Resource resource, MergedView view)
    {
        private IReadOnlyList<string>? _titles;
        private IReadOnlyList<ClassPlace>? _classes;

        public Resource Resource => resource;

        public BibliographicRecord Record => view.Record;

        public bool IsFree => view.Places.Any(place => place.Status >= AccessStatus.Free);

        public IReadOnlyList<string> Titles => _titles ??= [.. Record.AlternativeTitles.Select(title => title.Text).Prepend(Record.FullTitle).Select(TextFolding.Fold)];

        public IReadOnlyList<ClassPlace> Classes => _classes ??= Classification.Of(Record);
    }

    private sealed class Compiled
    {
        private readonly IReadOnlyList<(CollectionRule Rule, IReadOnlyList<string> Titles)> _rules;
        private readonly HashSet<ResourceId> _ids = [];
        private readonly HashSet<Identifier> _identifiers = [];

        public Compiled(Collection collection)
        {
            Path = $"{FeedTree.Collection}/{collection.Id}";
            _rules = [.. collection.Rules.Select(rule => (rule, (IReadOnlyList<string>)[.. rule.Titles.Select(TextFolding.Fold)]))];
            foreach (var named in collection.Resources)
            {
                if (ResourceId.TryParse(named, out var id))
                {
                    _ids.Add(id);
                }
                else
                {
                    _identifiers.UnionWith(NamedIdentifier.Read(named) ?? []);
                }
            }
        }

        public string Path { get; }

        public bool Holds(Seen seen) =>
            _ids.Contains(seen.Resource.Id) || seen.Resource.Formerly.Any(_ids.Contains)
            || (_identifiers.Count > 0 && seen.Record.Identifiers.Any(_identifiers.Contains))
            || _rules.Any(rule => Meets(rule.Rule, rule.Titles, seen));

        private static bool Meets(CollectionRule rule, IReadOnlyList<string> titles, Seen seen) =>
            (rule.Free is null || rule.Free == seen.IsFree)
            && (rule.Types.Count == 0 || rule.Types.Contains(TypeLabels.Slug(seen.Record.Type)))
            && (rule.Years is null || (seen.Record.Year is { } year && year >= (rule.Years.From ?? int.MinValue) && year <= (rule.Years.To ?? int.MaxValue)))
            && (rule.Languages.Count == 0 || seen.Record.Languages.Any(tag => rule.Languages.Any(asked => IsWithin(tag, asked, '-', StringComparison.OrdinalIgnoreCase))))
            && ((rule.Sources.Count == 0 && rule.Sets.Count == 0) || seen.Resource.Members.Any(member => Meets(rule, member)))
            && (rule.Subjects.Count == 0 || seen.Classes.Any(place => rule.Subjects.Any(number => IsWithin(place, number))))
            && (titles.Count == 0 || seen.Titles.Any(title => titles.Any(words => Holds(title, words))));

        private static bool Meets(CollectionRule rule, Member member) =>
            (rule.Sources.Count == 0 || rule.Sources.Contains(member.Source.Value))
            && (rule.Sets.Count == 0 || member.Sets.Any(set => rule.Sets.Any(asked => IsWithin(set, asked, ':', StringComparison.Ordinal))));

        private static bool IsWithin(string one, string whole, char mark, StringComparison comparison) =>
            one.StartsWith(whole, comparison) && (one.Length == whole.Length || one[whole.Length] == mark);

        /// <summary>By the record's own number, which goes deeper than the outline, or by the class that it stands in, whose numbers need not begin alike (K825 is in K81).</summary>
        private static bool IsWithin(ClassPlace place, string number)
        {
            if (place.From.Scheme == SubjectScheme.Clc && place.From.Value.AsSpan().TrimStart("{[( +").StartsWith(number, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            for (var known = place.Class; known is not null; known = known.Parent)
            {
                if (known.Code == number)
                {
                    return true;
                }
            }

            return false;
        }

        /// <summary>Both folded. Words of letters and digits are found whole; Han is not parted into words.</summary>
        private static bool Holds(string title, string words)
        {
            for (var at = title.IndexOf(words, StringComparison.Ordinal); at >= 0; at = title.IndexOf(words, at + 1, StringComparison.Ordinal))
            {
                if ((at == 0 || !IsOneWord(title[at - 1], words[0])) && (at + words.Length == title.Length || !IsOneWord(words[^1], title[at + words.Length])))
                {
                    return true;
                }
            }

            return false;
        }

        private static bool IsOneWord(char before, char after) => IsSpaced(before) && IsSpaced(after);

        /// <summary>Of a script that puts spaces between words.</summary>
        private static bool IsSpaced(char letter) => char.IsLetterOrDigit(letter) && letter < '\u2E80';
    }
}

/// <summary>An identifier behind the name of its scheme: <c>doi:10.1000/xyz123</c>.</summary>
internal static class NamedIdentifier
{
    /// <summary>Schemes that it may be of.</summary>
    public static IEnumerable<string> Schemes => LookupQuery.Parameters;

    /// <returns>Null: it is none.</returns>
    public static IReadOnlyList<Identifier>? Read(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || Schemes.FirstOrDefault(scheme => scheme.Equals(text[..colon], StringComparison.OrdinalIgnoreCase)) is not { } scheme)
        {
            return null;
        }

        return LookupQuery.Parse(name => name == scheme ? text[(colon + 1)..] : null).Query?.Identifiers;
    }
}
