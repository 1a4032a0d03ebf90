namespace IntegrationHub.Records;

/// <summary>Names out of vCards (RFC 6350 and its elders), which learning objects carry as texts, their line ends lost or written as <c>\n</c>.</summary>
internal static class VCard
{
    private const string Begin = "BEGIN:VCARD";

    public static bool Is(string text) => text.StartsWith(Begin, StringComparison.OrdinalIgnoreCase);

    /// <returns>Null where the card names nobody.</returns>
    public static Agent? Read(string text)
    {
        string? formatted = null;
        string? parts = null;
        string? organisation = null;
        string? property = null;
        var value = new List<string>();
        foreach (var word in text.Replace("\\n", " ", StringComparison.OrdinalIgnoreCase).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (PropertyOf(word) is not { } next)
            {
                value.Add(word);
                continue;
            }

            Keep();
            property = next;
            value.Clear();
            if (word[(word.IndexOf(':', StringComparison.Ordinal) + 1)..] is { Length: > 0 } first)
            {
                value.Add(first);
            }
        }

        Keep();
        var names = parts?.Split(';', StringSplitOptions.TrimEntries);
        var family = names is [{ Length: > 0 } last, ..] ? last : null;
        var given = names is [_, { Length: > 0 } fore, ..] ? fore : null;
        var person = family is null ? given : given is null ? family : UnicodeText.HasHan(family) ? family + given : $"{family}, {given}";
        if ((formatted ?? person ?? organisation) is not { } name)
        {
            return null;
        }

        return new Agent(name)
        {
            Family = given is null ? null : family,
            Given = family is null ? null : given,
            Kind = person is not null ? AgentKind.Person : name == organisation ? AgentKind.Organisation : AgentKind.Unknown,
        };

        void Keep()
        {
            var line = string.Join(' ', value);
            if (line.Length > 0)
            {
                (formatted, parts, organisation) = property switch
                {
                    "FN" => (formatted ?? line, parts, organisation),
                    "N" => (formatted, parts ?? line, organisation),
                    "ORG" => (formatted, parts, organisation ?? line.TrimEnd(';')),
                    _ => (formatted, parts, organisation),
                };
            }
        }
    }

    /// <summary>The name before a colon, without parameters: <c>FN;CHARSET=UTF-8:</c>; null where a word begins no line.</summary>
    private static string? PropertyOf(string word)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return null;
        }

        var name = word.AsSpan(0, colon);
        name = name.IndexOf(';') is >= 0 and var parameters ? name[..parameters] : name;
        return name.IsEmpty || name.ContainsAnyExcept("ABCDEFGHIJKLMNOPQRSTUVWXYZ-") ? null : name.ToString();
    }
}
