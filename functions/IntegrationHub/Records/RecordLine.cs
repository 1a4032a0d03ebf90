using System.Text;
using System.Text.Json;
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
        if (line.Written is { } record)
        {
            json.Name("record"u8);
            record.WriteTo(json);
        }

        json.Member("run"u8, line.Run);
        json.EndObject();
    }

    /// <param name="line">Its record is a slice of it, not yet parsed.</param>
    public static HarvestedRecord Read(ReadOnlyMemory<byte> line)
    {
        string? id = null, datestamp = null, fingerprint = null;
        IReadOnlyList<string> sets = [];
        var deleted = false;
        WrittenRecord? record = null;
        int? run = null;
        var json = new Utf8JsonReader(line.Span);
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("id"u8))
            {
                id = json.ReadText();
            }
            else if (json.ValueTextEquals("datestamp"u8))
            {
                datestamp = json.ReadText();
            }
            else if (json.ValueTextEquals("sets"u8))
            {
                sets = json.ReadTexts();
            }
            else if (json.ValueTextEquals("deleted"u8))
            {
                json.Read();
                deleted = json.GetBoolean();
            }
            else if (json.ValueTextEquals("fingerprint"u8))
            {
                fingerprint = json.ReadText();
            }
            else if (json.ValueTextEquals("record"u8))
            {
                record = json.ReadSlice(line) is { IsEmpty: false } slice ? new WrittenRecord(slice) : null;
            }
            else if (json.ValueTextEquals("run"u8))
            {
                json.Read();
                run = json.TokenType == JsonTokenType.Null ? null : json.GetInt32();
            }
            else
            {
                json.Skip();
            }
        }

        return new HarvestedRecord
        {
            Id = id ?? throw new JsonException("A segment's line without an id."),
            Datestamp = datestamp ?? throw new JsonException("A segment's line without a datestamp."),
            Sets = sets,
            Deleted = deleted,
            Fingerprint = fingerprint,
            Written = record,
            Run = run,
        };
    }

    public static void Write(BibliographicRecord record, JsonText json)
    {
        json.BeginObject();
        json.Member("title"u8, record.Title);
        json.Member("subtitle"u8, record.Subtitle);
        json.Member("partNumber"u8, record.PartNumber);
        json.Member("partName"u8, record.PartName);
        Write("alternativeTitles"u8, record.AlternativeTitles, json);
        Write("creators"u8, record.Creators, json);
        Write("contributors"u8, record.Contributors, json);
        json.Member("publisher"u8, record.Publisher);
        json.Member("place"u8, record.Place);
        json.Member("issued"u8, record.Issued);
        json.Member("issuedEdtf"u8, record.IssuedEdtf);
        json.Member("created"u8, record.Created);
        json.Member("year"u8, record.Year);
        json.Member("edition"u8, record.Edition);
        json.Member("extent"u8, record.Extent);
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
        if (record.Container is { } container)
        {
            json.Name("container"u8);
            Write(container, json);
        }

        Write("series"u8, record.Series, json);
        if (record.Related.Count > 0)
        {
            json.BeginArray("related"u8);
            foreach (var related in record.Related)
            {
                json.BeginObject();
                json.Member("kind"u8, NameOf(related.Kind));
                json.Member("title"u8, related.Title);
                Write("identifiers"u8, related.Identifiers, json);
                json.EndObject();
            }

            json.EndArray();
        }

        Write("identifiers"u8, record.Identifiers, json);
        json.Member("links"u8, record.Links);
        json.Member("thumbnail"u8, record.Thumbnail);
        json.Member("rights"u8, record.Rights);
        json.Name("access"u8);
        Write(record.Access, json);
        json.EndObject();
    }

    public static void Write(ReadOnlySpan<byte> name, IReadOnlyList<Identifier> identifiers, JsonText json)
    {
        if (identifiers.Count == 0)
        {
            return;
        }

        json.BeginArray(name);
        foreach (var identifier in identifiers)
        {
            json.BeginObject();
            json.Member("scheme"u8, NameOf(identifier.Scheme));
            json.Member("value"u8, identifier.Value);
            json.Member("invalid"u8, identifier.Invalid);
            json.EndObject();
        }

        json.EndArray();
    }

    private static void Write<T>(ReadOnlySpan<byte> name, IReadOnlyList<T> values, JsonText json)
        where T : class, ICompact<T>
    {
        if (values.Count == 0)
        {
            return;
        }

        json.BeginArray(name);
        for (var i = 0; i < values.Count; i++)
        {
            Write(values[i], json);
        }

        json.EndArray();
    }

    /// <summary>See <see cref="CompactConverter{T}"/>.</summary>
    private static void Write<T>(T value, JsonText json)
        where T : class, ICompact<T>
    {
        if (Compact.IsText(value))
        {
            json.Value(value[0]!);
            return;
        }

        json.BeginObject();
        for (var i = 0; i < T.Members.Count; i++)
        {
            json.Member(MemberNames<T>.Utf8[i], value[i]);
        }

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

    private static class MemberNames<T>
        where T : class, ICompact<T>
    {
        public static readonly byte[][] Utf8 = [.. T.Members.Select(Encoding.ASCII.GetBytes)];
    }

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly string[] All = Enum.GetNames<T>();
    }
}
