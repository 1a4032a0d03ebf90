using IntegrationHub.Oai;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>What one worker holds of a window between two writes of its row: pages not yet stored, and where it is.</summary>
internal sealed class WindowStep(
    AccessPolicy access, Versioned<Window> taken, WindowTable windows, CheckpointBlobs blobs, HarvestOptions options, TimeProvider time)
{
    private const int MostFaults = 10;

    private readonly OaiDcCrosswalk _crosswalk = new(access);
    private readonly HashSet<string> _asked = taken.Value.Token is { } token ? [token] : [];
    private readonly int _firstNumber = CheckpointRange.FirstOf(taken.Value.Claim);
    private readonly long _started = time.GetTimestamp();

    private Versioned<Window> _stored = taken;
    private string? _token = taken.Value.Token;
    private Checkpoint _collected = new();
    private int _number = CheckpointRange.FirstOf(taken.Value.Claim);
    private long _written = time.GetTimestamp();
    private int _empty;

    /// <summary>Whether the step has had its time (or its names: see <see cref="CheckpointRange.PerClaim"/>).</summary>
    public bool IsOver =>
        time.GetElapsedTime(_started) >= options.StepTime || _number - _firstNumber >= CheckpointRange.PerClaim - 1;

    public bool IsFull => _collected.Bytes >= options.CheckpointBytes || time.GetElapsedTime(_written) >= options.CheckpointTime;

    /// <returns>The token if it has not been asked for in this step; null if it has.</returns>
    public string? Unknown(string? token) => token is null || token == _token || _asked.Contains(token) ? null : token;

    /// <summary>Reads a page and keeps it, unless it is faulty.</summary>
    public PageVerdict Take(OaiFetch.Page raw)
    {
        OaiPage<BibliographicRecord> page;
        try
        {
            page = OaiPageReader.Read(raw.Body, _crosswalk.Read);
        }
        catch (OaiFormatException e)
        {
            return new PageVerdict.Faulty(e.Message, Transient: true);
        }

        var verdict = HarvestStep.AfterPage(_token, page, _asked.Contains, _empty);
        if (verdict is PageVerdict.Faulty)
        {
            return verdict;
        }

        _collected.Add(raw, page);
        _empty = page.Records.Count + page.Rejects.Count == 0 ? _empty + 1 : 0;
        _token = (verdict as PageVerdict.Follow)?.Token;
        if (_token is not null)
        {
            _asked.Add(_token);
        }

        return verdict;
    }

    /// <summary>Writes a checkpoint: what is stored then goes on from the next page.</summary>
    /// <returns>The window as stored; null if another worker has taken it. The same holds for the methods below.</returns>
    public Task<Window?> PauseAsync(CancellationToken ct) => AdvanceAsync(window => window, ct);

    /// <summary>The list has come to its end.</summary>
    public Task<Window?> EndAsync(CancellationToken ct) => AdvanceAsync(window => window with { State = WindowState.Done }, ct);

    public Task<Window?> StopAsync(OaiFetch instead, CancellationToken ct) => instead switch
    {
        OaiFetch.Busy busy => AdvanceAsync(window => window with { Waits = window.Waits + 1, NotBefore = time.GetUtcNow() + busy.RetryAfter }, ct),
        OaiFetch.Failed failed => FaultAsync(
            HarvestFault.Of(failed.Reason, failed.RequestUri, failed.Status, failed.FirstBytes), failed.Transient, ct),
        _ => throw new InvalidOperationException($"{instead.GetType().Name} is no reason to stop."),
    };

    public Task<Window?> StopAsync(PageVerdict.Faulty faulty, OaiFetch.Page page, CancellationToken ct) =>
        FaultAsync(HarvestFault.Of(faulty.Reason, page.RequestUri, status: null, HarvestFault.Beginning(page.Body)), faulty.Transient, ct);

    private Task<Window?> FaultAsync(HarvestFault fault, bool transient, CancellationToken ct) => AdvanceAsync(
        window =>
        {
            var now = time.GetUtcNow();
            var faulty = window with { Faults = window.Faults.Count < MostFaults ? [.. window.Faults, fault] : window.Faults };
            return HarvestStep.AfterFault(faulty, transient, options) switch
            {
                FaultVerdict.Wait => faulty with { FaultsInARow = faulty.FaultsInARow + 1, NotBefore = now + HarvestStep.WaitAfterFault(faulty, options) },
                FaultVerdict.Restart => HarvestStep.Restart(faulty),
                _ => HarvestStep.Fail(faulty, fault.Reason, now),
            };
        },
        ct);

    private async Task<Window?> AdvanceAsync(Func<Window, Window> change, CancellationToken ct)
    {
        var window = _stored.Value with { Token = _token };
        if (!_collected.IsEmpty)
        {
            await blobs.WriteAsync(window, _number, _collected, ct);
            window = _collected.AddTo(window, _number);
            _number++;
            _collected = new Checkpoint();
            _written = time.GetTimestamp();
        }

        if (await windows.TryAdvanceAsync(_stored, change(window) with { Moved = time.GetUtcNow() }, ct) is not { } stored)
        {
            return null;
        }

        _stored = stored;
        return stored.Value;
    }
}
