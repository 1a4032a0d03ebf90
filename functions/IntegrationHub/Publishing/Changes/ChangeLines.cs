using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using IntegrationHub.Linking;

namespace IntegrationHub.Publishing;

/// <summary>Entries of the publication log as lines for the public, each with its resource as it stands in the listing of everything, in that same version.</summary>
internal sealed class ChangeLines(PublishedFeed feed, FeedVersion version)
{
    // As in the listings: a line is data, not a page.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <exception cref="FileNotFoundException">The version was superseded and purged meanwhile.</exception>
    public async Task<byte[]> WriteAsync(IReadOnlyList<LogEntry> entries, CancellationToken ct)
    {
        var resources = await ResourcesAsync([.. entries.Where(entry => entry.Kind != ChangeKind.Withdrawn).Select(entry => entry.Id)], ct);
        var lines = new ArrayBufferWriter<byte>(64 * 1024);
        using var json = new Utf8JsonWriter(lines, Writing);
        foreach (var entry in entries)
        {
            Write(json, entry, resources);
            json.Flush();
            json.Reset();
            lines.Write("\n"u8);
        }

        return lines.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, LogEntry entry, Dictionary<ResourceId, ReadOnlyMemory<byte>> resources)
    {
        json.WriteStartObject();
        json.WriteString("kind", ChangeQuery.NameOf(entry.Kind));
        json.WriteString("id", entry.Id.ToString());
        json.WriteNumber("version", entry.Version);
        json.WriteString("at", entry.At);
        if (entry.MovedTo is { } target)
        {
            json.WriteString("movedTo", target.ToString());
        }

        if (entry.Title is { } title)
        {
            json.WriteString("title", title);
        }

        json.WriteStartArray("in");
        foreach (var category in entry.In)
        {
            json.WriteStringValue(category);
        }

        json.WriteEndArray();
        if (entry.Kind != ChangeKind.Withdrawn)
        {
            json.WritePropertyName("resource");
            json.WriteRawValue(resources[entry.Id].Span, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    /// <summary>The lines of the listing, by id. Each blob is read once, one after the other, so that a page that touches many of them does not hold them all.</summary>
    private async Task<Dictionary<ResourceId, ReadOnlyMemory<byte>>> ResourcesAsync(IReadOnlyList<ResourceId> ids, CancellationToken ct)
    {
        var places = new List<(ResourceId Id, int Position)>(ids.Count);
        foreach (var partition in ids.GroupBy(id => version.Manifest.Places.PartitionOf(id.Bits)))
        {
            var lines = version.Manifest.Places.Blobs[partition.Key] is { } name ? await feed.PlacesAsync(name, ct) : null;
            foreach (var id in partition)
            {
                var stands = (lines is null ? null : FeedPlaces.Find(lines, id)) ?? throw new InvalidDataException($"Resource {id} is in the publication log and has no place in the feed.");
                places.Add((id, stands.In.Single(place => place.Category == FeedTree.All).Position));
            }
        }

        var found = new Dictionary<ResourceId, ReadOnlyMemory<byte>>(ids.Count);
        var all = version.Manifest.Categories[FeedTree.All].Blobs;
        var size = version.Manifest.ListingEntries;
        foreach (var blob in places.GroupBy(place => place.Position / size))
        {
            var lines = await feed.ListingAsync(all[blob.Key].Name!, ct) ?? throw new FileNotFoundException($"Listing {all[blob.Key].Name} was purged.", all[blob.Key].Name);
            foreach (var (id, position) in blob)
            {
                // A copy: the line is a slice of the whole blob, which need not stay.
                found[id] = lines[position % size].ToArray();
            }
        }

        return found;
    }
}
