using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>
/// Creative Commons licences, dedications and marks in every spelling to one address: addresses of all versions and ports, codes ("CC BY-NC 4.0",
/// "CC-BY-SA-3.0-DE", "CC0-1.0"), names in English and Chinese ("Creative Commons Attribution 4.0 International", 知识共享署名-非商业性使用 4.0, 創用CC 姓名標示).
/// </summary>
internal static class CreativeCommons
{
    private const string Host = "creativecommons.org/";
    private const string Canonical = "https://creativecommons.org/";
    private const string Zero = Canonical + "publicdomain/zero/1.0/";
    private const string Mark = Canonical + "publicdomain/mark/1.0/";

    // licenses/: what stands before the version, retired ones too (https://creativecommons.org/retiredlicenses/), but for DevNations, which was no licence for everybody.
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd", "by-nd-nc", "nc", "nd", "sa", "nc-sa", "nd-nc", "sampling", "sampling+", "nc-sampling+", "zero", "mark", "cc0", "publicdomain");

    // Jurisdictions with ported licences, as their addresses name them; igo is for intergovernmental organisations.
    private static readonly FrozenSet<string> Ports = FrozenSet.Create(
        StringComparer.Ordinal,
        "am", "ar", "at", "au", "az", "be", "bg", "br", "ca", "ch", "cl", "cn", "co", "cr", "cz", "de", "dk", "ec", "ee", "eg", "es", "fi", "fr", "ge", "gr", "gt", "hk", "hr", "hu", "ie", "igo", "il",
        "in", "it", "jp", "kr", "lu", "mk", "mt", "mx", "my", "nl", "no", "nz", "pe", "ph", "pl", "pr", "pt", "ro", "rs", "scotland", "se", "sg", "si", "th", "tw", "ug", "uk", "us", "ve", "vn", "za");

    // Folded, so that traditional characters are simplified.
    private static readonly (string Name, string Code)[] PortNames =
    [
        ("中国大陆", "cn"), ("中国香港", "hk"), ("中国台湾", "tw"), ("台湾", "tw"), ("香港", "hk"), ("中国", "cn"), ("mainland china", "cn"), ("china mainland", "cn"), ("china", "cn"), ("hong kong", "hk"), ("taiwan", "tw"),
        ("united states", "us"), ("united kingdom", "uk"), ("england and wales", "uk"), ("australia", "au"), ("germany", "de"), ("deutschland", "de"), ("france", "fr"), ("netherlands", "nl"), ("spain", "es"), ("espana", "es"),
        ("italy", "it"), ("italia", "it"), ("japan", "jp"), ("new zealand", "nz"), ("canada", "ca"), ("brazil", "br"), ("brasil", "br"), ("portugal", "pt"), ("poland", "pl"), ("switzerland", "ch"), ("austria", "at"), ("igo", "igo"),
    ];

    private static readonly string[] Anchors = ["creative commons", "creativecommons", "知识共享", "创用cc", "创作共用", "cc授权"];
    private static readonly string[] Attribution = ["attribution", "署名", "姓名标示", "namensnennung"];
    private static readonly string[] NonCommercial = ["noncommercial", "non commercial", "nc", "非商业性使用", "非商业性", "非商业使用", "非商业", "nicht kommerziell"];
    private static readonly string[] NoDerivatives = ["noderivatives", "no derivatives", "no derivative works", "noderivs", "no derivs", "nd", "禁止演绎", "禁止改作", "keine bearbeitung"];
    private static readonly string[] ShareAlike = ["sharealike", "share alike", "sa", "相同方式共享", "相同方式分享", "weitergabe unter gleichen bedingungen"];
    private static readonly string[] BeforeVersion = ["许可协议", "授权条款", "许可证", "许可", "授权", "license", "licence", "public", "version", "v", "cc", "by"];

    /// <returns>The address, or null.</returns>
    public static string? Read(string text, string folded) => OfUri(text) ?? OfCode(text) ?? OfName(folded);

