namespace IntegrationHub.Records;

/// <summary>Other works: their numbers are theirs, and never the record's own.</summary>
internal sealed partial class DraftRecord
{
    /// <summary>Each number of theirs is a key: what lists all the parts of a collection says enough with its first.</summary>
    private const int MostRelated = 100;

    internal static RelationKind KindOfRelation(string argument) =>
        Enum.TryParse<RelationKind>(argument.Replace("-", string.Empty, StringComparison.Ordinal), ignoreCase: true, out var kind) ? kind : RelationKind.Related;

    /// <summary>Numbers, or else a title.</summary>
    private void AddRelated(string? argument, string text)
    {
        if (argument is not null)
        {
            var identifiers = IdentifiersIn(text);
            AddRelated(argument, identifiers.Count > 0 ? null : text, identifiers);
        }
    }

    /// <summary>The words of what something was taken from are its container's; only an identifier of the whole tells more.</summary>
    private void AddNamed(string? argument, string text)
    {
        if (argument is not null)
        {
            AddRelated(argument, title: null, [.. IdentifiersIn(text).Where(static identifier => identifier.Scheme is not (IdentifierScheme.Issn or IdentifierScheme.CnSerial or IdentifierScheme.Uri))]);
        }
    }

    private void AddRelated(string? argument, DraftThing thing)
    {
        var identifiers = new List<Identifier>();
        for (var i = 0; i < thing.Count; i++)
        {
            var (part, text) = thing.At(i);
            // What says an identifier's scheme stands behind it: see PathCrosswalk.
            var scheme = i + 1 < thing.Count && thing.At(i + 1) is (DraftPart.Scheme, var said) ? said : null;
            var identifier = part switch
            {
                DraftPart.Isbn => IdentifierText.ReadLabelled("isbn", text),
                DraftPart.Issn => IdentifierText.ReadLabelled("issn", text),
                DraftPart.Id or DraftPart.Text when scheme is not null => IdentifierText.ReadLabelled(scheme, text),
                DraftPart.Id or DraftPart.Url => IdentifierText.Read(text),
                _ => null,
            };
            if (identifier is not null && !identifiers.Contains(identifier))
            {
                identifiers.Add(identifier);
            }

            if (part is DraftPart.Id or DraftPart.Url or DraftPart.Text && WebAddress.Is(text))
            {
                AddTo(_relations, text);
            }
        }

        AddRelated(argument ?? string.Empty, thing[DraftPart.Title] ?? (identifiers.Count > 0 ? null : thing[DraftPart.Text]), identifiers);
    }

    private void AddRelated(string argument, string? title, IReadOnlyList<Identifier> identifiers)
    {
        if ((title is not null || identifiers.Count > 0) && _related.Count < MostRelated)
        {
            _related.Add(new RelatedWork(KindOfRelation(argument), title) { Identifiers = identifiers });
        }
    }

    /// <summary>Those whose scheme is told by the text itself: what we know nothing of may be any words.</summary>
    private static IReadOnlyList<Identifier> IdentifiersIn(string text)
    {
        var found = new List<Identifier>();
        IdentifierText.ReadAll(text, found);
        return [.. found.Where(static identifier => identifier.Scheme != IdentifierScheme.Other)];
    }
}
