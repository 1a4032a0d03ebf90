using IntegrationHub.Linking;
using IntegrationHub.Records;

namespace IntegrationHub.Operations;

/// <summary>Single records of the index, each by its own id.</summary>
public sealed class IndexedRecords(IndexReader index)
{
    /// <param name="own"><see cref="ResourceId.Of(RecordId)"/> of the record.</param>
    /// <returns>Null where the index does not hold it.</returns>
    public async Task<(Resource Resource, Member Member)?> FindAsync(ResourceId own, CancellationToken ct)
    {
        var answer = await index.FindAsync(own, ct);
        if (answer is ResourceAnswer.MovedTo moved)
        {
            answer = await index.FindAsync(moved.Id, ct);
        }

        // The id of a withdrawn founder leads to a resource that does not hold it.
        return answer is ResourceAnswer.Found { Resource: var resource } && resource.Members.FirstOrDefault(member => ResourceId.Of(member.RecordId) == own) is { } found
            ? (resource, found)
            : null;
    }

    /// <summary>All the records that decisions speak of, looked up once each.</summary>
    public async Task<Func<RecordId, (Resource Resource, Member Member)?>> OfAsync(IEnumerable<CuratorDecision> decisions, CancellationToken ct)
    {
        var found = new Dictionary<RecordId, (Resource Resource, Member Member)?>();
        foreach (var id in decisions.SelectMany(decision => decision.Records).Select(judged => judged.RecordId).Distinct())
        {
            found[id] = await FindAsync(ResourceId.Of(id), ct);
        }

        return id => found.GetValueOrDefault(id);
    }
}
