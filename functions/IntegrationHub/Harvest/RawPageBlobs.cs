using System.Buffers.Text;
using System.Text;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>A page as the provider sent it, without its transport's compression.</summary>
public sealed record RawPage(Uri RequestUri, ReadOnlyMemory<byte> Body);

/// <summary>
/// Container <c>raw</c>: every page ever read, a checkpoint's pages in one blob <c>{source}/{run:D8}/{window:D4}-{checkpoint:D6}.xml.gz</c>. Unpacked,
/// each page is preceded by the line <c>&lt;?page {bytes} {request}?&gt;</c> and followed by a line feed, so that <c>zcat</c> shows it and replay can split it
/// by length, whatever the page holds.
/// </summary>
public sealed class RawPageBlobs(StorageAccount account)
{
    public const string Container = "raw";

    private readonly BlobFolder _folder = new(account, Container);

    public Task CreateAsync(CancellationToken ct) => _folder.CreateAsync(ct);

    public static string NameOf(SourceId source, int run, int window, int checkpoint) => $"{source}/{run:D8}/{window:D4}-{checkpoint:D6}.xml.gz";

    /// <param name="name">See <see cref="NameOf"/>.</param>
    /// <param name="packed">Pages, each added by <see cref="Pack"/>.</param>
    /// <param name="ct">Ends it.</param>
    public Task WriteAsync(string name, ReadOnlyMemory<byte> packed, CancellationToken ct) => _folder.WriteAsync(name, packed, ct, "application/gzip");

    /// <returns>The checkpoint's pages; null where they were purged.</returns>
    public async Task<IReadOnlyList<RawPage>?> ReadAsync(string name, CancellationToken ct) =>
        await _folder.ReadAsync(name, ct) is { } blob ? Split(JsonLines.Unpack(blob.Bytes)) : null;

    /// <summary>The names of what a run has left here, also of what does not count any more.</summary>
    public IAsyncEnumerable<string> ListAsync(SourceId source, int run, CancellationToken ct) => _folder.ListAsync($"{source}/{run:D8}/", ct);

    /// <summary>Deletes what a run has left here, also what does not count any more.</summary>
    public async Task PurgeAsync(SourceId source, int run, CancellationToken ct)
    {
        await foreach (var name in ListAsync(source, run, ct))
        {
            await _folder.DeleteAsync(name, ct);
        }
    }

    internal static void Pack(RawPage page, GzipBuffer gzip)
    {
        gzip.Write(Encoding.UTF8.GetBytes($"<?page {page.Body.Length} {page.RequestUri.AbsoluteUri}?>\n"));
        gzip.Write(page.Body.Span);
        gzip.Write("\n"u8);
    }

    /// <exception cref="FormatException">These are no packed pages.</exception>
    internal static List<RawPage> Split(ReadOnlyMemory<byte> unpacked)
    {
        var pages = new List<RawPage>();
        var rest = unpacked;
        while (rest.Length > 0)
        {
            var start = "<?page "u8;
            var line = rest.Span.IndexOf("?>\n"u8);
            if (line < 0 || !rest.Span.StartsWith(start)
                || !Utf8Parser.TryParse(rest.Span[start.Length..], out int length, out var digits)
                || line + 3 + length >= rest.Length)
            {
                throw new FormatException($"Page {pages.Count + 1} of a raw blob does not begin or end as it should.");
            }

            var uri = Encoding.UTF8.GetString(rest.Span[(start.Length + digits + 1)..line]);
            pages.Add(new RawPage(new Uri(uri), rest.Slice(line + 3, length)));
            rest = rest[(line + 3 + length + 1)..];
        }

        return pages;
    }
}
