using IntegrationHub.Oai;
using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>One window's way to its provider, for one step.</summary>
internal sealed class HostPass : IAsyncDisposable
{
    /// <summary>How old the knowledge of the host may be: what other instances hear of it is heeded so late.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private readonly HostGate _gate;
    private readonly Source _source;
    private readonly OaiCredential? _credential;
    private readonly string _host;
    private readonly string _holder;
    private readonly SemaphoreSlim _one = new(1);
    private readonly StaticRepositoryFile? _file;

    private HostLease? _lease;
    private HostSlots _slots;
    private int? _perMinute;
    private DateTimeOffset _seen;
    private DateTimeOffset? _asked;

    public HostPass(HostGate gate, Window window, Source source, (OaiCredential? Credential, string? Refusal) shown)
    {
        _gate = gate;
        _source = source;
        (_credential, Refusal) = shown;
        _host = ProviderHost.NameOf(source);
        _file = source.StaticRepository ? new StaticRepositoryFile(source, gate.Repositories, gate.Time) : null;
        _holder = $"{window.Source}/{window.Run}/{window.Number}";
    }

    /// <summary>Why the provider can't be asked at all; null: it can.</summary>
    public string? Refusal { get; }

    /// <summary>Asks when it is this window's turn. <see cref="OaiFetch.Busy"/> where that is too far away to be waited for here.</summary>
    public Task<OaiFetch> FetchAsync(OaiRequest request, CancellationToken ct) =>
        _file is null ? AskAsync(request, ct) : _file.AnswerAsync(request, file => AskAsync(file, ct), ct);

    /// <summary>Gives the place back, whatever has become of the step.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_lease is { } lease)
        {
            await _gate.Hosts.ChangeAsync(_host, host => HostRules.Leave(host, lease), CancellationToken.None);
        }

        _one.Dispose();
    }

    private async Task<OaiFetch> AskAsync(OaiRequest request, CancellationToken ct)
    {
        if (Refusal is not null)
        {
            return new OaiFetch.Failed(Refusal, Transient: false, request.ToUri(), null, "");
        }

        if (await TurnAsync(ct) is { } wait)
        {
            var rest = wait.Until - _gate.Time.GetUtcNow();
            return new OaiFetch.Busy(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, Status: null, wait.Because);
        }

        var fetch = await _gate.Client.FetchAsync(request with { Credential = _credential }, ct);
        if (fetch is OaiFetch.Busy { Status: not null } busy)
        {
            await _gate.LeaveAloneAsync(_host, _gate.Time.GetUtcNow() + busy.RetryAfter, ct);
        }

        return fetch;
    }

    /// <returns>Null: now.</returns>
    private async Task<HostWait?> TurnAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var now = _gate.Time.GetUtcNow();
            var pause = now - _asked;
            if (HostRules.OutsideHours(_source.Pace, now) is { } closed)
            {
                return closed;
            }

            if (_gate.LeftAloneUntil(_host) is { } until && until > now)
            {
                return new HostWait(until, $"{_host} has asked to be left alone until then.");
            }

            if ((_lease is null || now - _seen >= Fresh || (_perMinute is not null && _slots.Next(now) is null)) && await LookAsync(now, pause, ct) is { } wait)
            {
                return wait;
            }

            _asked = now;
            if (_perMinute is not null && _slots.Next(now) is var (slot, later))
            {
                _slots = later;
                if (slot > now)
                {
                    await Task.Delay(slot - now, _gate.Time, ct);
                    _asked = slot;
                }
            }

            return null;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Takes a place at the host, or sees what has become of it, and has the next moments promised where they are counted.</summary>
    private async Task<HostWait?> LookAsync(DateTimeOffset now, TimeSpan? pause, CancellationToken ct)
    {
        HostWait? wait = null;
        var lease = _lease;
        var slots = _slots;
        int? perMinute = null;
        await _gate.Hosts.ChangeAsync(
            _host,
            known =>
            {
                (lease, slots) = (_lease, _slots);
                wait = HostRules.WaitOf(known, _source, _holder, now);
                if (wait is not null)
                {
                    return known;
                }

                var host = known;
                if (lease is null || !known.AtWork.Contains(lease))
                {
                    host = HostRules.Enter(known, _source, _holder, now + _gate.LeaseTime, now);
                    lease = host.AtWork[^1];
                }

                perMinute = HostRules.RequestsPerMinute(host, now);
                if (perMinute is { } most && slots.Next(now) is null)
                {
                    (host, slots, wait) = HostRules.Promise(host, most, pause, now);
                }

                return wait is null ? host : known;
            },
            ct);
        if (wait is null)
        {
            (_lease, _slots, _perMinute, _seen) = (lease, slots, perMinute, now);
        }

        return wait;
    }
}
