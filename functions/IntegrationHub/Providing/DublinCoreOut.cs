using System.Xml.Linq;
using IntegrationHub.Records;

namespace IntegrationHub.Providing;

/// <summary>A resource in unqualified Dublin Core (OAI-PMH 2.0, section on oai_dc).</summary>
internal static class DublinCoreOut
{
    public static readonly XNamespace Container = "http://www.openarchives.org/OAI/2.0/oai_dc/";
    public static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";

    public static XElement Write(ProvidedResource provided)
    {
        var record = provided.Record;
        return new XElement(
            Container + "dc",
            new XAttribute(XNamespace.Xmlns + "oai_dc", Container),
            new XAttribute(XNamespace.Xmlns + "dc", Dc),
            All("title", record.AlternativeTitles.Select(title => title.Text).Prepend(record.FullTitle)),
            All("creator", record.Creators.Select(agent => agent.Name)),
            All("subject", record.Subjects.Select(NameOf)),
            All("description", [record.Abstract]),
            All("publisher", [record.Publisher]),
            All("contributor", record.Contributors.Select(agent => agent.Name)),
            All("date", [record.Issued, provided.EmbargoEnd is { } end ? AccessTerms.EmbargoEnd(end) : null]),
            All("type", record.Type == WorkType.Other ? [] : [record.Type.ToString()]),
            All("identifier", record.Identifiers.Where(identifier => !identifier.Invalid).Select(ProviderFormats.Name).Concat(provided.Urls)),
            All("source", [record.Container?.ToString()]),
            All("language", record.Languages),
            All("rights", AccessTerms.OfDublinCore(provided.Status).Concat(provided.Rights)));
    }

    private static string NameOf(Subject subject) => subject.Scheme switch
    {
        SubjectScheme.Clc => $"中图分类号: {subject.Value}",
        SubjectScheme.Ddc => $"ddc:{subject.Value}",
        SubjectScheme.Lcc => $"LCC {subject.Value}",
        _ => subject.Value,
    };

    private static IEnumerable<XElement> All(string name, IEnumerable<string?> values) =>
        values.Where(value => !string.IsNullOrWhiteSpace(value)).Distinct(StringComparer.Ordinal).Select(value => new XElement(Dc + name, ProviderFormats.Clean(value!)));
}
