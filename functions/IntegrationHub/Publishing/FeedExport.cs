using System.Globalization;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Publishing;

/// <param name="Files">In the folder now.</param>
/// <param name="Written">New or other than before.</param>
/// <param name="Removed">Of an earlier export, no longer part of the feed.</param>
public sealed record FeedExportResult(int Files, int Written, int Removed);

/// <summary>
/// Writes the published feed as files that any web server can serve. The same feed at the same address gives the same bytes. A file is replaced
/// whole, pages come before what leads to them and the roots last, and only then goes what is no longer linked to.
/// </summary>
public sealed class FeedExport(PublishedFeed feed, TimeProvider time, IOptions<PublishingOptions> options)
{
    /// <summary>Name of a document that is no archive page.</summary>
    internal const string Name = "index";

    private const string PagePrefix = "page-";
    private const string Unfinished = ".part";
    private const int Attempts = 3;

    private static readonly FeedFormat[] Formats = [FeedFormat.Opds2, FeedFormat.Opds1];

    /// <summary>The file of a document, below the folder of the export.</summary>
    internal static string FileOf(FeedFormat format, string path, int? page)
    {
        var name = page is { } number ? string.Create(CultureInfo.InvariantCulture, $"{PagePrefix}{number}") : Name;
        var extension = format == FeedFormat.Opds2 ? "json" : "xml";
        return path.Length == 0 ? $"opds/{(int)format}/{name}.{extension}" : $"opds/{(int)format}/{path}/{name}.{extension}";
    }

    /// <param name="address">Where the folder will be served.</param>
    /// <returns>Null: nothing is published yet.</returns>
    public async Task<FeedExportResult?> WriteAsync(string folder, string address, CancellationToken ct)
    {
        var version = await feed.CurrentAsync(ct);
        for (var attempt = 1; !version.Navigation.IsEmpty; attempt++)
        {
            var files = new ExportedFiles(folder);
            if (await TryWriteAsync(version, files, address, ct))
            {
                return files.Finish();
            }

            if (attempt == Attempts)
            {
                throw new InvalidDataException("The feed's manifest names a listing that is not there.");
            }

            // Purged between manifest and listing, so there is a newer version.
            version = await feed.CurrentAsync(ct, than: version);
        }

        return null;
    }

    private async Task<bool> TryWriteAsync(FeedVersion version, ExportedFiles files, string address, CancellationToken ct)
    {
        var urls = new FeedUrls(options.Value.PublicUrl, address);
        var writers = Formats.Select(format => FeedWriters.Of(format, urls, version.Sources, version.Consortium)).ToList();
        var nodes = version.Navigation.Paths.Order(StringComparer.Ordinal).Select(path => version.Navigation.Find(path)!).ToList();
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var reader = new FeedPageReader(feed);
        foreach (var category in nodes.Where(node => node.IsAcquisition))
        {
            // The oldest first and the head last: what a page leads on to is there already.
            foreach (var page in FeedPageReader.PagesOf(version, category).Numbers.Select(number => (int?)number).Append(null))
            {
                if (await reader.ReadAsync(version, category, page, today, ct) is not { } document)
                {
                    return false;
                }

                if (document.Entries.Count > 0)
                {
                    await WriteAsync(files, writers, document, ct);
                }
            }
        }

        if (version.Manifest.Withdrawn is { Count: > 0 })
        {
            if (await feed.WithdrawnAsync(version, ct) is not { } tombstones)
            {
                return false;
            }

            await WriteAsync(files, writers, tombstones, ct);
        }

        foreach (var path in nodes.Where(node => !node.IsAcquisition).Select(node => node.Path).OrderByDescending(path => path.Count(letter => letter == '/')).Append(""))
        {
            await WriteAsync(files, writers, version.Navigation.Document(path), ct);
        }

        return true;
    }

    private static async Task WriteAsync(ExportedFiles files, List<IFeedWriter> writers, FeedDocument document, CancellationToken ct)
    {
        foreach (var writer in writers)
        {
            await files.WriteAsync(FileOf(writer.Format, document.Path, document.Paging?.Page), writer.Write(document), ct);
        }
    }

    /// <summary>The files of one export, written over those of the last.</summary>
    private sealed class ExportedFiles(string folder)
    {
        private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
        private int _written;

        public async Task WriteAsync(string name, byte[] bytes, CancellationToken ct)
        {
            var path = Path.GetFullPath(Path.Combine(folder, name));
            _kept.Add(path);
            if (File.Exists(path) && new FileInfo(path).Length == bytes.Length && (await File.ReadAllBytesAsync(path, ct)).AsSpan().SequenceEqual(bytes))
            {
                return;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await using (var part = new FileStream(path + Unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await part.WriteAsync(bytes, ct);
                part.Flush(flushToDisk: true);
            }

            File.Move(path + Unfinished, path, overwrite: true);
            _written++;
        }

        /// <summary>Removes what earlier exports left, and nothing else.</summary>
        public FeedExportResult Finish()
        {
            var removed = 0;
            foreach (var format in Formats)
            {
                var root = Path.GetFullPath(Path.Combine(folder, "opds", string.Create(CultureInfo.InvariantCulture, $"{(int)format}")));
                foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(path => IsOurs(path) && !_kept.Contains(path)).ToList())
                {
                    File.Delete(path);
                    removed++;
                }

                foreach (var empty in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).OrderByDescending(path => path.Length).Where(path => !Directory.EnumerateFileSystemEntries(path).Any()).ToList())
                {
                    Directory.Delete(empty);
                }
            }

            return new FeedExportResult(_kept.Count, _written, removed);
        }

        private static bool IsOurs(string path)
        {
            var name = Path.GetFileName(path);
            return name.EndsWith(Unfinished, StringComparison.Ordinal) || name.StartsWith(Name + ".", StringComparison.Ordinal) || name.StartsWith(PagePrefix, StringComparison.Ordinal);
        }
    }
}
