using System.Globalization;
using IntegrationHub.Records;

namespace IntegrationHub.Providing;

/// <summary>What the hub says of access, in terms of vocabularies that harvesters know: COAR access rights 1.0, KIM conditionsOfAccess, info:eu-repo.</summary>
internal static class AccessTerms
{
    /// <summary>How such a term is told from a statement that a reader need see.</summary>
    public const string Label = "access right";

    /// <param name="status">Of the best place.</param>
    /// <param name="embargoEnd">The first day on which it is free.</param>
    public static IEnumerable<string> Of(AccessStatus status, DateOnly? embargoEnd) => status switch
    {
        AccessStatus.Open or AccessStatus.Free => ["open access"],
        AccessStatus.Registration => ["login"],
        AccessStatus.Embargoed when embargoEnd is { } end => [EmbargoEnd(end)],
        AccessStatus.Embargoed => ["embargoed access"],
        AccessStatus.Restricted => ["restricted access"],
        _ => [],
    };

    /// <summary>The same for simple Dublin Core, as the guidelines of DRIVER and OpenAIRE have it.</summary>
    public static IEnumerable<string> OfDublinCore(AccessStatus status) => status switch
    {
        AccessStatus.Open or AccessStatus.Free => ["info:eu-repo/semantics/openAccess"],
        AccessStatus.Registration => ["login"],
        AccessStatus.Embargoed => ["info:eu-repo/semantics/embargoedAccess"],
        AccessStatus.Restricted => ["info:eu-repo/semantics/restrictedAccess"],
        _ => [],
    };

    public static string EmbargoEnd(DateOnly end) => $"info:eu-repo/date/embargoEnd/{end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}
