namespace IntegrationHub.Oai;

/// <summary>How this hub behaves towards the servers that it harvests.</summary>
public sealed class OaiClientOptions
{
    /// <summary>Mail or web address sent in User-Agent, so that a provider in trouble can reach someone.</summary>
    public string Contact { get; set; } = "";

    /// <summary>Name resolution and connecting.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>An answer that has begun may pause so long.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>One try, from request to last byte; the first page of a large list often takes minutes.</summary>
    public TimeSpan AnswerTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The largest page accepted, after decompression.</summary>
    public int MaxPageBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Tries after the first one, for faults of transport and 5xx other than 503.</summary>
    public int Retries { get; set; } = 2;

    /// <summary>The wait before the first retry; it doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A host is left alone once so many tries (or more) within <see cref="CircuitSampling"/> came to nothing, nearly all of them; 0: never.</summary>
    public int CircuitFaults { get; set; } = 10;

    public TimeSpan CircuitSampling { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>For how long it is left alone.</summary>
    public TimeSpan CircuitBreak { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>What <see cref="OaiFetch.Busy"/> says where the server gives no Retry-After.</summary>
    public TimeSpan DefaultRetryAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether loopback, link-local and private addresses may be harvested. For tests, samples and hubs inside a campus network.</summary>
    public bool AllowPrivateNetworks { get; set; }
}
