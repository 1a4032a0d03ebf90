using System.Globalization;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Search;
using IntegrationHub.Sources;

namespace IntegrationHub.Publishing;

/// <summary>A resource as it is to be published: in the listings and in the search.</summary>
internal sealed record Shown(FeedDraft Draft, SearchDocument Search)
{
    public static Shown Of(Resource resource, Func<SourceId, bool> isMember, CollectionRules collections)
    {
        var view = MergedView.Of(resource);
        var draft = FeedDraft.Of(resource, view, isMember, collections);
        return new Shown(draft, SearchOf(view, draft));
    }

    private static SearchDocument SearchOf(MergedView view, FeedDraft draft)
    {
        var record = view.Record;
        IEnumerable<string> categories = draft.Categories.Where(category => category != FeedTree.All);
        return new SearchDocument
        {
            Id = draft.Id,
            Titles = [record.FullTitle, .. record.AlternativeTitles.Select(title => title.Text)],
            Names = [.. record.Creators.Concat(record.Contributors).Select(agent => agent.Name)],
            Subjects = [.. record.Subjects.Select(SubjectTerms.NameOf), .. new[] { record.Container?.ToString(), record.Publisher }.OfType<string>()],
            Categories = [.. categories, .. view.Places.Any(place => place.Status >= AccessStatus.Free) ? new[] { SearchQuery.Free } : []],
            Since = DateTimeOffset.Parse(draft.Since, CultureInfo.InvariantCulture),
            Line = draft.Line,
        };
    }
}
