using System.Text.Json;
using IntegrationHub.Linking;

namespace IntegrationHub.Publishing;

/// <summary>
/// Which lines of a blob of the publication log are in which category: two bytes for each. Blobs never change, so it is made once for each that an instance reads; then a rare category is found without
/// reading the rest of the log again.
/// </summary>
internal sealed class LogCategories
{
    private readonly Dictionary<string, List<ushort>> _lines = new(StringComparer.Ordinal);

    private LogCategories()
    {
    }

    /// <summary>About the bytes in memory.</summary>
    public long Size { get; private set; } = 256;

    public static LogCategories Of(SortedLines lines)
    {
        var categories = new LogCategories();
        for (var line = 0; line < lines.Count; line++)
        {
            categories.Add(lines[line].Span, checked((ushort)line));
        }

        return categories;
    }

    /// <returns>In order.</returns>
    public IReadOnlyList<int> LinesIn(Func<string, bool> category)
    {
        var found = new SortedSet<int>();
        foreach (var (name, lines) in _lines)
        {
            if (category(name))
            {
                found.UnionWith(lines.Select(line => (int)line));
            }
        }

        return [.. found];
    }

    private void Add(ReadOnlySpan<byte> json, ushort line)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1 || !reader.ValueTextEquals("in"u8))
            {
                continue;
            }

            for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.String;)
            {
                var name = reader.GetString()!;
                if (!_lines.TryGetValue(name, out var lines))
                {
                    _lines[name] = lines = [];
                    Size += 128 + (2 * name.Length);
                }

                lines.Add(line);
                Size += 4;
            }
        }
    }
}
