using IntegrationHub.Linking;
using IntegrationHub.Records;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace IntegrationHub.Search;

/// <summary>The fields of a document in the search index.</summary>
internal static class SearchFields
{
    public const string Title = "title";
    public const string Name = "name";
    public const string Subject = "subject";

    /// <summary>Facets, all dimensions in one field.</summary>
    public const string Category = "category";

    /// <summary>When it came, in minutes since 1970.</summary>
    public const string Since = "since";

    /// <summary>The title's <see cref="SortKey"/>.</summary>
    public const string Order = "order";

    /// <summary>What is shown of a hit. Stored here, since fifty hits are in fifty pieces of anything else.</summary>
    public const string Line = "line";

    /// <summary>Raise it when the same resource makes another document.</summary>
    public const int Version = 2;

    private const string Id = "id";

    /// <summary>Characters of a title that decide its place among others.</summary>
    private const int LongestOrder = 40;

    private static readonly FieldType Text = Frozen(new FieldType { IsIndexed = true, IsTokenized = true, IndexOptions = IndexOptions.DOCS_AND_FREQS_AND_POSITIONS });
    private static readonly FieldType Keyword = Frozen(new FieldType { IsIndexed = true, IsTokenized = false, OmitNorms = true, IndexOptions = IndexOptions.DOCS_ONLY });

    public static Term TermOf(ResourceId id) => new(Id, id.ToString());

    public static Document Of(SearchDocument resource)
    {
        var document = new Document { new Field(Id, resource.Id.ToString(), Keyword), new StoredField(Line, resource.Line) };
        AddTexts(document, Title, resource.Titles);
        AddTexts(document, Name, resource.Names);
        AddTexts(document, Subject, resource.Subjects);
        foreach (var category in resource.Categories)
        {
            document.Add(new Field(Category, category, Keyword));
        }

        document.Add(new NumericDocValuesField(Since, resource.Since.ToUnixTimeSeconds() / 60));
        document.Add(new SortedDocValuesField(Order, new BytesRef(OrderOf(resource.Titles[0]))));
        return document;
    }

    private static void AddTexts(Document document, string field, IReadOnlyList<string> texts)
    {
        foreach (var text in texts)
        {
            document.Add(new Field(field, TextFolding.Fold(text), Text));
        }
    }

    private static byte[] OrderOf(string title) =>
        SortKey.Of(title.Length <= LongestOrder ? title : title[..(char.IsHighSurrogate(title[LongestOrder - 1]) ? LongestOrder - 1 : LongestOrder)]);

    private static FieldType Frozen(FieldType type)
    {
        type.Freeze();
        return type;
    }
}
