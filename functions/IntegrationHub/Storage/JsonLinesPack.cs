using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace IntegrationHub.Storage;

/// <summary>JSON Lines in gzip, line after line: no more of them is in memory than what they are packed to.</summary>
public sealed class JsonLinesPack<T>(JsonTypeInfo<T> json) : IDisposable
{
    private const int Piece = 48 * 1024;

    // A line is data, not a page: Chinese as it is, instead of six characters for one.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly GzipBuffer _gzip = new();
    private readonly ArrayBufferWriter<byte> _lines = new(64 * 1024);
    private readonly Utf8JsonWriter _writer = new(Stream.Null, Writing);

    public void Add(IEnumerable<T> items)
    {
        _writer.Reset(_lines);
        foreach (var item in items)
        {
            JsonSerializer.Serialize(_writer, item, json);
            _writer.Flush();
            _writer.Reset();
            _lines.Write("\n"u8);
            if (_lines.WrittenCount > Piece)
            {
                _gzip.Write(_lines.WrittenSpan);
                _lines.ResetWrittenCount();
            }
        }
    }

    /// <returns>All of it; not to be looked at after <see cref="Dispose"/>.</returns>
    public ReadOnlyMemory<byte> Finish()
    {
        _gzip.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
        return _gzip.Finish();
    }

    public void Dispose()
    {
        _gzip.Dispose();
        _writer.Dispose();
    }
}
