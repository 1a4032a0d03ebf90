using IntegrationHub.Oai;
using IntegrationHub.Records;
using IntegrationHub.Storage;

namespace IntegrationHub.Harvest;

/// <summary>What one worker holds of a window between two writes of its row: pages not yet stored, and where it is.</summary>
internal sealed class WindowStep(
    Run run, Versioned<Window> taken, WindowTable windows, CheckpointBlobs blobs, HarvestOptions options, TimeProvider time)
{
    private const int MostFaults = 10;

    private readonly MetadataFormats _formats = new();
    private readonly SourceAccess _access = SourceAccess.Of(run.Source);
    private readonly HashSet<string> _asked = taken.Value.Token is { } token ? [token] : [];
    private readonly int _firstNumber = CheckpointRange.FirstOf(taken.Value.Claim);
    private readonly long _started = time.GetTimestamp();

    private Task<Versioned<Window>?> _stored = Task.FromResult<Versioned<Window>?>(taken);
    private string? _token = taken.Value.Token;
    private Checkpoint _collected = new(SourceAccess.Of(run.Source), KeepsPages(run));
    private int _number = CheckpointRange.FirstOf(taken.Value.Claim);
    private long _written = time.GetTimestamp();
    private int _empty;
    private ListSeen? _seen;

    /// <summary>What to cut, should the window have to be begun again; null: nothing.</summary>
    public WindowCut? OnRestart { get; set; }

    /// <summary>The list so far; null where its beginning was seen by an earlier step.</summary>
    public ListSeen? Seen => _seen;

    /// <summary>Of the page to be taken next.</summary>
    public string? Token => _token;

    /// <summary>Whether the step has had its time (or its names: see <see cref="CheckpointRange.PerClaim"/>).</summary>
    public bool IsOver =>
        time.GetElapsedTime(_started) >= options.StepTime || _number - _firstNumber >= CheckpointRange.PerClaim - 1;

    public bool IsFull => _collected.Bytes >= options.CheckpointBytes || time.GetElapsedTime(_written) >= options.CheckpointTime;

    /// <returns>The token if it has not been asked for in this step; null if it has.</returns>
    public string? Unknown(string? token) => token is null || token == _token || _asked.Contains(token) ? null : token;

    /// <summary>Reads a page and keeps it, unless it is faulty. Of one that breaks off, what came before the break is kept; it is asked for again.</summary>
    public PageVerdict Take(IPageSource pages, OaiFetch.Page raw)
    {
        OaiPage<CrosswalkedRecord> page;
        IEnumerable<string>? datestamps;
        int? readBy;
        try
        {
            (page, datestamps, readBy) = pages.Read(_token, raw, _formats.Read);
        }
        catch (OaiFormatException e)
        {
            return new PageVerdict.Faulty(e.Message, Transient: true);
        }

        var verdict = HarvestStep.AfterPage(_token, page, _asked.Contains, _empty);
        if (verdict is PageVerdict.Faulty)
        {
            if (page.Truncated && page.Records.Count > 0)
            {
                // What could not be read of it may be what the break has cut through.
                _collected.Add(raw, page with { Rejects = [] });
            }

            return verdict;
        }

        var isEmpty = page.Records.Count + page.Rejects.Count == 0;
        _empty = !isEmpty ? 0 : datestamps is null ? _empty : _empty + 1;
        if (datestamps is not null)
        {
            See(page, datestamps);
        }

        _collected.Add(raw, page, readBy);
        _token = (verdict as PageVerdict.Follow)?.Token;
        if (_token is not null)
        {
            _asked.Add(_token);
        }

        return verdict;
    }

    /// <summary>Begins to write a checkpoint, once the one before it is stored: packing and sending it takes as long as harvesting the next pages.</summary>
    /// <returns>False if another worker has taken the window.</returns>
    public async Task<bool> KeepAsync(CancellationToken ct)
    {
        if (await _stored.WaitAsync(ct) is not { } stored)
        {
            return false;
        }

        // What is begun is finished, also when the host stops meanwhile: SettleAsync waits for it.
        var advance = Cut(static window => window);
        _stored = Task.Run(() => advance(stored, CancellationToken.None), CancellationToken.None);
        return true;
    }

    /// <summary>Nothing is being written any more, whether that went well or not.</summary>
    public async Task SettleAsync() => await ((Task)_stored).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Writes a checkpoint: what is stored then goes on from the next page.</summary>
    /// <returns>The window as stored; null if another worker has taken it. The same holds for the methods below.</returns>
    public Task<Window?> PauseAsync(CancellationToken ct) => AdvanceAsync(window => window, ct);

    /// <summary>Writes the window as it is to be before its list is asked for.</summary>
    public Task<Window?> BeginAsync(Window prepared, CancellationToken ct) =>
        AdvanceAsync(window => window with { Cut = prepared.Cut, Attempt = prepared.Attempt, Indivisible = prepared.Indivisible }, ct);

    /// <summary>Leaves the list, which its parts will bring.</summary>
    public Task<Window?> CutAsync(WindowCut cut, CancellationToken ct)
    {
        _collected = new Checkpoint(_access, KeepsPages(run));
        return AdvanceAsync(window => HarvestStep.Cut(window, cut), ct);
    }

    /// <summary>The list has come to its end.</summary>
    public Task<Window?> EndAsync(CancellationToken ct) => AdvanceAsync(window => window with { State = WindowState.Done }, ct);

    public Task<Window?> StopAsync(OaiFetch instead, CancellationToken ct) => instead switch
    {
        OaiFetch.Busy busy => AdvanceAsync(window => window with
        {
            Counts = window.Counts with { Waits = window.Counts.Waits + 1, Waited = window.Counts.Waited + busy.RetryAfter },
            WaitsFor = busy.Because ?? "The provider says that it is busy.",
            NotBefore = time.GetUtcNow() + busy.RetryAfter,
        }, ct),
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
            var faulty = window with
            {
                Faults = window.Faults.Count < MostFaults ? [.. window.Faults, fault] : window.Faults,
                Counts = window.Counts with { Faults = window.Counts.Faults + 1 },
            };
            return HarvestStep.AfterFault(faulty, transient, options) switch
            {
                FaultVerdict.Wait => faulty with { FaultsInARow = faulty.FaultsInARow + 1, NotBefore = now + HarvestStep.WaitAfterFault(faulty, options) },
                FaultVerdict.Restart => HarvestStep.Restart(faulty) with { Cut = OnRestart },
                _ => HarvestStep.Fail(faulty, fault.Reason, now),
            };
        },
        ct);

    /// <summary>A replay reads what is kept: to keep it twice would only cost.</summary>
    private static bool KeepsPages(Run run) => run.Because != RunReason.Replay;

    private void See(OaiPage<CrosswalkedRecord> page, IEnumerable<string> datestamps)
    {
        if (_seen is not null)
        {
            _seen = _seen with { Pages = _seen.Pages + 1 };
        }
        else if (_token is null && taken.Value.Token is null)
        {
            _seen = new ListSeen(1, page.CompleteListSize ?? page.ResumptionToken?.CompleteListSize, [.. datestamps.Select(OaiDates.Parse).OfType<DateTimeOffset>()]);
        }
    }

    private async Task<Window?> AdvanceAsync(Func<Window, Window> change, CancellationToken ct)
    {
        if (await _stored is not { } stored)
        {
            return null;
        }

        _stored = Cut(change)(stored, ct);
        return (await _stored)?.Value;
    }

    /// <summary>Takes what is collected as the next checkpoint; pages that come from now on belong to the one after it.</summary>
    /// <returns>Writes it upon the window as stored.</returns>
    private Func<Versioned<Window>, CancellationToken, Task<Versioned<Window>?>> Cut(Func<Window, Window> change)
    {
        var (collected, number, token) = (_collected, _number, _token);
        if (!collected.IsEmpty)
        {
            _number++;
            _collected = new Checkpoint(_access, KeepsPages(run));
            _written = time.GetTimestamp();
        }

        return async (stored, ct) =>
        {
            var window = stored.Value with { Token = token };
            if (!collected.IsEmpty)
            {
                await blobs.WriteAsync(window, number, collected, ct);
                window = collected.AddTo(window, number);
            }

            return await windows.TryAdvanceAsync(stored, change(window) with { Moved = time.GetUtcNow() }, ct);
        };
    }
}
