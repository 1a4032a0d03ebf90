using System.Text.Json.Serialization;

namespace IntegrationHub.Search;

/// <summary>
/// One version of the search index: what Lucene calls each file, and the blob that holds it. Part of the feed's manifest, so the switch that publishes the
/// feed publishes its search too.
/// </summary>
/// <param name="IndexVersion">Version of the index that it finds.</param>
/// <param name="Rules">How it was made; see <see cref="SearchIndexer.Rules"/>.</param>
/// <param name="Files">In order of name.</param>
internal sealed record SearchVersion(long IndexVersion, string Rules, SortedDictionary<string, string> Files)
{
    /// <summary>Lucene names the state of an index by its commit file, and the blob's name holds that file's hash: it stands for all the others.</summary>
    [JsonIgnore]
    public string Identity => Files.Where(file => file.Key.StartsWith("segments_", StringComparison.Ordinal)).Select(file => file.Value).Single();
}
