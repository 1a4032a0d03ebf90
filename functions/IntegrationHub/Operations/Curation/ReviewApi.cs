using System.Globalization;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>The review queue over HTTP: pairs of records that linking could not tell, nearest to certainty first.</summary>
public sealed class ReviewApi(IndexReader index, IndexedRecords records, DecisionTable decisions, CuratorDesk desk)
{
    private const int Shown = 20;
    private const int MostShown = 100;

    /// <summary>Pairs that one answer looks at: most of them still wait, some are settled meanwhile.</summary>
    private const int MostLookedAt = 500;

    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken ct)
    {
        var errors = new Dictionary<string, string[]>();
        var limit = Shown;
        if (request.Query["limit"].ToString() is { Length: > 0 } count && !(int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MostShown))
        {
            errors["limit"] = [$"'{count}' is no number of reviews: give 1 to {MostShown}, or leave it out for {Shown}."];
        }

        SourceId? source = null;
        if (request.Query["source"].ToString() is { Length: > 0 } name)
        {
            source = SourceId.TryParse(name, out var parsed) ? parsed : null;
            if (source is null)
            {
                errors["source"] = [$"'{name}' is no source's id."];
            }
        }

        WorkType? type = null;
        if (request.Query["type"].ToString() is { Length: > 0 } kind)
        {
            type = Enum.TryParse<WorkType>(kind, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : null;
            if (type is null)
            {
                errors["type"] = [$"'{kind}' is no type: one of {string.Join(", ", Enum.GetNames<WorkType>())}."];
            }
        }

        Place? after = null;
        if (request.Query["after"].ToString() is { Length: > 0 } place && (after = Place.Parse(place)) is null)
        {
            errors["after"] = ["Take it from next of the page before."];
        }

        return errors.Count > 0
            ? HttpAnswers.Invalid("The reviews can't be listed so", errors)
            : HttpAnswers.Json(await PageAsync(limit, source, type, after, ct), CurationJson.Default.ReviewPage);
    }

    /// <param name="request">Body: <c>answer</c> (same, different, later), <c>by</c>, <c>note</c>.</param>
    /// <param name="a">Own id of a record, as the list gives it.</param>
    public async Task<IResult> AnswerAsync(HttpRequest request, string a, string b, CancellationToken ct)
    {
        if (!ResourceId.TryParse(a, out var mine) || !ResourceId.TryParse(b, out var theirs) || mine == theirs)
        {
            return HttpAnswers.NotFound("A review is of two records: take both ids from GET /api/admin/reviews.");
        }

        var (first, second) = (await records.FindAsync(mine, ct), await records.FindAsync(theirs, ct));
        if (first is null || second is null)
        {
            return HttpAnswers.NotFound($"The index holds no record {(first is null ? a : b)}: it may have been withdrawn.");
        }

        var (body, instead) = await CuratorBody.ReadAsync(request, ct);
        if (body is null)
        {
            return instead!;
        }

        const string Expected = "Answer same, different or later.";
        var answer = body.Text("answer", 20, Expected);
        if (answer is not null and not ("same" or "different" or "later"))
        {
            body.Reject("answer", Expected);
        }

        if (!body.IsGood)
        {
            return body.Instead();
        }

        var (x, y) = (first.Value.Member, second.Value.Member);
        var together = first.Value.Resource.Id == second.Value.Resource.Id;
        return answer switch
        {
            "same" => await desk.SayAsync(body, DecisionKind.Same, [[x, y]], together ? "The two stay in one resource." : "The next link step puts the two into one resource.", ct),
            "different" => await desk.SayAsync(body, DecisionKind.Different, [[x], [y]], together ? "The next link step takes the two apart." : "The two stay in different resources.", ct),
            _ => await desk.SayAsync(body, DecisionKind.Later, [[x], [y]], "Nothing; the pair leaves the queue until the decision is taken back.", ct),
        };
    }

    private async Task<ReviewPage> PageAsync(int limit, SourceId? source, WorkType? type, Place? after, CancellationToken ct)
    {
        var said = (await decisions.ListAsync(ct).ToListAsync(ct)).SelectMany(decision => decision.Records.Select(judged => (judged.RecordId, decision))).ToLookup(pair => pair.RecordId, pair => pair.decision);
        var candidates = await CandidatesAsync(after, ct);
        var reviews = new List<ReviewAnswer>();
        var last = 0;
        for (; last < candidates.Count && last < MostLookedAt && reviews.Count < limit; last++)
        {
            if (await ReviewAsync(candidates[last], said, ct) is { } review
                && (source is null || review.A.Source == source || review.B.Source == source) && (type is null || review.A.Type == type || review.B.Type == type))
            {
                reviews.Add(review);
            }
        }

        return new ReviewPage(reviews, last < candidates.Count ? candidates[last - 1].ToString() : null);
    }

    /// <summary>One more than are looked at, so that it is known whether there are more.</summary>
    private async Task<List<Place>> CandidatesAsync(Place? after, CancellationToken ct)
    {
        var best = new SortedSet<Place>();
        var manifest = await index.ManifestAsync(ct);
        await foreach (var line in index.DoubtsAsync(manifest, ct))
        {
            foreach (var doubt in line.With)
            {
                var place = new Place(doubt.Score, line.Id, doubt.Id);
                if ((after is null || place.CompareTo(after) > 0) && best.Add(place) && best.Count > MostLookedAt + 1)
                {
                    best.Remove(best.Max!);
                }
            }
        }

        return [.. best];
    }

    private async Task<ReviewAnswer?> ReviewAsync(Place place, ILookup<RecordId, CuratorDecision> said, CancellationToken ct)
    {
        if (await records.FindAsync(place.A, ct) is not { } a || await records.FindAsync(place.B, ct) is not { } b || a.Resource.Id == b.Resource.Id
            || said[a.Member.RecordId].Any(decision => DecisionStanding.Answers(decision, a.Member.RecordId, b.Member.RecordId)))
        {
            return null;
        }

        var comparison = RecordComparison.Compare(a.Member.Trusted, b.Member.Trusted);
        return comparison.Verdict == Verdict.Different ? null : new ReviewAnswer(
            RecordAnswer.Of(a.Resource, a.Member), RecordAnswer.Of(b.Resource, b.Member), Math.Round(comparison.Score, 3), comparison.Verdict.ToString(), comparison.Relation?.ToString(),
            comparison.Reasons, SideBySide.Of(a.Member.Record, b.Member.Record), $"/api/admin/reviews/{place.A}/{place.B}");
    }

    /// <summary>Where a pair stands in the queue.</summary>
    private sealed record Place(double Score, ResourceId A, ResourceId B) : IComparable<Place>
    {
        public static Place? Parse(string text) =>
            text.Split('_') is [var score, var a, var b] && double.TryParse(score, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parsed)
            && ResourceId.TryParse(a, out var mine) && ResourceId.TryParse(b, out var theirs) ? new Place(parsed, mine, theirs) : null;

        public int CompareTo(Place? other) => other is null ? 1
            : other.Score.CompareTo(Score) is not 0 and var byScore ? byScore
            : A.CompareTo(other.A) is not 0 and var byFirst ? byFirst
            : B.CompareTo(other.B);

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Score}_{A}_{B}");
    }
}
