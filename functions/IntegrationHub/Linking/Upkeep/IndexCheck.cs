namespace IntegrationHub.Linking;

/// <summary>What holds of every version of the index.</summary>
public enum IndexInvariant
{
    /// <summary>Every blob that the manifest names is there and can be unpacked.</summary>
    Blobs,

    /// <summary>Every line can be read, is in the partition of its hash, and follows the line before it in the order of keys.</summary>
    Lines,

    /// <summary>A resource bears the id of its founder, its first member.</summary>
    Founders,

    /// <summary>Members are in order of (Since, source, id).</summary>
    Members,

    /// <summary>Each record is in exactly one resource, once.</summary>
    Records,

    /// <summary>The key partitions name each resource as often under each key as its members hold it, and no other.</summary>
    Keys,

    /// <summary>The id of every member that founded no resource, and every id that a resource had formerly, leads to that resource.</summary>
    Redirects,

    /// <summary>A buried id belongs to no member and leads nowhere.</summary>
    Tombstones,

    /// <summary>The manifest's counters and bytes are what is counted.</summary>
    Counters,

    /// <summary>The manifest's holdings are the member records of each source.</summary>
    Holdings,

    /// <summary>The change lists follow each other without a gap up to the version, each of as many changes as the manifest says, in order of id.</summary>
    Changes,
}

/// <summary>How the index keeps one invariant.</summary>
/// <param name="Counted">How many things were looked at.</param>
/// <param name="Faults">How many were found faulty. Of key partitions that do not balance only the first ones are looked at line by line.</param>
/// <param name="Examples">The first faults, a sentence each that names blob, key and record.</param>
public sealed record IndexCheck(IndexInvariant Invariant, long Counted, long Faults, IReadOnlyList<string> Examples);

/// <summary>What <see cref="IndexVerifier"/> found.</summary>
/// <param name="Version">Of the index that was verified.</param>
public sealed record IndexVerification(long Version, IReadOnlyList<IndexCheck> Checks)
{
    public bool Holds => Checks.All(check => check.Faults == 0);

    /// <summary>A line a check, its faults below it.</summary>
    public IEnumerable<string> Lines()
    {
        yield return FormattableString.Invariant($"Version {Version} of the index");
        foreach (var check in Checks)
        {
            yield return FormattableString.Invariant($"{(check.Faults == 0 ? "ok   " : "WRONG")} {check.Invariant,-10} {check.Counted,12:N0} {UnitOf(check.Invariant)}{(check.Faults == 0 ? "" : $", {check.Faults:N0} faults")}");
            foreach (var example in check.Examples)
            {
                yield return $"        {example}";
            }

            if (check.Faults > check.Examples.Count)
            {
                yield return FormattableString.Invariant($"        and {check.Faults - check.Examples.Count:N0} more");
            }
        }

        yield return Holds ? "Every invariant holds." : "The index is faulty.";
    }

    private static string UnitOf(IndexInvariant invariant) => invariant switch
    {
        IndexInvariant.Blobs => "blobs are there",
        IndexInvariant.Lines => "lines in their partition and in order",
        IndexInvariant.Founders => "resources bear their founder's id",
        IndexInvariant.Members => "members in order",
        IndexInvariant.Records => "records in one resource",
        IndexInvariant.Keys => "keys of members found from both sides",
        IndexInvariant.Redirects => "ids lead to their resource",
        IndexInvariant.Tombstones => "buried ids lead nowhere",
        IndexInvariant.Counters => "numbers equal what is counted",
        IndexInvariant.Holdings => "sources hold what is counted",
        _ => "changes listed without a gap",
    };
}

/// <summary>Gathers what a verification counts and finds. Thread-safe.</summary>
internal sealed class IndexFindings(int mostExamples)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IndexInvariant, long> _counted = [];
    private readonly Dictionary<IndexInvariant, (long Faults, List<string> Examples)> _faults = [];

    public void Count(IndexInvariant invariant, long more)
    {
        lock (_lock)
        {
            _counted[invariant] = _counted.GetValueOrDefault(invariant) + more;
        }
    }

    public void Fault(IndexInvariant invariant, string sentence)
    {
        lock (_lock)
        {
            var (faults, examples) = _faults.GetValueOrDefault(invariant, (0, []));
            if (examples.Count < mostExamples)
            {
                examples.Add(sentence);
            }

            _faults[invariant] = (faults + 1, examples);
        }
    }

    public bool HasFault(IndexInvariant invariant)
    {
        lock (_lock)
        {
            return _faults.ContainsKey(invariant);
        }
    }

    public IndexVerification At(long version) => new(version, [.. Enum.GetValues<IndexInvariant>().Select(invariant =>
    {
        var (faults, examples) = _faults.GetValueOrDefault(invariant, (0, []));
        return new IndexCheck(invariant, _counted.GetValueOrDefault(invariant), faults, [.. examples.Order(StringComparer.Ordinal)]);
    })]);
}
