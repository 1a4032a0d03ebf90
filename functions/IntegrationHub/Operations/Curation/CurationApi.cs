using IntegrationHub.Linking;
using IntegrationHub.Records;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>A curator's word on one resource over HTTP: split, join, pin, wrong identifier. Each writes one decision and lets the index follow.</summary>
public sealed class CurationApi(IndexReader index, CuratorDesk desk)
{
    private const int LongestIdentifier = 2_000;

    /// <summary>The records that leave: <c>records</c> as one group, or <c>groups</c>. What is not named stays together.</summary>
    public Task<IResult> SplitAsync(HttpRequest request, string id, CancellationToken ct) => OnAsync(request, id, "split", (body, resource) =>
    {
        const string Expected = "Name the records that leave: records, an array of ids, or groups, an array of such arrays.";
        var groups = body.Has("groups") ? body.Groups("groups", Expected) : [body.Ids("records", Expected)];
        var members = resource.Members.ToDictionary(member => ResourceId.Of(member.RecordId));
        var leaving = groups.SelectMany(group => group).ToList();
        foreach (var stranger in leaving.Where(own => !members.ContainsKey(own)))
        {
            body.Reject(body.Has("groups") ? "groups" : "records", $"{stranger} is not a record of this resource.");
        }

        foreach (var twice in leaving.GroupBy(own => own).Where(own => own.Count() > 1))
        {
            body.Reject("groups", $"{twice.Key} stands in two groups.");
        }

        var staying = members.Where(member => !leaving.Contains(member.Key)).Select(member => member.Value).ToList();
        if (body.IsGood && groups.Count + (staying.Count > 0 ? 1 : 0) < 2)
        {
            body.Reject(body.Has("groups") ? "groups" : "records", "All its records in one group are what it is: leave one out, or make several groups.");
        }

        if (resource.Members.Count > CuratorBody.MostRecords)
        {
            body.Reject(body.Has("groups") ? "groups" : "records", $"The resource has {resource.Members.Count} records, and a decision may speak of at most {CuratorBody.MostRecords}: say of pairs that they differ, with POST /api/admin/reviews/{{a}}/{{b}}, or that an identifier is wrong.");
        }

        return body.IsGood
            ? desk.SayAsync(body, DecisionKind.Different, groups.Select(group => group.Select(own => members[own])).Append(staying), "The next link step splits the resource; the part with its first record keeps the id.", ct)
            : Task.FromResult(body.Instead());
    }, ct);

    public Task<IResult> JoinAsync(HttpRequest request, string id, CancellationToken ct) => OnAsync(request, id, "join", async (body, resource) =>
    {
        var joined = new Dictionary<ResourceId, Resource> { [resource.Id] = resource };
        foreach (var other in body.Ids("resources", "Name the resources that join it: resources, an array of ids."))
        {
            switch (await index.FindAsync(other, ct))
            {
                case ResourceAnswer.Found { Resource: var found }:
                    joined[found.Id] = found;
                    break;
                case ResourceAnswer.MovedTo moved:
                    body.Reject("resources", $"{other} is {moved.Id} now: look at it, then name that.");
                    break;
                default:
                    body.Reject("resources", $"There is no resource {other}.");
                    break;
            }
        }

        var members = joined.Values.SelectMany(one => one.Members).ToList();
        if (body.IsGood && joined.Count == 1)
        {
            body.Reject("resources", "These are one resource already.");
        }

        CheckSize(body, "resources", members.Count);
        return body.IsGood ? await desk.SayAsync(body, DecisionKind.Same, [members], $"The next link step makes one resource of the {joined.Count}; their ids lead to it.", ct) : body.Instead();
    }, ct);

    public Task<IResult> PinAsync(HttpRequest request, string id, CancellationToken ct) => OnAsync(request, id, "pin", (body, resource) =>
    {
        CheckSize(body, "$", resource.Members.Count);
        return body.IsGood
            ? desk.SayAsync(body, DecisionKind.Pin, [resource.Members], "The resource stays as it is: no other record joins it, and none of these leaves.", ct)
            : Task.FromResult(body.Instead());
    }, ct);

