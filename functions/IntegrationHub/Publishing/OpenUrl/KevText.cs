using System.Text;

namespace IntegrationHub.Publishing;

/// <summary>The keys and values of an OpenURL's query (ANSI/NISO Z39.88-2004, part 2: key/encoded-value), read to the letter: what a lenient reader would mend may be another work.</summary>
internal sealed class KevText
{
    /// <summary>Named in <c>ctx_enc</c>, which is UTF-8 where it is absent.</summary>
    private const string EncodingKey = "ctx_enc";
    private const string Registered = "info:ofi/enc:";
    private const int LongestValue = 2_000;

    private readonly Dictionary<string, List<string>> _values;

    private KevText(Dictionary<string, List<string>> values) => _values = values;

    /// <param name="query">As the address has it, with or without its question mark.</param>
    /// <returns>Null with what is wrong, by key.</returns>
    public static (KevText? Text, IReadOnlyDictionary<string, string[]> Errors) Parse(string query)
    {
        var errors = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        var pairs = query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToList();
        var encoding = EncodingOf(pairs.FirstOrDefault(pair => pair[0] == EncodingKey) is [_, var named] ? Uri.UnescapeDataString(named) : string.Empty, errors);
        var values = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var (key, wrong) = Decode(pair[0], encoding);
            (var value, wrong) = wrong is not null || pair.Length == 1 ? (string.Empty, wrong) : Decode(pair[1], encoding);
            wrong ??= value!.Length > LongestValue ? $"Longer than {LongestValue} characters." : null;
            if (wrong is not null)
            {
                errors[key ?? pair[0]] = [wrong];
            }
            else if (!string.IsNullOrWhiteSpace(value))
            {
                if (!values.TryGetValue(key!, out var given))
                {
                    values.Add(key!, given = []);
                }

                given.Add(value.Trim());
            }
        }

        return errors.Count == 0 ? (new KevText(values), errors) : (null, errors);
    }

    /// <summary>Of a key that may stand several times.</summary>
    public IReadOnlyList<string> All(string key) => _values.TryGetValue(key, out var given) ? given : [];

    /// <summary>Of a key that stands for one thing.</summary>
    public string? this[string key] => All(key) is [var value, ..] ? value : null;

    /// <returns>The keys of <paramref name="single"/> that say two things.</returns>
    public IEnumerable<string> Repeated(IEnumerable<string> single) => single.Where(key => All(key).Distinct(StringComparer.Ordinal).Skip(1).Any());

    private static Encoding EncodingOf(string named, SortedDictionary<string, string[]> errors)
    {
        var name = named.StartsWith(Registered, StringComparison.OrdinalIgnoreCase) ? named[Registered.Length..] : named;
        switch (name.ToUpperInvariant())
        {
            case "" or "UTF-8":
                return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
            case "ISO-8859-1":
                return Encoding.Latin1;
            default:
                errors[EncodingKey] = [$"'{named}' is not read here: info:ofi/enc:UTF-8 and info:ofi/enc:ISO-8859-1 are."];
                return Encoding.Latin1;
        }
    }

    private static (string? Text, string? Wrong) Decode(string encoded, Encoding encoding)
    {
        try
        {
            return BytesOf(encoded, encoding) is { } bytes ? (encoding.GetString(bytes), null) : (null, "A % that no two hexadecimal digits follow: write a percent sign as %25.");
        }
        catch (Exception e) when (e is DecoderFallbackException or EncoderFallbackException)
        {
            return (null, $"Not UTF-8: say {EncodingKey}={Registered}ISO-8859-1 where it is that.");
        }
    }

    /// <returns>Null: a percent sign stands for nothing.</returns>
    private static byte[]? BytesOf(string encoded, Encoding encoding)
    {
        var bytes = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            switch (encoded[i])
            {
                case '+':
                    bytes.Add((byte)' ');
                    break;
                case '%' when i + 2 < encoded.Length && char.IsAsciiHexDigit(encoded[i + 1]) && char.IsAsciiHexDigit(encoded[i + 2]):
                    bytes.Add(Convert.ToByte(encoded.Substring(i + 1, 2), 16));
                    i += 2;
                    break;
                case '%':
                    return null;
                case var plain when char.IsAscii(plain):
                    bytes.Add((byte)plain);
                    break;
                default:
                    // Not escaped at all, as browsers' address bars take it.
                    var length = char.IsSurrogatePair(encoded, i) ? 2 : 1;
                    bytes.AddRange(encoding.GetBytes(encoded, i, length));
                    i += length - 1;
                    break;
            }
        }

        return [.. bytes];
    }
}