    /// <summary>licenses/by-nc/4.0/legalcode.zh → licenses/by-nc/4.0/; the badges of i.creativecommons.org say l and p.</summary>
    private static string? OfUri(string text)
    {
        if (Licences.PathAfter(text, Host) is not { } path)
        {
            return null;
        }

        return path.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["publicdomain" or "p", "zero", ..] => Zero,
            ["publicdomain" or "p", "mark", ..] => Mark,
            ["licenses" or "l" or "publicdomain", var name, var version, var port, ..] when Names.Contains(name) && IsVersion(version) && Ports.Contains(port) => $"{Canonical}licenses/{name}/{version}/{port}/",
            ["licenses" or "l" or "publicdomain", var name, var version, ..] when Names.Contains(name) && IsVersion(version) => $"{Canonical}licenses/{name}/{version}/",
            ["licenses", var name, ..] when Names.Contains(name) => $"{Canonical}licenses/{name}/",
            _ => null,
        };
    }

    private static bool IsVersion(string text) => text is [>= '1' and <= '4', '.', >= '0' and <= '9'];

    /// <summary>Only where the code stands by itself as a word.</summary>
    private static string? OfCode(string text)
    {
        for (var at = text.IndexOf("cc", StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf("cc", at + 2, StringComparison.OrdinalIgnoreCase))
        {
            if (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))
            {
                continue;
            }

            var rest = text.AsSpan(at + 2);
            if (rest.TrimStart(" -").StartsWith("0") && rest.TrimStart(" -") is ['0'] or ['0', not (>= '0' and <= '9' or >= 'a' and <= 'z' or >= 'A' and <= 'Z'), ..])
            {
                return Zero;
            }

            if (Take(ref rest, "by", glued: true))
            {
                return Compose(rest);
            }

            if (rest.StartsWith("-PDDC", StringComparison.OrdinalIgnoreCase))
            {
                return Canonical + "licenses/publicdomain/";
            }

            if (rest.StartsWith("-PDM", StringComparison.OrdinalIgnoreCase) || rest.StartsWith(" PDM", StringComparison.OrdinalIgnoreCase))
            {
                return Mark;
            }
        }

        return null;
    }

    private static string Compose(ReadOnlySpan<char> rest)
    {
        bool nc = false, nd = false, sa = false;
        while ((!nc && (nc = Take(ref rest, "nc"))) || (!nd && (nd = Take(ref rest, "nd"))) || (!sa && (sa = Take(ref rest, "sa"))))
        {
            // the elements come in any order
        }

        rest = rest.TrimStart(" -_(（vV");
        if (rest is not [>= '1' and <= '4', '.', >= '0' and <= '9', ..])
        {
            return Address(nc, nd, sa, version: null, port: null);
        }

        var version = rest[..3].ToString();
        rest = rest[3..].TrimStart(" -_");
        var end = 0;
        while (end < rest.Length && char.IsAsciiLetter(rest[end]))
        {
            end++;
        }

        var port = rest[..end].ToString().ToLowerInvariant();
        return Address(nc, nd, sa, version, port.Length <= 3 && Ports.Contains(port) ? port : null);
    }

    /// <param name="glued">It may follow without a separator: CCBY.</param>
    private static bool Take(ref ReadOnlySpan<char> text, string element, bool glued = false)
    {
        var rest = text.TrimStart(" -_:/–‐");
        if ((rest.Length == text.Length && !glued) || !rest.StartsWith(element, StringComparison.OrdinalIgnoreCase)
            || (rest.Length > element.Length && char.IsAsciiLetter(rest[element.Length])))
        {
            return false;
        }

        text = rest[element.Length..];
        return true;
    }

    /// <summary>Names in words, folded: what follows "creative commons", or a whole text that begins with "attribution" and names a version.</summary>
    private static string? OfName(ReadOnlySpan<char> folded)
    {
        foreach (var anchor in Anchors)
        {
            for (var from = 0; folded[from..].IndexOf(anchor) is >= 0 and var at;)
            {
                from += at + anchor.Length;
                if (OfWords(folded[from..], needsVersion: false) is { } address)
                {
                    return address;
                }
            }
        }

        return folded.Contains("public domain mark", StringComparison.Ordinal) || folded.Contains("公共领域标志", StringComparison.Ordinal) ? Mark : OfWords(folded, needsVersion: true);
    }

    private static string? OfWords(ReadOnlySpan<char> words, bool needsVersion)
    {
        words = words.TrimStart();
        if (!needsVersion)
        {
            if (TakeAny(ref words, ["cc0", "zero", "universal", "public domain dedication", "公共领域贡献", "公共领域奉献"]))
            {
                return Zero;
            }

            if (words.StartsWith("public domain mark"))
            {
                return Mark;
            }
        }

        TakeAny(ref words, ["许可协议", "license", "licence", "协议", "的"]);
        if (!TakeAny(ref words, Attribution))
        {
            return null;
        }

        bool nc = false, nd = false, sa = false;
        while ((!nc && (nc = TakeAny(ref words, NonCommercial))) || (!nd && (nd = TakeAny(ref words, NoDerivatives))) || (!sa && (sa = TakeAny(ref words, ShareAlike))))
        {
            // the elements come in any order
        }

        while (TakeAny(ref words, BeforeVersion))
        {
            // "Attribution License (CC BY) 4.0"
        }

        if (words is not [>= '1' and <= '4', ' ', >= '0' and <= '9', ..])
        {
            return needsVersion ? null : Address(nc, nd, sa, version: null, port: null);
        }

        var version = $"{words[0]}.{words[2]}";
        words = words[3..].TrimStart();
        string? port = null;
        foreach (var (name, code) in PortNames)
        {
            if (version[0] < '4' && TakeAny(ref words, [name]))
            {
                port = code;
                break;
            }
        }

        return Address(nc, nd, sa, version, port);
    }

    private static bool TakeAny(ref ReadOnlySpan<char> words, scoped ReadOnlySpan<string> elements)
    {
        foreach (var element in elements)
        {
            if (words.StartsWith(element) && !(char.IsAsciiLetter(element[^1]) && words.Length > element.Length && char.IsAsciiLetter(words[element.Length])))
            {
                words = words[element.Length..].TrimStart();
                return true;
            }
        }

        return false;
    }

    private static string Address(bool nc, bool nd, bool sa, string? version, string? port)
    {
        // No licence forbids derivatives and asks for the same licence on them.
        var name = string.Concat("by", nc ? "-nc" : null, nd ? "-nd" : null, sa && !nd ? "-sa" : null);
        return string.Concat(Canonical, "licenses/", name, "/") + (version is null ? null : version + "/") + (port is null ? null : port + "/");
    }
}