    public Task<IResult> WrongIdentifierAsync(HttpRequest request, string id, CancellationToken ct) => OnAsync(request, id, "wrong-identifier", (body, resource) =>
    {
        var own = body.Record("record");
        var given = body.Text("scheme", 40, "Name the scheme: Isbn, Doi, Issn and so on, as the record has it.");
        var value = body.Text("value", LongestIdentifier, "Give the value that is wrong.");
        var member = resource.Members.FirstOrDefault(candidate => ResourceId.Of(candidate.RecordId) == own);
        if (own is not null && member is null)
        {
            body.Reject("record", $"{own} is not a record of this resource.");
        }

        var known = Enum.TryParse<IdentifierScheme>(given, ignoreCase: true, out var scheme) && Enum.IsDefined(scheme);
        if (given is not null && !known)
        {
            body.Reject("scheme", $"'{given}' is no scheme: one of {string.Join(", ", Enum.GetNames<IdentifierScheme>())}.");
        }

        Identifier? wrong = null;
        if (member is not null && value is not null && known)
        {
            var canonical = IdentifierText.ReadLabelled(scheme.ToString(), value) is { } read && read.Scheme == scheme ? read.Value : value;
            wrong = member.Record.Identifiers.Concat(member.Record.Related.SelectMany(related => related.Identifiers)).FirstOrDefault(identifier => identifier.Scheme == scheme && (identifier.Value == value || identifier.Value == canonical));
            if (wrong is null)
            {
                var borne = member.Record.Identifiers.Select(identifier => $"{identifier.Scheme} {identifier.Value}").ToList();
                body.Reject("value", $"The record does not bear it. It bears {(borne.Count == 0 ? "none" : string.Join(", ", borne))}.");
            }
        }

        return body.IsGood
            ? desk.SayAsync(body, DecisionKind.WrongIdentifier, [[member!]], "The next link step forgets the identifier in this record: it neither links it nor finds it.", ct, wrong! with { Invalid = false })
            : Task.FromResult(body.Instead());
    }, ct);

    private async Task<IResult> OnAsync(HttpRequest request, string id, string verb, Func<CuratorBody, Resource, Task<IResult>> say, CancellationToken ct)
    {
        var (resource, other) = await FindAsync(index, request, id, verb, ct);
        if (resource is null)
        {
            return other!;
        }

        var (body, instead) = await CuratorBody.ReadAsync(request, ct);
        return body is null ? instead! : await say(body, resource);
    }

    /// <returns>The resource; or what to answer instead: 308 to where it is now, 410, 404.</returns>
    internal static async Task<(Resource? Resource, IResult? Instead)> FindAsync(IndexReader index, HttpRequest request, string id, string verb, CancellationToken ct) =>
        !ResourceId.TryParse(id, out var wanted)
            ? (null, HttpAnswers.NotFound($"'{id}' is not a resource id: 26 of 0-9 and a-z without i, l, o and u."))
            : await index.FindAsync(wanted, ct) switch
            {
                ResourceAnswer.Found found => (found.Resource, null),
                ResourceAnswer.MovedTo moved => (null, TypedResults.Redirect($"/api/admin/resources/{moved.Id}/{verb}{request.QueryString}", permanent: true, preserveMethod: true)),
                ResourceAnswer.Gone => (null, HttpAnswers.Problem(StatusCodes.Status410Gone, "Withdrawn", $"Every source has withdrawn its record of {id}, and no other stands for the work.")),
                _ => (null, HttpAnswers.NotFound($"There is no resource {id} and never was.")),
            };

    private static void CheckSize(CuratorBody body, string name, int records)
    {
        if (records > CuratorBody.MostRecords)
        {
            body.Reject(name, $"That is a decision on {records} records: it may speak of at most {CuratorBody.MostRecords}.");
        }
    }
}
