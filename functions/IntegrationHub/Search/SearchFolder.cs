using Lucene.Net.Store;
using Microsoft.Extensions.Options;
using LuceneDirectory = Lucene.Net.Store.Directory;

namespace IntegrationHub.Search;

/// <summary>
/// This machine's copies of search blobs. A copy has its blob's name, so it is right for ever, and processes may share the folder. Losing it costs a download.
/// </summary>
public sealed class SearchFolder(SearchBlobs blobs, IOptions<SearchOptions> options, TimeProvider time)
{
    /// <summary>Longer than a version is fetched or searched after the next one is published.</summary>
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(2);

    private readonly string _path = options.Value.Folder is { Length: > 0 } folder ? folder : Path.Combine(Path.GetTempPath(), "integration-hub-search");

    /// <summary>Reads by file handle: mapped into memory, a large index would count as the process's own, and workers are small.</summary>
    internal LuceneDirectory OpenKept() => Open(_path);

    /// <summary>Brings what is missing of a version.</summary>
    /// <exception cref="FileNotFoundException">A blob was purged: there is a newer version.</exception>
    internal Task FetchAsync(SearchVersion version, CancellationToken ct)
    {
        System.IO.Directory.CreateDirectory(_path);
        var missing = version.Files.Values.Distinct().Where(file => !File.Exists(PathOf(file)));
        return Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallel, CancellationToken = ct }, async (file, cancel) =>
        {
            var part = PathOf($"{file}.{Path.GetRandomFileName()}");
            await File.WriteAllBytesAsync(part, await blobs.ReadAsync(file, cancel), cancel);
            File.Move(part, PathOf(file), overwrite: true);
        });
    }

    /// <summary>An empty folder for a writer.</summary>
    internal string NewMade() => System.IO.Directory.CreateDirectory(PathOf($"made-{Path.GetRandomFileName()}")).FullName;

    internal static LuceneDirectory Open(string path) => new NIOFSDirectory(new DirectoryInfo(path), NoLockFactory.GetNoLockFactory());

    /// <summary>Takes a file that has been made here among the copies.</summary>
    internal void Keep(string made, string file) => File.Move(made, PathOf(file), overwrite: true);

    /// <summary>Deletes old copies that are none of <paramref name="current"/>, and what dead writers left.</summary>
    internal void Sweep(SearchVersion current)
    {
        var named = current.Files.Values.ToHashSet(StringComparer.Ordinal);
        var before = time.GetUtcNow() - KeptFor;
        foreach (var entry in new DirectoryInfo(_path).EnumerateFileSystemInfos().Where(entry => !named.Contains(entry.Name) && entry.LastWriteTimeUtc < before))
        {
            try
            {
                if (entry is DirectoryInfo made)
                {
                    made.Delete(recursive: true);
                }
                else
                {
                    entry.Delete();
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another process has it open, or has deleted it.
            }
        }
    }

    private string PathOf(string name) => Path.Combine(_path, name);
}
