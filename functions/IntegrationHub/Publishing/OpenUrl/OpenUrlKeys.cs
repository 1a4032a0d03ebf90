using System.Collections.Frozen;

namespace IntegrationHub.Publishing;

/// <summary>
/// A referent's metadata by key: <c>rft.</c> and the name as the KEV formats journal, book and dissertation have it (Z39.88-2004), else the bare name of OpenURL 0.1, which
/// portals still send, alone or beside the other.
/// </summary>
internal sealed class OpenUrlKeys(KevText text)
{
    public const string Prefix = "rft.";

    private static readonly string[] Names =
    [
        "genre", "atitle", "btitle", "jtitle", "stitle", "title", "aulast", "aufirst", "auinit", "auinit1", "auinitm", "aucorp", "date", "volume", "issue", "spage", "epage", "pages", "artnum",
        "issn", "eissn", "isbn", "edition", "pub", "place", "inst",
    ];

    /// <summary>Keys that say one thing each. <c>rft.au</c> and <c>rft_id</c> may stand several times.</summary>
    public static readonly FrozenSet<string> Single = FrozenSet.Create([.. Names, .. Names.Select(name => Prefix + name), "url_ver", "ctx_ver", "rft_val_fmt", "ctx_enc", "svc.fulltext", OpenUrlRequest.RedirectKey]);

    public string? this[string name] => text[Prefix + name] ?? text[name];

    public IReadOnlyList<string> All(string name) => text.All(Prefix + name) is { Count: > 0 } given ? given : text.All(name);

    /// <summary>The key as it was given, to be named in an answer.</summary>
    public string KeyOf(string name) => text[Prefix + name] is null ? name : Prefix + name;

    /// <summary>What identifies the referent: <c>rft_id</c>, and <c>id</c> of version 0.1.</summary>
    public IEnumerable<(string Key, string Value)> Identifiers => text.All("rft_id").Select(value => ("rft_id", value)).Concat(text.All("id").Select(value => ("id", value)));
}
