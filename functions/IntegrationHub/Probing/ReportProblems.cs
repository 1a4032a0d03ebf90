using System.Globalization;
using IntegrationHub.Oai;
using IntegrationHub.Sources;

namespace IntegrationHub.Probing;

/// <summary>What is wrong with what a provider says of itself.</summary>
internal static class IdentifyProblems
{
    public static IEnumerable<string> Of(OaiIdentify identify)
    {
        if (identify.ProtocolVersion.Length > 0 && identify.ProtocolVersion != "2.0")
        {
            yield return $"The provider speaks OAI-PMH {identify.ProtocolVersion}, and the hub 2.0: ask its operator for a newer one.";
        }

        if (identify.DeletedRecord != OaiDeletedRecord.Persistent)
        {
            yield return identify.DeletedRecord == OaiDeletedRecord.No
                ? "The provider does not tell what it has deleted: only a full run finds it, so have one from time to time (run?full=true)."
                : "The provider forgets after a while what it has deleted: have a full run from time to time (run?full=true), which finds it.";
        }
    }
}

/// <summary>What is wrong with the records that were seen.</summary>
internal static class SampleProblems
{
    public static IEnumerable<string> Of(ProbedSample sample, IReadOnlyDictionary<string, int> repairs, Source source)
    {
        if (sample.Rejected > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{sample.Rejected} of {sample.Seen} records seen can't be read, the first because: {sample.Rejects[0].Reason} They are left out and listed in each run's report: tell the provider.");
        }

        if (repairs.Count > 0)
        {
            yield return $"The pages are faulty and were put right ({string.Join(", ", repairs.Select(repair => $"{repair.Key} {repair.Value.ToString(CultureInfo.InvariantCulture)}"))}): nothing to do here, but tell the provider.";
        }

        if (sample is { Read: > 0, Free: 0 } && FreeInstead(source) is { } advice)
        {
            yield return advice;
        }

        if (sample.Read > 0 && sample.Records.All(record => record.Record.Links.Count == 0))
        {
            yield return "No record shown has a web address: readers could not get from the feed to the work. Ask the provider to put addresses into dc:identifier.";
        }
    }

    /// <summary>What to do about a source of which nothing seen is free; null where that is what its admin wants.</summary>
    private static string? FreeInstead(Source source) => source.Access switch
    {
        AccessPolicy.ByEvidence => "No record seen says that it is free: if everything there is free to read, set access to AllFree; if certain sets are, to BySet with freeSets; if nothing is meant to be, to None.",
        AccessPolicy.BySet => $"No record seen is in a free set ({string.Join(", ", source.FreeSets)}) and has an address, or says itself that it is free: compare freeSets with the setSpecs of the records shown.",
        AccessPolicy.AllFree => "Everything is to be free, but no record seen has an address that leads to the thing, or each says itself that it is not free: look at the records shown.",
        _ => null,
    };
}
