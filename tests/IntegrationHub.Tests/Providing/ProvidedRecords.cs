using System.Xml.Linq;
using IntegrationHub.Linking;
using IntegrationHub.Providing;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Tests.Samples;

namespace IntegrationHub.Tests.Providing;

/// <summary>Every record that stands in the repository, samples and fixtures of all crosswalks, as resources that the hub gives to harvesters.</summary>
internal static class ProvidedRecords
{
    public static IReadOnlyList<(string Name, BibliographicRecord Record)> All { get; } = [.. OfSamples(), .. OfFixtures()];

    public static ProvidedResource Provide(params ReadOnlySpan<(string Source, BibliographicRecord Record)> members)
    {
        var list = new List<Member>();
        foreach (var (source, record) in members)
        {
            list.Add(new Member { Source = SourceId.Parse(source), Id = "oai:1", Datestamp = "2024-05-01", Since = "2024-01-01", Fingerprint = "00", Record = record });
        }

        var resource = new Resource { Id = ResourceId.Of(list[0].RecordId), Members = list };
        return ProvidedResource.Of($"oai:hub.example.org:{resource.Id}", resource, source => source.ToString());
    }

    public static XElement Write(string prefix, params ReadOnlySpan<(string Source, BibliographicRecord Record)> members) => XElement.Parse(ProviderFormats.Write(prefix, Provide(members)));

    /// <summary>As another hub reads it.</summary>
    public static BibliographicRecord Read(XNode payload)
    {
        using var reader = payload.CreateReader();
        reader.MoveToContent();
        return new MetadataFormats().Read(reader).Record;
    }

    private static IEnumerable<(string Name, BibliographicRecord Record)> OfSamples() =>
        SampleFiles.Records.Where(record => record.Payload is not null).Select(record => (record.Identifier, Read(new XDocument(record.Payload))));

    private static IEnumerable<(string Name, BibliographicRecord Record)> OfFixtures()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.PathOf("tests", "IntegrationHub.Tests", "Records", "Crosswalks"), "*.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var root = XDocument.Load(file).Root!;
            foreach (var (payload, i) in (root.Name.LocalName == "fixtures" ? root.Elements() : [root]).Select((payload, i) => (payload, i)))
            {
                BibliographicRecord record;
                try
                {
                    record = Read(new XDocument(payload));
                }
                catch (FormatException)
                {
                    continue;
                }

                yield return ($"{Path.GetFileName(Path.GetDirectoryName(file))}/{Path.GetFileName(file)} {i}", record);
            }
        }
    }
}
