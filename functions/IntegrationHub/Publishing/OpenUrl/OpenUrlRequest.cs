using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>What an OpenURL asks for: OpenURL 1.0 in the KEV formats journal, book and dissertation (ANSI/NISO Z39.88-2004), and the draft 0.1 before it.</summary>
/// <param name="Identifiers">Of the thing itself, in canonical form.</param>
/// <param name="Whole">Of the journal or book that it appeared in.</param>
/// <param name="Description">Null: no title is given.</param>
/// <param name="Ignored">Identifiers that can't be looked up, by key: links hold what somebody's catalogue held, and the rest may do.</param>
/// <param name="Redirect">A person follows the link: to the best free copy, please.</param>
internal sealed record OpenUrlRequest(
    IReadOnlyList<Identifier> Identifiers, IReadOnlyList<Identifier> Whole, BibliographicRecord? Description, IReadOnlyDictionary<string, string[]> Ignored, bool Redirect)
{
    /// <summary>Ours. The standard's way to say the same is <c>svc.fulltext=yes</c> (info:ofi/fmt:kev:mtx:sch_svc).</summary>
    public const string RedirectKey = "redirect";

    private const string Version = "Z39.88-2004";
    private const string FormatPrefix = "info:ofi/fmt:kev:mtx:";

    private static readonly string[] Formats = ["journal", "book", "dissertation"];

    // By-Reference and By-Value transport (part 2): the former would have the hub fetch whatever address somebody writes into a link.
    private static readonly string[] NotInline = ["url_ctx_ref", "url_ctx_val", "rft_ref"];

    /// <summary>Reads a question, or says everything that is wrong with it.</summary>
    /// <param name="query">Of the address, still encoded.</param>
    public static (OpenUrlRequest? Request, IReadOnlyDictionary<string, string[]> Errors) Parse(string query)
    {
        var (text, wrong) = KevText.Parse(query);
        if (text is null)
        {
            return (null, wrong);
        }

        var errors = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var key in text.Repeated(OpenUrlKeys.Single))
        {
            errors[key] = [$"Given {text.All(key).Count} times with different values. Only rft_id and rft.au may be."];
        }

        foreach (var key in new[] { "url_ver", "ctx_ver" }.Where(key => text[key] is { } version && version != Version))
        {
            errors[key] = [$"'{text[key]}' is not read here: {Version} is, and links without a version as OpenURL 0.1."];
        }

        foreach (var key in NotInline.Where(key => text[key] is not null))
        {
            errors[key] = ["Not read here: describe the thing in the link itself, with rft_id and the rft. keys."];
        }

        var format = FormatOf(text["rft_val_fmt"], errors);
        var redirect = ReadSwitch(text, RedirectKey, errors) | ReadSwitch(text, "svc.fulltext", errors);
        return errors.Count > 0 ? (null, errors) : Read(new OpenUrlKeys(text), format, redirect);
    }

    private static (OpenUrlRequest?, IReadOnlyDictionary<string, string[]>) Read(OpenUrlKeys keys, string? format, bool redirect)
    {
        var genre = OpenUrlGenre.Of(format, keys);
        var ignored = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        var found = new List<Identifier>();
        foreach (var (key, value) in keys.Identifiers)
        {
            Add(key, Identify(value));
        }

        foreach (var name in new[] { "issn", "eissn", "isbn" })
        {
            if (keys[name] is { } value)
            {
                var parameter = name == "isbn" ? name : "issn";
                Add(keys.KeyOf(name), LookUp(parameter, value));
            }
        }

        var whole = found.Where(identifier => IsOfWhole(identifier, genre)).ToList();
        var own = found.Except(whole).ToList();
        var description = OpenUrlDescription.Of(keys, genre, own, whole);
        return found.Count > 0 || description is not null
            ? (new OpenUrlRequest(own, whole, description, ignored, redirect), new Dictionary<string, string[]>())
            : (null, ignored.Count > 0 ? ignored : new SortedDictionary<string, string[]> { ["query"] = ["Say which work: by rft_id, rft.issn or rft.isbn, or by a title: rft.atitle, rft.btitle, rft.jtitle, rft.title."] });

        void Add(string key, (IEnumerable<Identifier> Identifiers, string? Wrong) read)
        {
            found.AddRange(read.Identifiers.Except(found));
            if (read.Wrong is not null)
            {
                ignored[key] = [.. ignored.GetValueOrDefault(key, []), read.Wrong];
            }
        }
    }

    private static bool IsOfWhole(Identifier identifier, OpenUrlGenre genre) => identifier.Scheme switch
    {
        IdentifierScheme.Issn or IdentifierScheme.CnSerial => genre.Type != WorkType.Serial,
        IdentifierScheme.Isbn => genre.IsPart,
        _ => false,
    };

    /// <summary><c>info:doi/…</c>, <c>info:pmid/…</c>, <c>urn:isbn:…</c>, an http(s) address; in version 0.1 <c>doi:…</c>.</summary>
    private static (IEnumerable<Identifier>, string?) Identify(string text)
    {
        if (WebAddress.Is(text))
        {
            return LookUp("uri", text);
        }

        return IdentifierText.Read(text) switch
        {
            { Invalid: false, Scheme: not (IdentifierScheme.Uri or IdentifierScheme.Other) } identifier => ([identifier], null),
            { Invalid: true } identifier => ([], $"'{text}' is no {LookupQuery.ParameterOf(identifier.Scheme)} that can be."),
            _ => ([], $"'{text}' is of no scheme that is looked up here."),
        };
    }

    private static (IEnumerable<Identifier>, string?) LookUp(string parameter, string text)
    {
        var (query, errors) = LookupQuery.Parse(name => name == parameter ? text : null);
        return query is null ? ([], errors.Values.First()[0]) : (query.Identifiers, null);
    }

    private static string? FormatOf(string? named, SortedDictionary<string, string[]> errors)
    {
        if (named is null)
        {
            return null;
        }

        var format = named.StartsWith(FormatPrefix, StringComparison.Ordinal) ? named[FormatPrefix.Length..] : null;
        if (!Formats.Contains(format))
        {
            errors["rft_val_fmt"] = [$"'{named}' is not read here: {string.Join(", ", Formats.Select(known => FormatPrefix + known))} are."];
        }

        return format;
    }

    private static bool ReadSwitch(KevText text, string key, SortedDictionary<string, string[]> errors)
    {
        switch (text[key])
        {
            case "true" or "1" or "yes":
                return true;
            case not (null or "false" or "0" or "no"):
                errors[key] = ["yes leads on to the best free copy; without it you get an answer. It never takes an address."];
                break;
        }

        return false;
    }
}
