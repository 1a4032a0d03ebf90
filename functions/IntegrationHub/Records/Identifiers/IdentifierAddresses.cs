using System.Collections.Frozen;

namespace IntegrationHub.Records;

/// <summary>The addresses at which identifiers are resolved: which identifier an address carries, and where one leads.</summary>
internal static class IdentifierAddresses
{
    private enum Resolver
    {
        /// <summary>The path is a label and a value: /pubmed:12345, /pubmed/12345, /urn:nbn:….</summary>
        Labelled,
        Handle,
        Arxiv,
        PubMed,
        EuropePmc,
        Cstr,
        WorldCat,
        Lccn,
        German,
    }

    private static readonly FrozenDictionary<string, Resolver> Hosts = new Dictionary<string, Resolver>
    {
        ["identifiers.org"] = Resolver.Labelled,
        ["bioregistry.io"] = Resolver.Labelled,
        ["n2t.net"] = Resolver.Labelled,
        ["urn.fi"] = Resolver.Labelled,
        ["urn.issn.org"] = Resolver.Labelled,
        ["portal.issn.org"] = Resolver.Labelled,
        ["issn.org"] = Resolver.Labelled,
        ["hdl.handle.net"] = Resolver.Handle,
        ["hdl.loc.gov"] = Resolver.Handle,
        ["arxiv.org"] = Resolver.Arxiv,
        ["export.arxiv.org"] = Resolver.Arxiv,
        ["lanl.arxiv.org"] = Resolver.Arxiv,
        ["cn.arxiv.org"] = Resolver.Arxiv,
        ["xxx.lanl.gov"] = Resolver.Arxiv,
        ["ncbi.nlm.nih.gov"] = Resolver.PubMed,
        ["pubmed.ncbi.nlm.nih.gov"] = Resolver.PubMed,
        ["pmc.ncbi.nlm.nih.gov"] = Resolver.PubMed,
        ["europepmc.org"] = Resolver.EuropePmc,
        ["cstr.cn"] = Resolver.Cstr,
        ["worldcat.org"] = Resolver.WorldCat,
        ["search.worldcat.org"] = Resolver.WorldCat,
        ["lccn.loc.gov"] = Resolver.Lccn,
        ["d-nb.info"] = Resolver.German,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, Resolver>.AlternateLookup<ReadOnlySpan<char>> ByHost = Hosts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="url">An http(s) address.</param>
    /// <returns>The identifier that the address carries, whole and by its resolver's or scheme's own rules; null where it only leads somewhere.</returns>
    public static Identifier? Read(ReadOnlySpan<char> url)
    {
        if (url.IndexOf("10.") >= 0 && Doi.TryScan(url, out var doi))
        {
            return new Identifier(IdentifierScheme.Doi, doi);
        }

        var start = url.IndexOf("://") + 3;
        var slash = url[start..].IndexOf('/');
        if (start < 3 || slash < 0 || start + slash == url.Length - 1)
        {
            return null;
        }

        var host = url.Slice(start, slash);
        var path = url[(start + slash + 1)..];
        host = host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;
        var name = Cut(path);
        if (path.Contains('%'))
        {
            // An escaped # is part of the name.
            name = Uri.UnescapeDataString(name);
            path = Uri.UnescapeDataString(path);
        }

        return ByHost.TryGetValue(host, out var resolver) && Read(resolver, path, name) is { } known ? known : Anywhere(path);
    }

    /// <summary>Where the identifier leads, or the URI that names it: its scheme's own, else of the resolver that its agency runs.</summary>
    /// <returns>Null where there is none: an invalid one, music numbers, Chinese book and serial numbers, most national bibliographies.</returns>
    public static string? Of(Identifier identifier) => identifier.Invalid ? null : identifier.Scheme switch
    {
        IdentifierScheme.Isbn => "urn:isbn:" + identifier.Value,
        IdentifierScheme.Issn => "urn:issn:" + identifier.Value,
        IdentifierScheme.Oclc => "info:oclcnum/" + identifier.Value,
        IdentifierScheme.Lccn => "info:lccn/" + identifier.Value,
        IdentifierScheme.UrnNbn => identifier.Value,
        IdentifierScheme.Pmid => "https://pubmed.ncbi.nlm.nih.gov/" + identifier.Value + "/",
        IdentifierScheme.NationalBibliography when identifier.Value.StartsWith("dnb:", StringComparison.Ordinal)
            && NationalBibliographyNumber.IsGermanRecord(identifier.Value.AsSpan(4)) => string.Concat("https://d-nb.info/", identifier.Value.AsSpan(4)),
        _ => Resolve(identifier),
    };

    /// <summary>The address where the identifier's resolver leads to the thing itself.</summary>
    /// <returns>Null where no resolver does: books and serials have numbers, not addresses, and catalogues describe.</returns>
    public static string? Resolve(Identifier identifier) => identifier.Invalid ? null : identifier.Scheme switch
    {
        IdentifierScheme.Doi => Doi.TryParse(identifier.Value, out var doi) ? doi.Url : null,
        IdentifierScheme.Handle => "https://hdl.handle.net/" + Doi.Escape(identifier.Value),
        IdentifierScheme.Ark => "https://n2t.net/" + Doi.Escape(identifier.Value),
        IdentifierScheme.UrnNbn => identifier.Value.StartsWith("urn:nbn:de:", StringComparison.Ordinal) ? "https://nbn-resolving.org/" + identifier.Value : null,
        IdentifierScheme.Arxiv => "https://arxiv.org/abs/" + identifier.Value,
        IdentifierScheme.Pmcid => "https://pmc.ncbi.nlm.nih.gov/articles/" + identifier.Value + "/",
        IdentifierScheme.Cstr => "https://cstr.cn/" + identifier.Value,
        _ => null,
    };

    /// <param name="name">The path without a query.</param>
    private static Identifier? Read(Resolver resolver, ReadOnlySpan<char> path, ReadOnlySpan<char> name) => resolver switch
    {
        Resolver.Labelled => Labelled(name.StartsWith("resource/", StringComparison.OrdinalIgnoreCase) ? name[9..] : name),
        Resolver.Handle => Found(IdentifierScheme.Handle, Handle.Read(name)) ?? Found(IdentifierScheme.Doi, Doi.Read(name)),
        Resolver.Arxiv => path.IndexOf('/') is > 0 and var slash && path[..slash] is "abs" or "pdf" or "html" or "ps" or "format" or "e-print"
            ? Found(IdentifierScheme.Arxiv, ArxivId.Read(path[(slash + 1)..]))
            : null,
        Resolver.PubMed => After(path, "articles/", IdentifierScheme.Pmcid) ?? After(path, "pubmed/", IdentifierScheme.Pmid) ?? Found(IdentifierScheme.Pmid, PubMedId.ReadPmid(path)),
        Resolver.EuropePmc => After(path, "/med/", IdentifierScheme.Pmid) ?? After(path, "articles/", IdentifierScheme.Pmcid) ?? After(path, "/pmc/", IdentifierScheme.Pmcid),
        Resolver.Cstr => Found(IdentifierScheme.Cstr, Cstr.Read(name)) ?? After(path, "identifier=", IdentifierScheme.Cstr),
        Resolver.WorldCat => After(path, "oclc/", IdentifierScheme.Oclc)
            ?? (path.StartsWith("title/", StringComparison.OrdinalIgnoreCase) ? After(path, "title/", IdentifierScheme.Oclc) : Labelled(name)),
        Resolver.Lccn => Found(IdentifierScheme.Lccn, Lccn.Read(name)),
        Resolver.German => Found(IdentifierScheme.NationalBibliography, NationalBibliographyNumber.ReadGermanRecord(path)),
        _ => null,
    };

    /// <summary>Names that say what they are, on whatever host: an ARK after a slash, a URN.</summary>
    private static Identifier? Anywhere(ReadOnlySpan<char> path)
    {
        var colon = path.IndexOf(':');
        if (colon < 0)
        {
            return null;
        }

        var ark = path.IndexOf(Ark.Label, StringComparison.OrdinalIgnoreCase);
        if (ark >= 0 && (ark == 0 || path[ark - 1] is '/' or '='))
        {
            return Found(IdentifierScheme.Ark, Ark.Read(Cut(path[ark..], "?#&")));
        }

        var urn = path.IndexOf(UrnNbn.Label, StringComparison.OrdinalIgnoreCase);
        return urn < 0 ? null : Found(IdentifierScheme.UrnNbn, UrnNbn.Read(Cut(path[urn..], "?#&/")));
    }

    private static Identifier? Labelled(ReadOnlySpan<char> name) =>
        IdentifierText.ReadLabel(name) is { Invalid: false, Scheme: not IdentifierScheme.Other and not IdentifierScheme.Uri } identifier ? identifier : null;

    private static Identifier? After(ReadOnlySpan<char> path, string segment, IdentifierScheme scheme) =>
        path.IndexOf(segment, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? Found(scheme, IdentifierText.ReadAs(scheme, Cut(path[(at + segment.Length)..], "?#&"))) : null;

    private static ReadOnlySpan<char> Cut(ReadOnlySpan<char> path, string marks = "?#") => path.IndexOfAny(marks) is >= 0 and var end ? path[..end] : path;

    private static Identifier? Found(IdentifierScheme scheme, Reading reading) => reading.Value is null ? null : new Identifier(scheme, reading.Value, !reading.Valid);
}
