using System.Text.Json;
using System.Xml;

namespace IntegrationHub.Publishing.Checking;

/// <summary>What an address answers.</summary>
/// <param name="Status">Of HTTP; 0: no answer, for the reason in <paramref name="Failure"/>.</param>
/// <param name="MediaType">As the answer says; null: it does not, and what a file is its content tells.</param>
public sealed record FeedFetch(int Status, string? MediaType, ReadOnlyMemory<byte> Body, string? Failure = null);

/// <summary>Where documents come from: HTTP, or a folder of exported files.</summary>
public interface IFeedSource
{
    /// <param name="accept">The media type that the link promises; null: none.</param>
    /// <param name="body">False: only whether it is there and what it is.</param>
    Task<FeedFetch> GetAsync(Uri address, string? accept, bool body, CancellationToken ct);

    /// <summary>Whether the walk may go there: the same origin.</summary>
    bool IsOurs(Uri address);
}

/// <param name="Documents">Feed documents to read at most.</param>
/// <param name="OtherLinks">Links of the same origin to other things to try at most.</param>
public sealed record FeedCheckLimits(int Documents = 20_000, int OtherLinks = 5_000);

/// <summary>Walks a feed from its root by every link of the same origin, one request at a time, and checks each document and all of them together.</summary>
public sealed class FeedChecker(IFeedSource source, FeedCheckLimits limits)
{
    private readonly List<FeedFinding> _findings = [];
    private readonly Dictionary<Uri, WalkedDocument> _documents = [];
    private readonly Dictionary<Uri, string?> _media = [];
    private readonly HashSet<Uri> _tried = [];
    private readonly HashSet<Uri> _othersTried = [];
    private readonly Queue<(Uri Target, string? Type, Uri From, string Place)> _waiting = new();
    private int _others;
    private string? _cut;

    public async Task<FeedCheckReport> CheckAsync(Uri root, CancellationToken ct)
    {
        _waiting.Enqueue((root, null, root, "root"));
        while (_waiting.TryDequeue(out var next))
        {
            if (_documents.Count >= limits.Documents)
            {
                _cut = FormattableString.Invariant($"Stopped at {limits.Documents} documents: what counts and reaches across documents is not checked.");
                break;
            }

            await ReadAsync(next.Target, next.Type, next.From, next.Place, ct);
        }

        if (_cut is null && _documents.Count > 0)
        {
            _findings.AddRange(new FeedAcross(_documents, root).Check());
        }

        return new FeedCheckReport(
            _findings, _documents.Count, _documents.Values.SelectMany(document => document.Entries).Distinct().Count(), _documents.Values.Sum(document => document.Links.Count), _others, _cut);
    }

    private async Task ReadAsync(Uri address, string? promised, Uri from, string place, CancellationToken ct)
    {
        if (_media.TryGetValue(address, out var known))
        {
            CompareTypes(promised, known, address, from, place);
            return;
        }

        if (!_tried.Add(address))
        {
            return;
        }

        var fetch = await source.GetAsync(address, promised, body: true, ct);
        if (!IsThere(fetch, address, from, place))
        {
            return;
        }

        if (WalkedDocument.FormatOf(fetch.Body.Span) is not { } format)
        {
            Add(from, new FeedFault("link", place, $"{address} is neither OPDS 2.0 nor 1.2."));
            return;
        }

        var media = fetch.MediaType ?? promised;
        _media[address] = media;
        CompareTypes(promised, media, address, from, place);
        var expected = format == FeedFormat.Opds2 ? Opds2Writer.MediaType : "application/atom+xml";
        if (fetch.MediaType is not null && FeedSyntax.BareOf(fetch.MediaType) != expected)
        {
            Add(address, new FeedFault("media type", "document", $"It is served as '{fetch.MediaType}' and not as {expected}."));
        }

        foreach (var fault in FeedRules.Check(format, fetch.Body))
        {
            Add(address, fault);
        }

        try
        {
            var document = WalkedDocument.Read(address, format, fetch.Body);
            _documents[address] = document;
            await FollowAsync(document, ct);
        }
        catch (Exception broken) when (broken is JsonException or XmlException)
        {
            // The rules have said so.
        }
    }

    private async Task FollowAsync(WalkedDocument document, CancellationToken ct)
    {
        foreach (var link in document.Links.Where(link => link.Target is not null && source.IsOurs(link.Target)))
        {
            if (link.IsFeed || link.IsPaging)
            {
                _waiting.Enqueue((link.Target!, link.Type, document.Address, link.Place));
            }
            else if (_othersTried.Add(link.Target!))
            {
                if (_others >= limits.OtherLinks)
                {
                    continue;
                }

                _others++;
                var fetch = await source.GetAsync(link.Target!, link.Type, body: false, ct);
                if (fetch.Status == 410 && link.Is(OpdsRel.Tombstone))
                {
                    // It is gone (RFC 9110, 15.5.11), as it should be.
                    continue;
                }

                if (IsThere(fetch, link.Target!, document.Address, link.Place))
                {
                    CompareTypes(link.Type, fetch.MediaType, link.Target!, document.Address, link.Place);
                }
            }
        }
    }

    private bool IsThere(FeedFetch fetch, Uri address, Uri from, string place)
    {
        if (fetch.Status is >= 200 and < 300)
        {
            return true;
        }

        Add(from, new FeedFault("link", place, fetch.Failure is { } failure ? $"{address} can't be had: {failure}." : FormattableString.Invariant($"{address} answers {fetch.Status}.")));
        return false;
    }

    private void CompareTypes(string? promised, string? got, Uri address, Uri from, string place)
    {
        if (promised is not null && got is not null && !FeedSyntax.Agree(promised, got))
        {
            Add(from, new FeedFault("link type", place, $"{address} is said to be {promised} and is {got}."));
        }
    }

    private void Add(Uri document, FeedFault fault) => _findings.Add(new FeedFinding(document, fault));
}
