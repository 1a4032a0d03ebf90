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

    /// <summary>Come back later: the provider says so (503 or 429), or was not even asked. Never waited for here; a day at the most where it is the provider's word.</summary>
    /// <param name="Status">Null: it was not asked.</param>
    /// <param name="Because">Why it was not asked, in a sentence.</param>
    public sealed record Busy(TimeSpan RetryAfter, int? Status, string? Because = null) : OaiFetch;

    /// <summary>No usable answer.</summary>
    /// <param name="Reason">One sentence for the person who runs the source.</param>
    /// <param name="Transient">Worth another try later without anyone changing anything.</param>
    /// <param name="RequestUri">What was asked.</param>
    /// <param name="Status">The HTTP status, if one was received.</param>
    /// <param name="FirstBytes">The beginning of the answer as text, or empty.</param>
    public sealed record Failed(string Reason, bool Transient, Uri RequestUri, int? Status, string FirstBytes) : OaiFetch
    {
        /// <summary>The hub may not connect there (DESIGN 6): nothing was sent.</summary>
        public bool Refused { get; init; }
    }
}
