using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Sources;

namespace IntegrationHub.Publishing;

/// <summary>A resource ready to be placed: its line, the same in every listing, and the categories it belongs to.</summary>
/// <param name="Hash">Of the line and of the members' fingerprints: harvesters and lookups are shown more than the line holds.</param>
internal sealed record FeedDraft(ResourceId Id, byte[] Line, string Hash, IReadOnlyList<string> Categories, string Since, string Updated)
{
    /// <summary>Raise it when the same resource makes another line than before.</summary>
    private const int LineVersion = 3;

    /// <summary>Under other rules than these every resource is placed again.</summary>
    public static readonly string Rules = string.Create(CultureInfo.InvariantCulture, $"tree {FeedTree.Version}, line {LineVersion}");

    public static FeedDraft Of(Resource resource, Func<SourceId, bool> isMember) => Of(resource, MergedView.Of(resource), isMember, CollectionRules.None);

    public static FeedDraft Of(Resource resource, MergedView view, Func<SourceId, bool> isMember, CollectionRules collections)
    {
        var entry = FeedEntryOf.Resource(resource, view);
        var line = JsonSerializer.SerializeToUtf8Bytes(entry, FeedEntryJson.Default.FeedEntry);
        var hash = new XxHash3();
        hash.Append(line);
        foreach (var member in resource.Members)
        {
            hash.Append(Encoding.UTF8.GetBytes(member.Fingerprint));
        }

        return new FeedDraft(resource.Id, line, hash.GetCurrentHashAsUInt64().ToString("x16", CultureInfo.InvariantCulture), FeedTree.CategoriesOf(resource, view, isMember, collections), entry.Since, entry.Updated);
    }
}
