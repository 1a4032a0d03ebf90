using IntegrationHub.Storage;

namespace IntegrationHub.Records;

/// <summary>
/// A segment's line, written by hand because every harvested record becomes one: the same JSON as <see cref="RecordsJson"/> writes and reads, but for
/// empty lists, which are left out. A test compares the two.
/// </summary>
internal static class RecordLine
{
    public static void Write(HarvestedRecord line, JsonText json)
    {
        json.BeginObject();
        json.Member("id"u8, line.Id);
        json.Member("datestamp"u8, line.Datestamp);
        json.Member("sets"u8, line.Sets);
        json.Member("deleted"u8, line.Deleted);
        json.Member("fingerprint"u8, line.Fingerprint);
        if (line.Record is { } record)
        {
            json.Name("record"u8);
            Write(record, json);
        }

        json.Member("run"u8, line.Run);
        json.EndObject();
    }

    private static void Write(BibliographicRecord record, JsonText json)
    {
        json.BeginObject();
        json.Member("title"u8, record.Title);
        json.Member("alternativeTitles"u8, record.AlternativeTitles);
        json.Member("creators"u8, record.Creators);
        json.Member("contributors"u8, record.Contributors);
        json.Member("publisher"u8, record.Publisher);
        json.Member("issued"u8, record.Issued);
        json.Member("year"u8, record.Year);
        json.Member("languages"u8, record.Languages);
        json.Member("type"u8, NameOf(record.Type));
        if (record.Subjects.Count > 0)
        {
            json.BeginArray("subjects"u8);
            foreach (var subject in record.Subjects)
            {
                json.BeginObject();
                json.Member("scheme"u8, NameOf(subject.Scheme));
                json.Member("value"u8, subject.Value);
                json.EndObject();
            }

            json.EndArray();
        }

        json.Member("abstract"u8, record.Abstract);
        json.Member("container"u8, record.Container);
        if (record.Identifiers.Count > 0)
        {
            json.BeginArray("identifiers"u8);
            foreach (var identifier in record.Identifiers)
            {
                json.BeginObject();
                json.Member("scheme"u8, NameOf(identifier.Scheme));
                json.Member("value"u8, identifier.Value);
                json.Member("invalid"u8, identifier.Invalid);
                json.EndObject();
            }

            json.EndArray();
        }

        json.Member("links"u8, record.Links);
        json.Member("rights"u8, record.Rights);
        json.Name("access"u8);
        Write(record.Access, json);
        json.EndObject();
    }

    private static void Write(Access access, JsonText json)
    {
        json.BeginObject();
        json.Member("status"u8, NameOf(access.Status));
        if (access.Evidence.Count > 0)
        {
            json.BeginArray("evidence"u8);
            foreach (var evidence in access.Evidence)
            {
                json.BeginObject();
                json.Member("kind"u8, NameOf(evidence.Kind));
                json.Member("says"u8, NameOf(evidence.Says));
                json.Member("value"u8, evidence.Value);
                json.Member("strength"u8, NameOf(evidence.Strength));
                json.EndObject();
            }

            json.EndArray();
        }

        json.Member("url"u8, access.Url);
        json.Member("contradicted"u8, access.Contradicted);
        json.EndObject();
    }

    /// <returns>Null for the value that stands for nothing said: readers start from it.</returns>
    private static string? NameOf<T>(T value)
        where T : struct, Enum => EqualityComparer<T>.Default.Equals(value, default) ? null : Names<T>.All[(int)(object)value];

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly string[] All = Enum.GetNames<T>();
    }
}
