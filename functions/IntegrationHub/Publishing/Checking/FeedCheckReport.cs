namespace IntegrationHub.Publishing.Checking;

/// <param name="Document">Where the fault is.</param>
public sealed record FeedFinding(Uri Document, FeedFault Fault);

/// <summary>What a walk found, and how far it went.</summary>
/// <param name="Entries">Publications, each once.</param>
/// <param name="Links">In all documents.</param>
/// <param name="Others">Links to other things of the same origin that were tried.</param>
/// <param name="Cut">Why the walk ended early; null: it saw everything.</param>
public sealed record FeedCheckReport(IReadOnlyList<FeedFinding> Findings, int Documents, int Entries, int Links, int Others, string? Cut)
{
    /// <summary>Of a rule that is broken everywhere this many examples say enough.</summary>
    private const int Examples = 5;

    /// <summary>No MUST is broken, and everything was seen.</summary>
    public bool Holds => Cut is null && Documents > 0 && Findings.All(finding => finding.Fault.Severity != FeedSeverity.Must);

    /// <summary>The report as text: faults by rule, what must be first, and a summary.</summary>
    public IEnumerable<string> Lines()
    {
        foreach (var rule in Findings.GroupBy(finding => (finding.Fault.Severity, finding.Fault.Rule)).OrderBy(rule => rule.Key.Severity).ThenBy(rule => rule.Key.Rule, StringComparer.Ordinal))
        {
            foreach (var finding in rule.Take(Examples))
            {
                yield return $"{Word(rule.Key.Severity)} {finding.Fault.Rule}: {finding.Document} {finding.Fault.Place}: {finding.Fault.Reason}";
            }

            if (rule.Count() > Examples)
            {
                yield return FormattableString.Invariant($"{Word(rule.Key.Severity)} {rule.Key.Rule}: {rule.Count() - Examples:N0} more.");
            }
        }

        if (Cut is not null)
        {
            yield return Cut;
        }

        var must = Findings.Count(finding => finding.Fault.Severity == FeedSeverity.Must);
        yield return FormattableString.Invariant(
            $"{Documents:N0} documents with {Entries:N0} entries and {Links:N0} links, {Others:N0} of them to other things: {must:N0} MUST and {Findings.Count - must:N0} SHOULD broken.");
    }

    private static string Word(FeedSeverity severity) => severity == FeedSeverity.Must ? "MUST  " : "SHOULD";
}
