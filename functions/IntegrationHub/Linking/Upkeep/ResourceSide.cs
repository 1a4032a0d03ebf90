using System.Collections.Concurrent;
using IntegrationHub.Sources;

namespace IntegrationHub.Linking;

/// <summary>What the resource partitions say: each resource by itself, the keys that its members hold, and all of them counted.</summary>
internal sealed class ResourceSide(IndexManifest manifest, IndexFindings findings, KeySide keys)
{
    private readonly ConcurrentDictionary<SourceId, long> _holdings = new();
    private long _resources;
    private long _members;
    private long _linked;
    private long _linkedMembers;
    private long _free;

    public void Take(ScannedLine line)
    {
        var resource = ResourceLine.Parse(line.Bytes);
        Count(resource);
        CheckMembers(line, resource);
        foreach (var (key, _) in HeldBy(resource))
        {
            findings.Count(KeySide.IdOf(key) is null ? IndexInvariant.Keys : IndexInvariant.Records, KeySide.IdOf(key) is null ? 1 : 0);
            keys.Pairs.Add(manifest.Keys.PartitionOf(key.Hash), key, resource.Id);
        }

        if (keys.LeadsOn(resource.Id))
        {
            var own = MatchKey.Of(resource.Id);
            findings.Fault(
                IndexInvariant.Records,
                $"{line}: record {resource.Members[0].RecordId} founded resource {resource.Id}, and {own} leads on or is buried in blob {KeyBlobOf(manifest, own)}.");
        }
    }

    /// <summary>The pairs of key and record by which the key partitions have to name the resource; without a record for an id that it had formerly.</summary>
    public static IEnumerable<(MatchKey Key, Member? Member)> HeldBy(Resource resource)
    {
        foreach (var member in resource.Members)
        {
            foreach (var key in MatchKeys.Of(member.ReadTrusted()))
            {
                yield return (key, member);
            }

            if (ResourceId.Of(member.RecordId) is var own && own != resource.Id)
            {
                yield return (MatchKey.Of(own), member);
            }
        }

        foreach (var former in resource.Formerly)
        {
            yield return (MatchKey.Of(former), null);
        }
    }

    public static string KeyBlobOf(IndexManifest manifest, MatchKey key)
    {
        var partition = manifest.Keys.PartitionOf(key.Hash);
        return manifest.Keys.Blobs[partition] is { } blob ? $"{IndexBlobs.Container}/{blob}" : FormattableString.Invariant($"keys/{manifest.Keys.Depth:D2}/{partition:x4} (an empty partition)");
    }

    public void CheckCounters(KeySide keySide, long resourceBytes, long keyBytes)
    {
        var told = manifest.Counters;
        Check("counters.resources", told.Resources, _resources);
        Check("counters.members", told.Members, _members);
        Check("counters.linked", told.Linked, _linked);
        Check("counters.linkedMembers", told.LinkedMembers, _linkedMembers);
        Check("counters.free", told.Free, _free);
        Check("counters.keys", told.Keys, keySide.Lines);
        Check("resources.bytes", manifest.Resources.Bytes, resourceBytes);
        Check("keys.bytes", manifest.Keys.Bytes, keyBytes);

        void Check(string name, long says, long counted)
        {
            findings.Count(IndexInvariant.Counters, 1);
            if (says != counted)
            {
                findings.Fault(IndexInvariant.Counters, FormattableString.Invariant($"The manifest says {name} {says}, and {counted} are counted."));
            }
        }
    }

    public void CheckHoldings()
    {
        findings.Count(IndexInvariant.Holdings, _holdings.Count);
        if (manifest.Holdings is not { } told)
        {
            // Written before holdings were counted: the next link step counts them.
            return;
        }

        foreach (var source in told.Keys.Union(_holdings.Keys).Where(source => told.GetValueOrDefault(source) != _holdings.GetValueOrDefault(source)))
        {
            findings.Fault(IndexInvariant.Holdings, FormattableString.Invariant(
                $"The manifest says that source {source} has {told.GetValueOrDefault(source)} records, and {_holdings.GetValueOrDefault(source)} are counted."));
        }
    }

    private void Count(Resource resource)
    {
        findings.Count(IndexInvariant.Founders, 1);
        findings.Count(IndexInvariant.Members, resource.Members.Count);
        findings.Count(IndexInvariant.Records, resource.Members.Count);
        Interlocked.Increment(ref _resources);
        Interlocked.Add(ref _members, resource.Members.Count);
        if (resource.Members.Count > 1)
        {
            Interlocked.Increment(ref _linked);
            Interlocked.Add(ref _linkedMembers, resource.Members.Count);
        }

        if (resource.Members.Any(member => member.Written.IsFree))
        {
            Interlocked.Increment(ref _free);
        }

        foreach (var member in resource.Members)
        {
            _holdings.AddOrUpdate(member.Source, 1, (_, count) => count + 1);
        }
    }

    private void CheckMembers(ScannedLine line, Resource resource)
    {
        if (resource.Members is not [var founder, ..])
        {
            findings.Fault(IndexInvariant.Founders, $"{line}: resource {resource.Id} has no member.");
            return;
        }

        if (ResourceId.Of(founder.RecordId) is var id && id != resource.Id)
        {
            findings.Fault(IndexInvariant.Founders, $"{line}: resource {resource.Id} should bear the id {id} of its first member, record {founder.RecordId}.");
        }

        for (var i = 1; i < resource.Members.Count; i++)
        {
            if (LinkNode.ByArrival(resource.Members[i - 1], resource.Members[i]) >= 0)
            {
                findings.Fault(IndexInvariant.Members, $"{line}: in resource {resource.Id} record {resource.Members[i].RecordId} does not come after {resource.Members[i - 1].RecordId}.");
            }
        }
    }
}
