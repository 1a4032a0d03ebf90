namespace IntegrationHub.Oai;

/// <summary>What came of asking a provider. A provider's faults are values; only the caller's cancellation is an exception.</summary>
public abstract record OaiFetch
{
    private OaiFetch()
    {
    }

    /// <summary>An answer in full, decompressed, not yet looked into: it may still be an HTML page.</summary>
    /// <param name="Body">The bytes as sent, without their compression; with a declaration of their encoding where only the header had it.</param>
    /// <param name="RequestUri">What was asked.</param>
    /// <param name="AnsweredBy">Who answered, after redirects.</param>
    /// <param name="Elapsed">From the first try to the last byte.</param>
    /// <param name="Repairs">What transport had to put right, e.g. compression that was not declared.</param>
    public sealed record Page(byte[] Body, Uri RequestUri, Uri AnsweredBy, TimeSpan Elapsed, OaiRepairs Repairs) : OaiFetch;

    /// <summary>503 or 429: come back later. Never waited for here; a day at the most.</summary>
    public sealed record Busy(TimeSpan RetryAfter, int Status) : OaiFetch;

    /// <summary>No usable answer.</summary>
    /// <param name="Reason">One sentence for the person who runs the source.</param>
    /// <param name="Transient">Worth another try later without anyone changing anything.</param>
    /// <param name="RequestUri">What was asked.</param>
    /// <param name="Status">The HTTP status, if one was received.</param>
    /// <param name="FirstBytes">The beginning of the answer as text, or empty.</param>
    public sealed record Failed(string Reason, bool Transient, Uri RequestUri, int? Status, string FirstBytes) : OaiFetch;
}
