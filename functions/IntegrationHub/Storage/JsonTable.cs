using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Data.Tables;

namespace IntegrationHub.Storage;

/// <summary>A row's value and the version of it that was read.</summary>
public sealed record Versioned<T>(T Value, ETag ETag);

/// <summary>
/// A table whose rows are one JSON document each, in column <c>Document</c>. A column holds 32,768 characters at most, so a longer document goes on in
/// <c>Document2</c>, <c>Document3</c>…, up to the megabyte that a row may have: control state, never content.
/// </summary>
public sealed class JsonTable<T>(StorageAccount account, string table, JsonTypeInfo<T> json)
    where T : class
{
    private const string Column = "Document";
    private const int LongestPart = 32_000;

    // The column is text, not a page: Chinese as it is, instead of six characters for one.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Rows _rows = new(account, table);

    public Task CreateAsync(CancellationToken ct) => _rows.CreateAsync(ct);

    public async Task<Versioned<T>?> FindAsync(string partition, string row, CancellationToken ct) =>
        await _rows.FindAsync(partition, row, ct) is { } found ? Read(found) : null;

    /// <returns>Null if the row exists already: whoever made it decides what it says.</returns>
    public async Task<Versioned<T>?> TryInsertAsync(string partition, string row, T value, CancellationToken ct) =>
        await _rows.TryInsertAsync(Write(partition, row, Serialize(value)), ct) is { } etag ? new Versioned<T>(value, etag) : null;

    /// <returns>The new version; null if the row is gone or no longer at <paramref name="expected"/>.</returns>
    public async Task<Versioned<T>?> TryReplaceAsync(string partition, string row, T value, ETag expected, CancellationToken ct)
    {
        var document = Serialize(value);
        if (await _rows.TryReplaceAsync(Write(partition, row, document), expected, ct) is { } etag)
        {
            return new Versioned<T>(value, etag);
        }

        // The SDK repeats a request whose answer was lost, and the repetition finds its own work: what we meant to write is not somebody else's.
        var now = await _rows.FindAsync(partition, row, ct);
        return now is not null && DocumentOf(now) == document ? new Versioned<T>(value, now.ETag) : null;
    }

    public Task<bool> TryDeleteAsync(string partition, string row, ETag expected, CancellationToken ct) => _rows.TryDeleteAsync(partition, row, expected, ct);

    /// <summary>All rows of a partition (null: of the table), in key order.</summary>
    public async IAsyncEnumerable<Versioned<T>> ListAsync(string? partition, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in _rows.ListAsync(partition, ct))
        {
            yield return Read(row);
        }
    }

    private static TableEntity Write(string partition, string row, string document)
    {
        var entity = new TableEntity(partition, row);
        var start = 0;
        for (var part = 1; start < document.Length; part++)
        {
            var end = Math.Min(start + LongestPart, document.Length);
            end -= end < document.Length && char.IsHighSurrogate(document[end - 1]) ? 1 : 0;
            entity[ColumnOf(part)] = document[start..end];
            start = end;
        }

        return entity;
    }

    private static string DocumentOf(TableEntity row)
    {
        var document = row.GetString(Column) ?? "null";
        for (var part = 2; row.TryGetValue(ColumnOf(part), out var more); part++)
        {
            document += more;
        }

        return document;
    }

    private static string ColumnOf(int part) => part == 1 ? Column : string.Create(CultureInfo.InvariantCulture, $"{Column}{part}");

    private string Serialize(T value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            JsonSerializer.Serialize(writer, value, json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private Versioned<T> Read(TableEntity row)
    {
        try
        {
            return new Versioned<T>(JsonSerializer.Deserialize(DocumentOf(row), json) ?? throw new JsonException("It is empty."), row.ETag);
        }
        catch (JsonException e)
        {
            throw new JsonException($"Row {row.PartitionKey}/{row.RowKey} of table {table} can't be read. {e.Message}", e);
        }
    }
}
