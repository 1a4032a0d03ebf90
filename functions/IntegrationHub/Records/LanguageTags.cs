using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>
/// Languages as sources name them to BCP 47: ISO 639-1, -2 and -3 codes, names in English and Chinese, vocabulary URIs. The region is dropped (repositories
/// write "en_US" for any English), the script of Chinese kept. Names are those of <c>Languages.txt</c>.
/// </summary>
internal static class LanguageTags
{
    private const string Resource = "IntegrationHub.Records.Languages.txt";

    private static readonly FrozenDictionary<string, string> Tags = Read();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan = Tags.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds the languages that <paramref name="text"/> names, each once; what is unknown is left out.</summary>
    public static void Add(string text, List<string> languages)
    {
        if (TryRead(text) is { } tag)
        {
            AddOnce(tag, languages);
            return;
        }

        foreach (var part in text.AsSpan().SplitAny(";,/；，、|"))
        {
            if (TryRead(text.AsSpan(part)) is { } one)
            {
                AddOnce(one, languages);
            }
        }
    }

    private static void AddOnce(string tag, List<string> languages)
    {
        if (!languages.Contains(tag))
        {
            languages.Add(tag);
        }
    }

    private static string? TryRead(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (BySpan.TryGetValue(text, out var tag))
        {
            return tag;
        }

        if (text.StartsWith("http", StringComparison.OrdinalIgnoreCase))
        {
            text = text.TrimEnd('/');
            return TryRead(text[(text.LastIndexOfAny('/', '#') + 1)..]);
        }

        var dash = text.IndexOfAny('-', '_');
        if (dash is 2 or 3 && BySpan.TryGetValue(text[..dash], out var language))
        {
            var rest = text[(dash + 1)..];
            return language != "zh" ? language
                : rest.StartsWith("Hant", StringComparison.OrdinalIgnoreCase) ? "zh-Hant"
                : rest.StartsWith("Hans", StringComparison.OrdinalIgnoreCase) ? "zh-Hans"
                : language;
        }

        return text.Length is > 1 and < 40 && Tags.TryGetValue(TextFolding.Fold(text.ToString()), out tag) ? tag : null;
    }

    /// <summary>Codes before names: "Ga" is a language, but "ga" is Irish.</summary>
    private static FrozenDictionary<string, string> Read()
    {
        using var stream = typeof(LanguageTags).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"Resource {Resource} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(static line => !line.StartsWith('#')).Select(static line => line.Split('|')).ToArray();
        var tags = lines.ToDictionary(static line => line[0], static line => line[0], StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            foreach (var name in line.Skip(1))
            {
                tags.TryAdd(name, line[0]);
                tags.TryAdd(TextFolding.Fold(name), line[0]);
            }
        }

        return tags.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
