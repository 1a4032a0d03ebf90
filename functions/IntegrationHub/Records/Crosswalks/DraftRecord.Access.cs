using System.Buffers;

namespace IntegrationHub.Records;

/// <summary>Evidence of access, and the addresses that lead to the work or to what belongs to it.</summary>
internal sealed partial class DraftRecord
{
    private static readonly SearchValues<string> Previews = SearchValues.Create(["preview", "thumbnail", "cover image", "封面"], StringComparison.OrdinalIgnoreCase);

    /// <summary>What an address is said to lead to that is not the work: what publishers and cataloguers add to a record.</summary>
    private static readonly SearchValues<string> RelatedThings = SearchValues.Create(
        ["related", "table of contents", "contents list", "publisher description", "biograph", "sample text", "book review", "finding aid", "inhaltsverzeichnis", "inhaltstext", "table des matières", "目次", "目录", "目錄"],
        StringComparison.OrdinalIgnoreCase);

    private void AddStatement(string text)
    {
        foreach (var evidence in _statements.Of(text))
        {
            AddEvidence(evidence);
        }
    }

    private void AddEvidence(AccessEvidence? evidence)
    {
        if (evidence is not null && _evidence.Count < Most)
        {
            _evidence.Add(evidence);
        }
    }

    private void AddAccess(string? argument, string text)
    {
        if (AccessCodes.IsCoded(argument))
        {
            AddEvidence(AccessCodes.Of(argument, text));
            return;
        }

        AddEvidence(AccessCodes.Said(argument, text));
        AddStatement(text);
    }

    /// <summary>The element's presence says something of itself; its texts may say more, or otherwise.</summary>
    private void AddAccess(string argument, DraftThing thing)
    {
        var until = thing[DraftPart.To];
        AddEvidence(until is null ? AccessCodes.Said(argument, thing[DraftPart.Text] ?? argument) : AccessCodes.SaidUntil(until));
        AddEvidence(thing[DraftPart.From] is { } from ? RightsText.OfEmbargoDate(from) : null);
        foreach (var part in (ReadOnlySpan<DraftPart>)[DraftPart.Url, DraftPart.Text, DraftPart.Note])
        {
            if (thing[part] is { } statement)
            {
                AddStatement(statement);
            }
        }
    }

    private void AddLinks(DraftThing thing, string? kind)
    {
        var linked = false;
        for (var i = 0; i < thing.Count; i++)
        {
            if (thing.At(i) is (DraftPart.Url, var url))
            {
                AddLink(url, kind);
                linked = true;
            }
            else if (thing.At(i) is (DraftPart.Note, var note))
            {
                AddStatement(note);
            }
        }

        if (!linked && thing[DraftPart.Text] is { } text)
        {
            AddLink(text, kind);
        }
    }

    private void AddLink(string url, string? kind)
    {
        if (kind is not null && kind.AsSpan().ContainsAny(Previews))
        {
            _thumbnail ??= WebAddress.Is(url) ? url : null;
        }
        else
        {
            AddTo(kind is not null && kind.AsSpan().ContainsAny(RelatedThings) ? _relations : _addresses, url);
        }
    }
}
