namespace IntegrationHub.Publishing;

/// <summary>What is published, in figures.</summary>
/// <param name="IndexVersion">The version of the index that the feed shows; 0: nothing is published yet.</param>
/// <param name="Resources">Entries of "all".</param>
/// <param name="Pages">Archive pages of all categories together.</param>
/// <param name="Unclassified">Entries that nothing leads to a class of the CLC: what the mapping tables lack.</param>
public sealed record PublicationFigures(long IndexVersion, int Resources, int Pages, int Unclassified);

/// <summary>Tells how far the feed is, to whom watches over the pipeline.</summary>
public sealed class PublicationState(FeedBlobs blobs)
{
    public async Task<PublicationFigures> ReadAsync(CancellationToken ct)
    {
        var manifest = (await blobs.ReadManifestAsync(known: null, ct)).Manifest;
        return new PublicationFigures(
            manifest.IndexVersion,
            manifest.Categories.GetValueOrDefault(FeedTree.All)?.Count ?? 0,
            manifest.PageSize == 0 ? 0 : manifest.Categories.Values.Where(category => category.Count > 0).Sum(category => (category.Next + manifest.PageSize - 1) / manifest.PageSize),
            manifest.Categories.GetValueOrDefault(FeedTree.Unclassified)?.Count ?? 0);
    }
}
