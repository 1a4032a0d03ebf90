namespace IntegrationHub.Storage;

/// <summary>JSON Lines in gzip, line after line: no more of them is in memory than what they are packed to.</summary>
/// <param name="write">Writes an item, without a line feed.</param>
public sealed class JsonLinesPack<T>(Action<T, JsonText> write) : IDisposable
{
    private const int Piece = 48 * 1024;

    private readonly GzipBuffer _gzip = new();
    private readonly JsonText _lines = new(64 * 1024);

    public void Add(IEnumerable<T> items)
    {
        foreach (var item in items)
        {
            write(item, _lines);
            _lines.EndLine();
            if (_lines.Written.Length > Piece)
            {
                _gzip.Write(_lines.Written);
                _lines.Clear();
            }
        }
    }

    /// <returns>All of it; not to be looked at after <see cref="Dispose"/>.</returns>
    public ReadOnlyMemory<byte> Finish()
    {
        _gzip.Write(_lines.Written);
        _lines.Clear();
        return _gzip.Finish();
    }

    public void Dispose() => _gzip.Dispose();
}
