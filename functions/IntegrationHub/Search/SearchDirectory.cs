using System.IO.Hashing;
using Lucene.Net.Store;
using LuceneDirectory = Lucene.Net.Store.Directory;

namespace IntegrationHub.Search;

/// <summary>
/// A Lucene directory over blobs: reads what its version names from copies under the blobs' names; what a writer makes stays apart until it is taken up. Lucene gives
/// the same file name to other bytes after a return to an older version or a step done twice; a blob's name holds the hash of its content, so neither can meet the other.
/// </summary>
internal sealed class SearchDirectory : BaseDirectory
{
    /// <summary>A hint for file systems that list stale names: the version names its files.</summary>
    private const string Generation = "segments.gen";

    private readonly LuceneDirectory _kept;
    private readonly LuceneDirectory? _made;
    private readonly SortedDictionary<string, string> _files;
    private readonly HashSet<string> _new = new(StringComparer.Ordinal);

    /// <param name="kept">Holds the blobs of the version.</param>
    /// <param name="files">Of the version: file name to blob name.</param>
    /// <param name="made">For what is written; null: nothing is. Empty.</param>
    public SearchDirectory(LuceneDirectory kept, IReadOnlyDictionary<string, string> files, LuceneDirectory? made = null)
    {
        _kept = kept;
        _made = made;
        _files = new SortedDictionary<string, string>(files.ToDictionary(), StringComparer.Ordinal);
        // The lease on the publication keeps a second writer out.
        SetLockFactory(NoLockFactory.GetNoLockFactory());
    }

    private LuceneDirectory Made => _made ?? throw new InvalidOperationException("This version is open to read.");

    /// <summary>The files of the version and those written since, all by blob name.</summary>
    public SortedDictionary<string, string> Name()
    {
        var all = new SortedDictionary<string, string>(_files, StringComparer.Ordinal);
        foreach (var file in Written())
        {
            all[file] = NameOf(file);
        }

        return all;
    }

    /// <summary>Files written since it was opened and not deleted again.</summary>
    public IEnumerable<string> Written() => _new.Where(file => file != Generation).Order(StringComparer.Ordinal);

    public override string[] ListAll() => [.. _files.Keys.Concat(_new).Distinct()];

    [Obsolete("As the base class has it.")]
    public override bool FileExists(string name) => _new.Contains(name) || _files.ContainsKey(name);

    public override long FileLength(string name) => _new.Contains(name) ? Made.FileLength(name) : _kept.FileLength(BlobOf(name));

    public override IndexInput OpenInput(string name, IOContext context) => _new.Contains(name) ? Made.OpenInput(name, context) : _kept.OpenInput(BlobOf(name), context);

    public override IndexOutput CreateOutput(string name, IOContext context)
    {
        var output = Made.CreateOutput(name, context);
        _new.Add(name);
        return output;
    }

    public override void DeleteFile(string name)
    {
        if (_new.Remove(name))
        {
            Made.DeleteFile(name);
        }
        else
        {
            _files.Remove(name);
        }
    }

    public override void Sync(ICollection<string> names)
    {
        // Blobs are what lasts; a machine that loses its copies fetches them.
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _kept.Dispose();
            _made?.Dispose();
        }
    }

    private string BlobOf(string name) => _files.TryGetValue(name, out var blob) ? blob : throw new FileNotFoundException($"The version has no file {name}.", name);

    private string NameOf(string file)
    {
        using var input = Made.OpenInput(file, IOContext.READ_ONCE);
        var hash = new XxHash128();
        var buffer = new byte[64 * 1024];
        for (var left = input.Length; left > 0;)
        {
            var read = (int)Math.Min(left, buffer.Length);
            input.ReadBytes(buffer, 0, read);
            hash.Append(buffer.AsSpan(0, read));
            left -= read;
        }

        return $"{Convert.ToHexStringLower(hash.GetCurrentHash())}{Path.GetExtension(file)}";
    }
}
