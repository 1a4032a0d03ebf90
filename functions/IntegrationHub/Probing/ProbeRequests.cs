using IntegrationHub.Oai;

namespace IntegrationHub.Probing;

/// <summary>One probe's requests: one after another, counted, each bounded, and none once the time is used up or the provider asks for peace.</summary>
internal sealed class ProbeRequests(OaiClient client, OaiCredential? credential, TimeProvider time, ProbeLimits limits, CancellationToken ct)
{
    private readonly long _began = time.GetTimestamp();
    private OaiFetch.Busy? _busy;
    private StaticRepository? _file;

    public int Made { get; private set; }

    public TimeSpan Elapsed => time.GetElapsedTime(_began);

    /// <summary>Why nothing is asked any more; null: it goes on.</summary>
    public string? Ended =>
        _busy is { Because: { } because } ? $"{because} The rest was not asked: probe it again later."
        : _busy is { } busy ? $"The provider asks to be left alone for {busy.RetryAfter} (HTTP {busy.Status}), so that the rest was not asked: probe it again then."
        : Elapsed >= limits.Whole ? $"The probe ended after {limits.Whole.TotalSeconds:0} s with some questions not asked, since the provider is slow: probe it again at a quieter hour."
        : null;

    /// <summary>From now on <paramref name="file"/> answers in the provider's place, as a gateway would.</summary>
    public void AskInstead(StaticRepository file) => _file = file;

    public async Task<OaiFetch> AskAsync(OaiRequest request)
    {
        if (Ended is { } ended)
        {
            return new OaiFetch.Failed(ended, Transient: true, request.ToUri(), null, "");
        }

        if (_file is not null)
        {
            return StaticRepositoryGateway.Answer(_file, request, time);
        }

        Made++;
        var left = limits.Whole - Elapsed;
        using var limit = new CancellationTokenSource(left < limits.Request ? left : limits.Request, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            var fetch = await client.FetchAsync(request with { Credential = credential }, either.Token);
            _busy ??= fetch as OaiFetch.Busy;
            return fetch;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new OaiFetch.Failed($"No complete answer within {limits.Request.TotalSeconds:0} s", Transient: true, request.ToUri(), null, "");
        }
    }
}

/// <summary>How long a probe may take: somebody waits for it, and Azure cuts an HTTP answer off after 230 seconds.</summary>
public sealed record ProbeLimits(TimeSpan Whole, TimeSpan Request)
{
    public static readonly ProbeLimits Default = new(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(20));
}
