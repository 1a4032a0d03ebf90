using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>
/// Languages as sources name them to BCP 47: ISO 639-1, -2 (both forms) and -3 codes, names in English and Chinese, tags, codes strung together as MARC does
/// ("chieng"), "满汉合璧", vocabulary URIs. The region is dropped, since repositories write "en_US" for any English; for the same reason it is no evidence of a
/// script ("zh-TW" is "zh", not "zh-Hant"). The script is kept where it is said and a language has several. Nothing comes of "und" and "mis". Names are those of <c>Languages.txt</c>.
/// </summary>
internal static class LanguageTags
{
    private const int LongestName = 60;
    private const int MostCodes = 10;

    private static readonly FrozenDictionary<string, string> Tags = Read();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> BySpan = Tags.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Languages that are written in more than one script, with those scripts.</summary>
    private static readonly FrozenDictionary<string, string[]> Scripts = Enumerable.ToDictionary(
        "zh yue sr bs sh uz az kk ky mn ku ug tt tk tg pa ks sd ms".Split(' '), static tag => tag, static tag => tag switch
        {
            "zh" or "yue" => (string[])["Hans", "Hant"],
            "mn" => ["Cyrl", "Mong"],
            "pa" => ["Guru", "Arab"],
            "ks" or "sd" => ["Arab", "Deva"],
            _ => ["Latn", "Cyrl", "Arab"],
        }, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    // "中英文对照", "满汉合璧": one character for each language.
    private const string ShortNames = "中汉英日法德俄韩朝藏蒙满维西意阿梵";
    private static readonly string[] ShortTags = ["zh", "zh", "en", "ja", "fr", "de", "ru", "ko", "ko", "bo", "mn", "mnc", "ug", "es", "it", "ar", "sa"];
    private static readonly string[] ShortEndings = ["文对照", "双语", "对照", "合璧", "文", "语"];

    /// <summary>Adds the languages that <paramref name="text"/> names, each once; what is unknown is left out.</summary>
    public static void Add(string text, List<string> languages)
    {
        if (TryRead(text) is { } tag)
        {
            AddOnce(tag, languages);
            return;
        }

        if (AddStrung(text.AsSpan().Trim(), languages))
        {
            return;
        }

        foreach (var part in text.AsSpan().SplitAny(";,/；，、|+&"))
        {
            if (TryRead(text.AsSpan(part)) is { } one)
            {
                AddOnce(one, languages);
            }
            else if (text[part].AsSpan().Contains(' '))
            {
                AddWords(text[part], languages);
            }
            else
            {
                AddShort(text[part], languages);
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

    /// <summary>"chieng", "engfreger": codes of three letters, every one of them known.</summary>
    private static bool AddStrung(ReadOnlySpan<char> text, List<string> languages)
    {
        if (text.Length is < 6 or > 3 * MostCodes || text.Length % 3 != 0 || text.ContainsAnyExcept(Letters))
        {
            return false;
        }

        for (var i = 0; i < text.Length; i += 3)
        {
            if (!BySpan.ContainsKey(text.Slice(i, 3)) && !IsUndetermined(text.Slice(i, 3)))
            {
                return false;
            }
        }

        for (var i = 0; i < text.Length; i += 3)
        {
            if (BySpan.TryGetValue(text.Slice(i, 3), out var tag))
            {
                AddOnce(tag, languages);
            }
        }

        return true;
    }

    /// <summary>"English and Chinese", "eng chi": every word names a language.</summary>
    private static void AddWords(string text, List<string> languages)
    {
        foreach (var part in text.AsSpan().Split(' '))
        {
            var word = text.AsSpan(part).Trim("()[].");
            if (!word.IsEmpty && word is not ("and" or "with" or "in" or "language" or "languages") && TryRead(word) is null && !IsUndetermined(word))
            {
                return;
            }
        }

        foreach (var part in text.AsSpan().Split(' '))
        {
            if (text.AsSpan(part).Trim("()[].") is var word && word is not ("and" or "with" or "in" or "language" or "languages") && TryRead(word) is { } tag)
            {
                AddOnce(tag, languages);
            }
        }
    }

    private static void AddShort(string text, List<string> languages)
    {
        if (text.Length > 10 || !UnicodeText.HasHan(text))
        {
            return;
        }

        var folded = TextFolding.Fold(text).AsSpan();
        foreach (var ending in ShortEndings)
        {
            if (folded.EndsWith(ending, StringComparison.Ordinal))
            {
                folded = folded[..^ending.Length];
                break;
            }
        }

        if (folded.IsEmpty || folded.ContainsAnyExcept(ShortNames))
        {
            return;
        }

        foreach (var c in folded)
        {
            AddOnce(ShortTags[ShortNames.IndexOf(c, StringComparison.Ordinal)], languages);
        }
    }

    private static bool IsUndetermined(ReadOnlySpan<char> code) => code.Equals("und", StringComparison.OrdinalIgnoreCase) || code.Equals("mis", StringComparison.OrdinalIgnoreCase);

    private static string? TryRead(ReadOnlySpan<char> text)
    {
        text = text.Trim(" .\t\r\n");
        if (BySpan.TryGetValue(text, out var tag))
        {
            return tag;
        }

        if (text.Length > 5 && (text.StartsWith("http", StringComparison.OrdinalIgnoreCase) || text.StartsWith("info:", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("iso", StringComparison.OrdinalIgnoreCase)))
        {
            text = text.TrimEnd('/');
            var last = text[(text.LastIndexOfAny("/#:") + 1)..];
            return last.Length < text.Length ? TryRead(last) : null;
        }

        var dash = text.IndexOfAny('-', '_');
        if (dash is 2 or 3 && BySpan.TryGetValue(text[..dash], out var language))
        {
            return WithScript(language, text[(dash + 1)..]);
        }

        return text.Length is > 1 and < LongestName && Tags.TryGetValue(TextFolding.Fold(text.ToString()), out tag) ? tag : null;
    }

    /// <param name="rest">The subtags behind the language: an extended language ("zh-yue", "zh-min-nan"), a script, a region.</param>
    private static string WithScript(string language, ReadOnlySpan<char> rest)
    {
        foreach (var range in rest.SplitAny('-', '_'))
        {
            var subtag = rest[range];
            if (language == "zh" && subtag.Length == 3 && BySpan.TryGetValue(subtag, out var extended) && !subtag.Equals("min", StringComparison.OrdinalIgnoreCase))
            {
                language = extended;
            }
            else if (subtag.Length == 4 && Scripts.TryGetValue(language, out var scripts))
            {
                foreach (var script in scripts)
                {
                    if (subtag.Equals(script, StringComparison.OrdinalIgnoreCase))
                    {
                        return $"{language}-{script}";
                    }
                }
            }
        }

        return language;
    }

    /// <summary>Codes before names: "Ga" is a language, but "ga" is Irish.</summary>
    private static FrozenDictionary<string, string> Read()
    {
        var lines = EmbeddedTable.Read("Languages.txt").ToArray();
        var tags = lines.ToDictionary(static line => line[0], static line => line[0], StringComparer.OrdinalIgnoreCase);
        foreach (var line in lines)
        {
            foreach (var name in line.Skip(1).Where(static name => name.Length <= 3 && name.All(char.IsAsciiLetterLower)))
            {
                tags.TryAdd(name, line[0]);
            }
        }

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
