namespace IntegrationHub.Records;

/// <summary>Remembers what was read from texts that come again with every record: types, licences, rights statements. Bounded, for one thread.</summary>
internal sealed class Memo<T>(Func<string, T> read)
{
    private const int MostTexts = 1024;
    private const int LongestText = 1000;

    private readonly Dictionary<string, T> _known = new(StringComparer.Ordinal);

    public T Of(string text)
    {
        if (_known.TryGetValue(text, out var value))
        {
            return value;
        }

        value = read(text);
        if (_known.Count < MostTexts && text.Length <= LongestText)
        {
            _known.Add(text, value);
        }

        return value;
    }
}
