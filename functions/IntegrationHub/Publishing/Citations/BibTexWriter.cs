using System.Globalization;
using System.Text;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>
/// BibTeX (btxdoc, Oren Patashnik, 1988) in UTF-8, with the fields that biblatex and reference managers add to it. An entry's key is the resource's id, so that a
/// document that cites it goes on citing it whatever becomes of its description.
/// </summary>
internal static class BibTexWriter
{
    private const string Article = "article";
    private const string Thesis = "phdthesis";
    private const string Report = "techreport";

    public static byte[] Write(IEnumerable<CitedResource> resources)
    {
        var text = new StringBuilder();
        foreach (var resource in resources)
        {
            Write(text, resource);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, CitedResource resource)
    {
        var record = resource.Record;
        var kind = KindOf(record);
        text.Append(CultureInfo.InvariantCulture, $"@{kind}{{{resource.Id}");
        // Styles would put titles of other languages into small letters, were they not braced once more.
        Field("title", $"{{{Escape(record.FullTitle)}}}");
        Field("author", Names(record.Creators));
        Field("editor", Names(resource.Contributors("edt")));
        Field("translator", Names(resource.Contributors("trl")));
        var date = CitedDate.Of(record);
        Field("year", date?.Year.ToString(CultureInfo.InvariantCulture) ?? Escaped(record.Issued));
        Field("month", date?.Month?.ToString(CultureInfo.InvariantCulture));
        if (record.Container is { } container)
        {
            Field(kind == Article ? "journal" : "booktitle", Escaped(container.Title));
            Field("volume", Escaped(container.Volume));
            Field("number", Escaped(container.Issue));
            Field("pages", Pages(container.Pages));
        }
        else if (record.Series is [var series, ..])
        {
            Field("series", Escaped(series.Title));
            Field("volume", Escaped(series.Volume));
        }

        Field("edition", Escaped(record.Edition));
        Field(kind switch { Thesis => "school", Report => "institution", _ => "publisher" }, Escaped(record.Publisher));
        Field("address", Escaped(record.Place));
        Field("isbn", Escaped(resource.Value(IdentifierScheme.Isbn)));
        Field("issn", Escaped(resource.Issn));
        Field("doi", Bare(resource.Value(IdentifierScheme.Doi)));
        Field("url", Bare(resource.Address));
        Field("language", Escaped(record.Languages.FirstOrDefault()));
        Field("abstract", Escaped(record.Abstract));
        text.Append("\n}\n");

        void Field(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                text.Append(CultureInfo.InvariantCulture, $",\n  {name} = {{{value}}}");
            }
        }
    }

    private static string KindOf(BibliographicRecord record) => record.Type switch
    {
        WorkType.Book or WorkType.AncientText => "book",
        WorkType.Article when record.Container?.Title is not null => Article,
        WorkType.Thesis => Thesis,
        WorkType.Report => Report,
        _ => "misc",
    };

    private static string? Names(IEnumerable<Agent> agents) => string.Join(" and ", agents.Select(CitedName.Of).Select(Name).Where(name => name.Length > 0)) is { Length: > 0 } names ? names : null;

    /// <summary>A whole name is braced: BibTeX would look for its parts, and take the "and" of a body for the end of it.</summary>
    private static string Name(CitedName name)
    {
        var parts = name.Family is null ? [name.Whole] : new[] { name.Family, name.Given ?? string.Empty };
        return name.Family is null || Array.Exists(parts, part => part.Contains(" and ", StringComparison.OrdinalIgnoreCase) || part.Contains(',', StringComparison.Ordinal))
            ? Escape(name.Whole) is { Length: > 0 } whole ? $"{{{whole}}}" : string.Empty
            : name.Given is { Length: > 0 } given ? $"{Escape(name.Family)}, {Escape(given)}" : Escape(name.Family);
    }

    private static string? Pages(string? pages) => pages is null ? null : CitationText.Pages(pages) is ({ } first, { } last) ? $"{Escape(first)}--{Escape(last)}" : Escape(pages);

    private static string? Escaped(string? text) => text is null ? null : Escape(text);

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in CitationText.OneLine(text))
        {
            escaped.Append(letter switch
            {
                '\\' => @"\textbackslash{}",
                '^' => @"\^{}",
                '~' => @"\~{}",
                '{' or '}' or '$' or '&' or '#' or '%' or '_' => $@"\{letter}",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }

    /// <summary>Of fields that styles print as they are.</summary>
    private static string? Bare(string? text) => text is null ? null : CitationText.OneLine(text).Replace("\\", "%5C", StringComparison.Ordinal).Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal);
}
