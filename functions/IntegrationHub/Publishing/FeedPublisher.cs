using IntegrationHub.Linking;
using IntegrationHub.Search;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Publishing;

/// <summary>The sources as they are now: what the feed calls them, and which are members.</summary>
public delegate Task<IReadOnlyList<Source>> SourceList(CancellationToken ct);

/// <summary>
/// Publishes the index: load the published version and what the index changed since, write the listings and the segments of the search that this touches, then replace the
/// manifest. Before that nobody sees anything of it, so a step that dies is simply done again.
/// </summary>
public sealed partial class FeedPublisher(
    FeedBlobs blobs, IndexBlobs indexBlobs, IndexReader index, SearchIndexer search, SourceList listSources, NavigationTable navigation, FeedAnnouncement announce, BlobLock locks, IOptions<PublishingOptions> options, TimeProvider time,
    ILogger<FeedPublisher> logger)
{
    internal const string LockName = "publishing";

    private const int Parallel = 8;
    private const int ResourcesAtOnce = 4_096;

    /// <summary>Within this the log, the places and the manifest are written.</summary>
    private static readonly TimeSpan LogTime = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <returns>Later while another publisher is at work.</returns>
    public async Task<StepOutcome> PublishAsync(PublishFeed message, CancellationToken ct)
    {
        await using var held = await locks.TryTakeAsync(LockName, ct);
        if (held is null)
        {
            return new StepOutcome.Later(Soon);
        }

        var published = await blobs.ReadManifestAsync(known: null, ct);
        var current = (await indexBlobs.ReadManifestAsync(known: null, ct)).Manifest;
        if (current.Version < published.Manifest.IndexVersion)
        {
            // Versions only rise: what is there now is no index to withdraw a feed for.
            Log.IndexBehind(logger, current.Version, published.Manifest.IndexVersion);
            return StepOutcome.Completed;
        }

        var last = published.Manifest;
        var sources = new FeedSources(last.Sources).With(await listSources(ct));
        var (next, report) = await NextAsync(last, current, sources, await navigation.FindSettingsAsync(ct), await navigation.ListCollectionsAsync(ct), ct);
        if (next.Version > last.Version)
        {
            next.Kept = await KeepAsync(last, ct);
        }

        // An unchanged feed is told too: the alert "feed old" listens for the event.
        var isCurrent = next.Version == last.Version && next.IndexVersion == last.IndexVersion && next.Search == last.Search;
        if (!isCurrent && !await blobs.TryCommitAsync(published, next, ct))
        {
            return new StepOutcome.Later(Soon);
        }

        // Also where nothing was left to do: a step before may have died between its commit and this.
        await announce(next.Version, ct);
        Log.FeedPublished(
            logger, next.Version, next.IndexVersion, message.Version, report.Added, report.Changed, report.Withdrawn, next.Categories.GetValueOrDefault(FeedTree.All)?.Count ?? 0, report.Listings);
        return StepOutcome.Completed;
    }

    private async Task<(FeedManifest Next, Report Report)> NextAsync(FeedManifest last, IndexManifest current, FeedSources sources, NavigationSettings named, IReadOnlyList<Collection> collections, CancellationToken ct)
    {
        var settings = options.Value;
        var places = new FeedPlaces(blobs, last.Places);
        var standing = IsCutAlike(last) ? last.Categories : [];
        var plan = new FeedPlan(standing);
        var rules = new CollectionRules(collections);
        var shown = new SortedDictionary<string, FeedCollection>(collections.ToDictionary(one => one.Id.Value, one => new FeedCollection(one.Label, one.Description, one.Belonging)), StringComparer.Ordinal);
        var changes = !IsCutAlike(last) || NeedsEverything(last, sources, shown) ? null : await index.ChangesAsync(last.IndexVersion, current.Version, ct);
        var moved = new Dictionary<ResourceId, ResourceId>();
        var found = await (changes is null ? PlaceAllAsync(current, places, plan, Show, ct) : PlaceChangesAsync(changes, last.Search!, current.Version, places, plan, moved, Show, ct));

        var (edits, settled) = plan.Settle();
        var listings = new FeedListings(blobs, standing, settings.ListingEntries, Parallel);
        var categories = await listings.ApplyAsync(edits, ct);
        var all = categories.GetValueOrDefault(FeedTree.All, CategoryListing.Empty);
        // Taken as late as can be: who was answered before it must find it later.
        var at = PublicationLog.TimeOf(time.GetUtcNow(), settings.Revalidate + LogTime, last.At ?? last.Log.LastOrDefault()?.Last.At);
        // Where versions were not counted yet, those of the index stand in the log.
        var version = (last.Version > 0 ? last.Version : last.IndexVersion) + 1;
        var withdrawn = new WithdrawnResources(blobs, last);
        var step = await PublicationStep.PrepareAsync(settled, places, isFirst: last.Log.Count == 0, at, version, moved, await withdrawn.TitlesAsync(plan.Withdrawn, Parallel, ct), ct);
        var log = await new PublicationLog(blobs, last.Log).AppendAsync(step.Entries, step.Superseded, Parallel, ct);
        var next = new FeedManifest
        {
            Version = version,
            At = at,
            IndexVersion = current.Version,
            Rules = FeedDraft.Rules,
            PageSize = settings.PageSize,
            ListingEntries = settings.ListingEntries,
            Categories = categories,
            New = await listings.NewArrivalsAsync(all, settings.PageSize, settings.NewArrivals, ct),
            Places = step.Places.Count == 0 ? last.Places : await places.WriteAsync(step.Places, log.Sum(blob => blob.Count), Parallel, ct),
            Log = log,
            Search = found,
            Kept = last.Kept,
            Navigation = named,
            Collections = shown,
            Withdrawn = await withdrawn.NextAsync(step.Entries, settings.NewArrivals, ct),
            Sources = new SortedDictionary<string, FeedSource>(sources.All.ToDictionary(), StringComparer.Ordinal),
        };
        var isNews = step.Entries.Count > 0 || !IsSame(last, next);
        return (isNews ? next : next with { Version = last.Version, At = last.At }, new Report(plan.Added, plan.Changed, plan.Withdrawn.Count, listings.Written));

        Shown Show(Resource resource) => Shown.Of(resource, sources.IsMember, rules);
    }

    /// <returns>The versions that can be read whole once <paramref name="last"/> is replaced.</returns>
    private async Task<IReadOnlyList<KeptFeed>> KeepAsync(FeedManifest last, CancellationToken ct)
    {
        if (last.At is null || options.Value.KeptVersions == 0)
        {
            return [];
        }

        var all = new SortedDictionary<string, CategoryListing>(StringComparer.Ordinal) { [FeedTree.All] = last.Categories.GetValueOrDefault(FeedTree.All, CategoryListing.Empty) };
        var kept = last with { Categories = all, New = FeedManifest.Empty.New, Places = PlacePartitions.Empty, Search = null, Log = [], Withdrawn = null, Kept = [] };
        return [.. last.Kept.Append(new KeptFeed(last.Version, last.At, await blobs.WriteKeptAsync(kept, ct))).TakeLast(options.Value.KeptVersions)];
    }

    /// <summary>Positions mean something only under the page and blob sizes that they were given under.</summary>
    private bool IsCutAlike(FeedManifest published) =>
        published.PageSize == options.Value.PageSize && published.ListingEntries == options.Value.ListingEntries;

    /// <summary>When no resource changed: do readers see anything else that did?</summary>
    private static bool IsSame(FeedManifest last, FeedManifest next) =>
        (last.Rules, last.PageSize, last.ListingEntries, last.New) == (next.Rules, next.PageSize, next.ListingEntries, next.New) && last.Sources.SequenceEqual(next.Sources)
        && last.Navigation.SaysTheSameAs(next.Navigation) && last.Collections.SequenceEqual(next.Collections) && last.Withdrawn == next.Withdrawn;

    /// <summary>A change list tells which resources changed; after these changes every resource may belong elsewhere.</summary>
    private static bool NeedsEverything(FeedManifest last, FeedSources sources, SortedDictionary<string, FeedCollection> collections) =>
        last.Rules != FeedDraft.Rules || last.Search?.Rules != SearchIndexer.Rules
        || !last.Collections.Select(one => (one.Key, one.Value.Belonging)).SequenceEqual(collections.Select(one => (one.Key, one.Value.Belonging)))
        || sources.All.Any(source => last.Categories.GetValueOrDefault(source.Value.Member ? $"platform/{source.Key}" : $"member/{source.Key}") is { Count: > 0 });

    private async Task<SearchVersion?> PlaceChangesAsync(
        IAsyncEnumerable<ResourceChange> changes, SearchVersion lastSearch, long version, FeedPlaces places, FeedPlan plan, Dictionary<ResourceId, ResourceId> moved, Func<Resource, Shown> show, CancellationToken ct)
    {
        // A later version's word on a resource replaces an earlier one's.
        var drafts = new SortedDictionary<ResourceId, Shown?>();
        await foreach (var change in changes.WithCancellation(ct))
        {
            drafts[change.Id] = change.Resource is { } resource && change.Kind != ChangeKind.Withdrawn ? show(resource) : null;
            if (change.MovedTo is { } target)
            {
                moved[change.Id] = target;
            }
        }

        if (drafts.Count == 0)
        {
            return lastSearch;
        }

        using var update = await search.BeginAsync(lastSearch, ct);
        foreach (var (id, shown) in drafts)
        {
            var old = FeedPlaces.Find(await places.ReadAsync(places.PartitionOf(id), ct), id) is { IsWithdrawn: false } stands ? stands : null;
            if (shown is not null)
            {
                plan.Show(shown.Draft, old);
                update.Put(shown.Search);
            }
            else if (old is not null)
            {
                plan.Withdraw(old);
                update.Delete(id);
            }
        }

        return await update.FinishAsync(version, ct);
    }

    /// <summary>Both the index and the places are read in order of id: what stands in the feed and not in the index has been withdrawn.</summary>
    private async Task<SearchVersion?> PlaceAllAsync(IndexManifest current, FeedPlaces places, FeedPlan plan, Func<Resource, Shown> show, CancellationToken ct)
    {
        using var update = await search.BeginAsync(last: null, ct);
        await using var standing = places.ReadAllAsync(ct).Where(line => !line.IsWithdrawn).GetAsyncEnumerator(ct);
        var more = await standing.MoveNextAsync();
        await foreach (var resources in index.ReadAllAsync(current, ct).Chunk(ResourcesAtOnce).WithCancellation(ct))
        {
            foreach (var (draft, document) in resources.AsParallel().AsOrdered().WithCancellation(ct).Select(show))
            {
                update.Put(document);
                for (; more && standing.Current.Id.CompareTo(draft.Id) < 0; more = await standing.MoveNextAsync())
                {
                    plan.Withdraw(standing.Current);
                }

                var stands = more && standing.Current.Id == draft.Id;
                plan.Show(draft, stands ? standing.Current : null);
                more = stands ? await standing.MoveNextAsync() : more;
            }
        }

        for (; more; more = await standing.MoveNextAsync())
        {
            plan.Withdraw(standing.Current);
        }

        // Before the first version of the index there is nothing to find.
        return current.Version == 0 ? null : await update.FinishAsync(current.Version, ct);
    }

    /// <param name="Listings">Listing blobs written.</param>
    private sealed record Report(int Added, int Changed, int Withdrawn, int Listings);

    private static partial class Log
    {
        [LoggerMessage(EventId = 1, EventName = "FeedPublished", Level = LogLevel.Information,
            Message = "Feed published: version {Feed} shows index version {Version} (asked for {Asked}), {Added} resources added, {Changed} changed, {Withdrawn} withdrawn, {Resources} in all; {Listings} listing blobs written")]
        public static partial void FeedPublished(ILogger logger, long feed, long version, long asked, int added, int changed, int withdrawn, int resources, int listings);

        [LoggerMessage(EventId = 2, EventName = "IndexBehind", Level = LogLevel.Error,
            Message = "The index is at version {Version}, and the feed shows version {Published}: the index was lost. The feed stays as it is until the command index rebuild has brought it back.")]
        public static partial void IndexBehind(ILogger logger, long version, long published);
    }
}
