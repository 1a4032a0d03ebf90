using System.Text.Json;
using System.Xml.Linq;
using IntegrationHub.Records;

namespace IntegrationHub.Providing;

/// <summary>What a work is part of, and the works that it has to do with: relatedItem of MODS.</summary>
internal static class ModsRelated
{
    private static readonly XNamespace Mods = ModsOut.Mods;

    public static IEnumerable<XElement> Write(BibliographicRecord record) =>
        new[] { record.Container }.OfType<Container>().Select(HostOf).Concat(record.Series.Select(SeriesOf)).Concat(record.Related.Select(RelatedOf));

    private static XElement HostOf(Container host) => new(
        Mods + "relatedItem",
        new XAttribute("type", "host"),
        host.Title is null ? null : new XElement(Mods + "titleInfo", ModsOut.Text("title", host.Title)),
        ModsOut.Text("identifier", host.Issn, ("type", "issn")),
        ModsOut.Text("identifier", host.Isbn, ("type", "isbn")),
        host is { Volume: null, Issue: null, Pages: null } ? null : new XElement(
            Mods + "part",
            DetailOf("volume", host.Volume),
            DetailOf("issue", host.Issue),
            ExtentOf(host.Pages)));

    private static XElement? DetailOf(string type, string? number) =>
        number is null ? null : new XElement(Mods + "detail", new XAttribute("type", type), ModsOut.Text("number", number));

    private static XElement? ExtentOf(string? pages)
    {
        if (pages is null)
        {
            return null;
        }

        var ends = pages.Split('-');
        return new XElement(
            Mods + "extent",
            new XAttribute("unit", "pages"),
            ends is [{ Length: > 0 } first, { Length: > 0 } last] && first == first.Trim() && last == last.Trim() ? [ModsOut.Text("start", first), ModsOut.Text("end", last)] : new[] { ModsOut.Text("list", pages) });
    }

    private static XElement SeriesOf(Container series) => new(
        Mods + "relatedItem",
        new XAttribute("type", "series"),
        series.Title is null && series.Volume is null ? null : new XElement(Mods + "titleInfo", ModsOut.Text("title", series.Title), ModsOut.Text("partNumber", series.Volume)),
        ModsOut.Text("identifier", series.Issn, ("type", "issn")));

    /// <summary>Where MODS has no type for a relation, or a wider one, otherType says it in our own words.</summary>
    private static XElement RelatedOf(RelatedWork related)
    {
        var type = related.Kind switch
        {
            RelationKind.Continues => "preceding",
            RelationKind.ContinuedBy => "succeeding",
            RelationKind.OtherForm => "otherFormat",
            RelationKind.EditionOf => "otherVersion",
            RelationKind.HasPart => "constituent",
            RelationKind.CommentOn => "reviewOf",
            _ => null,
        };
        return new XElement(
            Mods + "relatedItem",
            type is null ? new XAttribute("otherType", JsonNamingPolicy.KebabCaseLower.ConvertName(related.Kind.ToString())) : new XAttribute("type", type),
            related.Title is null ? null : new XElement(Mods + "titleInfo", ModsOut.Text("title", related.Title)),
            related.Identifiers.Select(ModsOut.IdentifierOf));
    }
}
