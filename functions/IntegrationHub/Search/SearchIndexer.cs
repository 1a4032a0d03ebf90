using IntegrationHub.Linking;
using IntegrationHub.Records;
using Lucene.Net.Index;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;
using Microsoft.Extensions.Options;
using LuceneDirectory = Lucene.Net.Store.Directory;

namespace IntegrationHub.Search;

/// <summary>Makes the next version of the search index. Nobody sees it until a manifest names it, so a publication that dies is simply done again.</summary>
public sealed class SearchIndexer(SearchBlobs blobs, SearchFolder folder, IOptions<SearchOptions> options)
{
    /// <summary>Megabytes of documents that the writer gathers before it makes a segment of them.</summary>
    private const double BufferMegabytes = 64;

    /// <summary>A merge makes no larger segment: what a small change rewrites, and every instance fetches, stays small.</summary>
    private const double SegmentMegabytes = 48;

    /// <summary>An index made under other rules than these is made anew.</summary>
    internal static readonly string Rules = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"text {SearchText.Version}, fields {SearchFields.Version}, collation {SortKey.Collation:x}");

    /// <param name="last">To be changed; null: begin anew.</param>
    internal async Task<SearchUpdate> BeginAsync(SearchVersion? last, CancellationToken ct)
    {
        if (last is not null)
        {
            await folder.FetchAsync(last, ct);
        }

        return new SearchUpdate(last, folder, blobs, options.Value.Parallel);
    }

    /// <param name="directory">The version to change, or empty.</param>
    internal static IndexWriter Write(LuceneDirectory directory) => new(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, SearchText.Instance)
    {
        RAMBufferSizeMB = BufferMegabytes,
        // Merges belong to the step: when it ends, the version is whole.
        MergeScheduler = new SerialMergeScheduler(),
        UseCompoundFile = true,
        Codec = SearchCodec.Instance,
        Similarity = new BM25Similarity(),
        MergePolicy = new TieredMergePolicy { MaxMergedSegmentMB = SegmentMegabytes, NoCFSRatio = 1.0 },
    });
}

/// <summary>One version in the making.</summary>
internal sealed class SearchUpdate : IDisposable
{
    private readonly SearchVersion? _last;
    private readonly SearchFolder _folder;
    private readonly SearchBlobs _blobs;
    private readonly int _parallel;
    private readonly string _made;
    private readonly SearchDirectory _directory;
    private readonly IndexWriter _writer;

    public SearchUpdate(SearchVersion? last, SearchFolder folder, SearchBlobs blobs, int parallel)
    {
        _last = last;
        _folder = folder;
        _blobs = blobs;
        _parallel = parallel;
        _made = folder.NewMade();
        _directory = new SearchDirectory(folder.OpenKept(), last?.Files ?? [], SearchFolder.Open(_made));
        _writer = SearchIndexer.Write(_directory);
    }

    public void Put(SearchDocument resource)
    {
        var document = SearchFields.Of(resource);
        if (_last is null)
        {
            _writer.AddDocument(document);
        }
        else
        {
            _writer.UpdateDocument(SearchFields.TermOf(resource.Id), document);
        }
    }

    public void Delete(ResourceId id) => _writer.DeleteDocuments(SearchFields.TermOf(id));

    /// <summary>Writes the blobs that are new. Once, at the end.</summary>
    public async Task<SearchVersion> FinishAsync(long indexVersion, CancellationToken ct)
    {
        _writer.Commit();
        _writer.Dispose();
        var next = new SearchVersion(indexVersion, SearchIndexer.Rules, _directory.Name());
        var known = (_last?.Files.Values ?? Enumerable.Empty<string>()).ToHashSet(StringComparer.Ordinal);
        var written = _directory.Written().Select(file => (Path: Path.Combine(_made, file), Blob: next.Files[file])).ToList();
        await Parallel.ForEachAsync(written, new ParallelOptions { MaxDegreeOfParallelism = _parallel, CancellationToken = ct }, async (file, cancel) =>
        {
            if (!known.Contains(file.Blob))
            {
                await _blobs.WriteAsync(file.Blob, await File.ReadAllBytesAsync(file.Path, cancel), cancel);
            }

            _folder.Keep(file.Path, file.Blob);
        });
        return next;
    }

    public void Dispose()
    {
        // Without a commit of what is left: it was finished, or it came to nothing.
        _writer.Rollback();
        _directory.Dispose();
        System.IO.Directory.Delete(_made, recursive: true);
    }
}
