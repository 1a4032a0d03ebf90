using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using IntegrationHub.Linking;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>What becomes of one request of a process that is short of storage.</summary>
internal enum Fate
{
    Passes,

    /// <summary>503 that names no time to come back.</summary>
    Refused,

    /// <summary>503 with a Retry-After.</summary>
    PutOff,

    ResetBefore,

    TimedOutBefore,

    /// <summary>The account has done it, and the connection breaks before anyone hears of it: the SDK asks again and is told 409, 412 or 404.</summary>
    ResetAfter,

    /// <summary>As before, by a timeout.</summary>
    TimedOutAfter,
}

/// <summary>
/// A storage account that serves badly, differently by each seed: one request in three fails in one of the ways of <see cref="Fate"/>, and now and then so many in a
/// row that the SDK gives up as well. The first commit always takes effect unheard. Which request meets which fate depends, where several are under way, on who comes first.
/// </summary>
internal sealed class StarvedTransport(int seed) : HttpPipelineTransport
{
    private const int Failing = 33; // of 100 requests
    private const int MostInARow = 40;

    private readonly HttpClientTransport _inner = new();
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();
    private int _drought;
    private bool _hasHiddenCommit;

    /// <summary>How many requests met each fate.</summary>
    public ConcurrentDictionary<Fate, int> Met { get; } = new();

    public override Request CreateRequest() => _inner.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("The hub calls storage asynchronously.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        var fate = Next();
        if (fate == Fate.Passes && !_hasHiddenCommit && IsCommit(message.Request))
        {
            fate = Fate.ResetAfter;
        }

        Met.AddOrUpdate(fate, 1, (_, count) => count + 1);
        switch (fate)
        {
            case Fate.Refused or Fate.PutOff:
                message.Response = new Busy(message.Request.ClientRequestId, fate == Fate.PutOff ? "0" : null);
                return;
            case Fate.ResetBefore or Fate.TimedOutBefore:
                throw FaultOf(fate);
        }

        await _inner.ProcessAsync(message);
        if (fate is Fate.ResetAfter or Fate.TimedOutAfter)
        {
            _hasHiddenCommit |= IsCommit(message.Request) && message.Response.Status == 201;
            throw FaultOf(fate);
        }
    }

    /// <summary>What the SDK throws in such a state when it gives up: the host delivers the message again.</summary>
    public static bool IsStarving(Exception e) => e is RequestFailedException { Status: 0 or 503 } or AggregateException or IOException or OperationCanceledException;

    private static bool IsCommit(Request request) => request.Method == RequestMethod.Put && request.Uri.Path.EndsWith($"/{IndexBlobs.ManifestName}", StringComparison.Ordinal);

    private static Exception FaultOf(Fate fate) =>
        fate is Fate.TimedOutBefore or Fate.TimedOutAfter ? new TaskCanceledException("The network timed out.") : new IOException("The connection was reset.");

    private Fate Next()
    {
        lock (_lock)
        {
            if (_drought == 0 && _random.Next(150) == 0)
            {
                _drought = _random.Next(MostInARow);
            }

            if (_drought > 0)
            {
                _drought--;
            }
            else if (_random.Next(100) >= Failing)
            {
                return Fate.Passes;
            }

            return (Fate)_random.Next((int)Fate.Refused, (int)Fate.TimedOutAfter + 1);
        }
    }

    private sealed class Busy(string id, string? retryAfter) : Response
    {
        public override int Status => 503;

        public override string ReasonPhrase => "Server Busy";

        public override Stream? ContentStream { get; set; } = new MemoryStream();

        public override string ClientRequestId { get; set; } = id;

        public override void Dispose() => ContentStream?.Dispose();

        protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) =>
            (value = name.Equals("Retry-After", StringComparison.OrdinalIgnoreCase) ? retryAfter : null) is not null;

        protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values) =>
            (values = TryGetHeader(name, out var value) ? [value] : null) is not null;

        protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

        protected override IEnumerable<HttpHeader> EnumerateHeaders() => retryAfter is null ? [] : [new HttpHeader("Retry-After", retryAfter)];
    }
}
