namespace IntegrationHub.Sources;

/// <summary>Mistakes by property path (<c>pace.hours</c>), in the order found.</summary>
internal sealed class SourceMistakes
{
    private readonly Dictionary<string, List<string>> _found = [];

    public void Add(string property, string sentence)
    {
        if (!_found.TryGetValue(property, out var sentences))
        {
            _found[property] = sentences = [];
        }

        sentences.Add(sentence);
    }

    /// <summary>Whether anything is said of it, or of what lies within it.</summary>
    public bool Any(string property) => _found.Keys.Any(known => known.StartsWith(property, StringComparison.Ordinal) && (known.Length == property.Length || known[property.Length] is '.' or '['));

    /// <summary>Adds what is said of properties that nothing is said of yet: a value that could not be read is missing from then on, and that is no second mistake.</summary>
    public void AddOthers(IReadOnlyDictionary<string, string[]> mistakes)
    {
        foreach (var (property, sentences) in mistakes.Where(mistake => !_found.Keys.Any(known => IsWithin(known, mistake.Key))).ToList())
        {
            _found[property] = [.. sentences];
        }
    }

    public IReadOnlyDictionary<string, string[]> ToDictionary() => _found.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());

    // sets[1] is within sets, and what is said of credential goes for credential.setting.
    private static bool IsWithin(string known, string property) =>
        known == property || known.StartsWith(property + "[", StringComparison.Ordinal) || property.StartsWith(known + ".", StringComparison.Ordinal);
}
