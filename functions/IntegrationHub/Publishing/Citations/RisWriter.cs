using System.Globalization;
using System.Text;
using IntegrationHub.Records;

namespace IntegrationHub.Publishing;

/// <summary>RIS (the tagged format of Research Information Systems): a tag of two characters, two blanks, a hyphen and a blank before each value, a line each, from TY to ER.</summary>
internal static class RisWriter
{
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
        Line("TY", TypeOf(record));
        Line("ID", resource.Id.ToString());
        Line("TI", record.FullTitle);
        Lines("AU", record.Creators.Select(Name));
        Lines("A2", resource.Contributors("edt").Select(Name));
        Lines("A4", resource.Contributors("trl").Select(Name));
        if (CitedDate.Of(record) is { } date)
        {
            Line("PY", date.Year.ToString("D4", CultureInfo.InvariantCulture));
            Line("DA", string.Create(CultureInfo.InvariantCulture, $"{date.Year:D4}/{date.Month:D2}/{date.Day:D2}"));
        }

        var container = record.Container ?? record.Series.FirstOrDefault();
        Line("T2", container?.Title);
        Line("VL", container?.Volume);
        Line("IS", container?.Issue);
        if (container?.Pages is { } pages)
        {
            var (first, last) = CitationText.Pages(pages);
            Line("SP", first);
            Line("EP", last);
        }

        Line("ET", record.Edition);
        Line("PB", record.Publisher);
        Line("CY", record.Place);
        Lines("SN", resource.Values(IdentifierScheme.Isbn).Concat(resource.Issn is { } issn ? [issn] : []));
        Line("DO", resource.Value(IdentifierScheme.Doi));
        Line("UR", resource.Address);
        Line("LA", record.Languages.FirstOrDefault());
        Lines("KW", record.Subjects.Where(subject => subject.Scheme == SubjectScheme.Keyword).Select(subject => subject.Value));
        Line("AB", record.Abstract);
        text.Append("ER  - \r\n");

        void Line(string tag, string? value)
        {
            if (value is not null && CitationText.OneLine(value) is { Length: > 0 } line)
            {
                text.Append(tag).Append("  - ").Append(line).Append("\r\n");
            }
        }

        void Lines(string tag, IEnumerable<string> values)
        {
            foreach (var value in values)
            {
                Line(tag, value);
            }
        }
    }

    private static string Name(Agent agent) => CitedName.Of(agent) is { Family: { } family } name ? name.Given is { Length: > 0 } given ? $"{family}, {given}" : family : agent.Name;

    private static string TypeOf(BibliographicRecord record) => record.Type switch
    {
        WorkType.Book => "BOOK",
        WorkType.Article => "JOUR",
        WorkType.Thesis => "THES",
        WorkType.Report => "RPRT",
        WorkType.Dataset => "DATA",
        WorkType.Serial => "JFULL",
        WorkType.AudioVisual => "VIDEO",
        WorkType.Image => "ART",
        WorkType.AncientText => "ANCIENT",
        WorkType.Map => "MAP",
        WorkType.Score => "MUSIC",
        WorkType.Standard => "STAND",
        WorkType.Patent => "PAT",
        WorkType.Software => "COMP",
        _ => "GEN",
    };
}
