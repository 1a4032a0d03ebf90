using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;

namespace IntegrationHub.Oai;

/// <summary>
/// A circuit for each host, whichever sources share it: once nearly every request to it fails, it is asked for nothing until a pause is over, and then by
/// one request whose outcome decides. A busy host is not a broken one: what it says counts as an answer.
/// </summary>
internal sealed class HostCircuits(OaiClientOptions options, TimeProvider time) : IDisposable
{
    private const double FailureRatio = 0.9;

    private readonly ResiliencePipelineRegistry<string> _hosts = new();

    public ResiliencePipeline<Attempt> Of(Uri uri) => _hosts.GetOrAddPipeline<Attempt>($"{uri.IdnHost}:{uri.Port}", builder =>
    {
        builder.TimeProvider = time;
        builder.AddCircuitBreaker(new CircuitBreakerStrategyOptions<Attempt>
        {
            ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Result.Fetch is OaiFetch.Failed { Transient: true }),
            FailureRatio = FailureRatio,
            MinimumThroughput = options.CircuitFaults,
            SamplingDuration = options.CircuitSampling,
            BreakDuration = options.CircuitBreak,
        });
    });

    public void Dispose() => _hosts.Dispose();
}

/// <summary>One try at a request.</summary>
/// <param name="TryAgain">At once, or nearly.</param>
internal readonly record struct Attempt(OaiFetch Fetch, bool TryAgain = false);
