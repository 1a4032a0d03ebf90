using IntegrationHub.Records;

namespace IntegrationHub.Quality;

/// <summary>A record as texts, before anything is read into them: a line of a gold set or of the corpus, a sample. Damage is done to it in this state.</summary>
/// <param name="Id">Unique within its file.</param>
/// <param name="File">Number of the file, or of the source, that it is from.</param>
internal sealed record RawRecord(string Id, int File, IReadOnlyList<(RawField Field, string Text)> Texts)
{
    public string? this[RawField field] => Texts.FirstOrDefault(text => text.Field == field).Text;

    /// <summary>What a provider's record with these texts would become: read by the hub's own code.</summary>
    /// <exception cref="FormatException">It has no title.</exception>
    public BibliographicRecord Read(DraftRecord draft)
    {
        draft.Clear();
        var container = new DraftThing();
        foreach (var (field, text) in Texts)
        {
            if (PartOf(field) is { } part)
            {
                container.Add(part, text);
            }
            else if (TargetOf(field) is var (target, argument))
            {
                draft.Add(target, argument, text);
            }
        }

        draft.Add(DraftTarget.Container, null, container);
        draft.Suppose(SupposedType());
        return draft.Finish("raw", "raw").Record;
    }

    /// <summary>
    /// Nothing says what it is: what appeared in something in a year, and has no ISBN, is an article. Anything else stays without a type, as it would if a provider sent it so.
    /// </summary>
    private WorkType SupposedType() =>
        this[RawField.Type] is null && (this[RawField.Container] ?? this[RawField.Source]) is not null && this[RawField.Date] is not null && this[RawField.Isbn] is null
            ? WorkType.Article
            : WorkType.Other;

    private static DraftPart? PartOf(RawField field) => field switch
    {
        RawField.Container => DraftPart.Title,
        RawField.Issn => DraftPart.Issn,
        RawField.Volume => DraftPart.Volume,
        RawField.Issue => DraftPart.Issue,
        RawField.Pages => DraftPart.Pages,
        _ => null,
    };

    private static (DraftTarget Target, string? Argument)? TargetOf(RawField field) => field switch
    {
        RawField.Title => (DraftTarget.Title, null),
        RawField.Subtitle => (DraftTarget.Subtitle, null),
        RawField.Creator => (DraftTarget.Creator, null),
        RawField.Contributor => (DraftTarget.Contributor, null),
        RawField.Source => (DraftTarget.Source, null),
        RawField.Date => (DraftTarget.Date, null),
        RawField.Publisher => (DraftTarget.Publisher, null),
        RawField.Place => (DraftTarget.Place, null),
        RawField.Isbn => (DraftTarget.Identifier, "isbn"),
        RawField.Doi => (DraftTarget.Identifier, "doi"),
        RawField.Identifier => (DraftTarget.Identifier, null),
        RawField.Link => (DraftTarget.Link, null),
        RawField.Language => (DraftTarget.Language, null),
        RawField.Type => (DraftTarget.Type, null),
        RawField.Extent => (DraftTarget.Extent, null),
        RawField.Edition => (DraftTarget.Edition, null),
        RawField.Series => (DraftTarget.Series, null),
        RawField.Subject => (DraftTarget.Subject, null),
        _ => null,
    };

    public override string ToString() => $"{Id} {string.Join(" | ", Texts.Where(text => text.Field is not (RawField.Link or RawField.Subject)).Select(text => text.Text))}";
}
