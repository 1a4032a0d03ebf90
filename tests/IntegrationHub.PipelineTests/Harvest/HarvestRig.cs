using System.Globalization;
using Azure.Core.Pipeline;
using Azure.Storage.Queues;
using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Oai;
using IntegrationHub.Operations;
using IntegrationHub.Probing;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.PipelineTests.Harvest;

/// <summary>The harvesting rooms of one process, with a clock that a test moves.</summary>
internal sealed class HarvestRig
{
    public static readonly DateTimeOffset Start = DateTimeOffset.Parse("2026-05-05T05:05:05Z", CultureInfo.InvariantCulture);

    private readonly QueueClient _messages;

    public HarvestRig(string connection, FakeTimeProvider? time = null, HarvestOptions? options = null, HttpPipelineTransport? transport = null, CredentialOptions? credentials = null)
    {
        Time = time ?? new FakeTimeProvider(Start);
        var harvest = Options.Create(options ?? new HarvestOptions { CheckpointBytes = 1 });
        var account = new StorageAccount(new StorageOptions { ConnectionString = connection }, transport);
        Sources = new SourceTable(account);
        Cursors = new CursorTable(account);
        Runs = new RunTable(account);
        Windows = new WindowTable(account);
        Pages = new RawPageBlobs(account);
        Segments = new SegmentBlobs(account);
        Repositories = new StaticRepositoryBlobs(account);
        Findings = new FindingsTable(account);
        ProbeReports = new ProbeBlobs(account);
        Probes = new ProbeMemory(ProbeReports, Findings);
        Queue = new HarvestWindowsQueue(account);
        var delivery = new RunDelivery(Segments, (announced, _) =>
        {
            Announced.Add(announced);
            return Task.CompletedTask;
        });
        var client = new OaiClientOptions { AllowPrivateNetworks = true, Retries = 0 };
        var shown = new SourceCredentials(Options.Create(credentials ?? new CredentialOptions()));
        var oai = new OaiClient(OaiHttp.Create(client), client, Time);
        Probe = new ProviderProbe(oai, shown, Time, ProbeLimits.Default);
        Index = new IndexBlobs(account);
        var holdings = new SourceHoldings(Index, Segments, Options.Create(new LinkingOptions()));
        var judge = new RunJudge(Runs, Cursors, async (delivery, ct) => await holdings.ForetellAsync(delivery, ct) is var (held, withdrawn) ? new Holdings(held, withdrawn) : null!, harvest, Time);
        Finisher = new RunFinisher(Runs, Windows, judge, delivery, new CursorMover(Cursors, harvest, Time), Time, new LoggerFactory([Log]).CreateLogger<RunFinisher>());
        Interventions = new RunInterventions(Runs, Finisher, Time);
        Starter = new RunStarter(Cursors, Runs, Windows, Finisher, Queue, Time);
        Scheduler = new HarvestScheduler(Sources, Cursors, Starter, harvest, Time, NullLogger<HarvestScheduler>.Instance);
        Hosts = new HostTable(account);
        var gate = new HostGate(oai, Hosts, shown, Repositories, harvest, Time);
        var dates = new DateArguments(Findings, Time);
        var lanes = new RunLanes(Windows, Queue, Time);
        var cutter = new WindowCutter(Runs, lanes, dates, harvest, Time);
        var progress = new RunProgress(Sources, Runs, lanes, Finisher, dates, harvest);
        var kept = new KeptPages(Runs, Windows, Pages);
        Replay = new RunReplay(Runs, kept, Starter, Time);
        var walk = new WindowWalk(gate, new ProviderIntroduction(Runs, dates), cutter, kept, Windows, new CheckpointBlobs(Pages, Segments), harvest, Time);
        Harvester = new WindowHarvester(Runs, Windows, walk, progress, harvest, Time, NullLogger<WindowHarvester>.Instance);
        Reviver = new HarvestReviver(Cursors, Windows, progress, Queue, harvest, Time, NullLogger<HarvestReviver>.Instance);
        Linked = new LinkedRunTable(account);
        History = new RunHistory(Runs, Windows, Linked, Segments, Time);
        Poison = new PoisonTable(account);
        Retry = new WindowRetry(Runs, Windows, Queue, Time);
        Withdrawal = new SourceWithdrawal(Sources, Cursors, Runs, Finisher, delivery, Probes, Repositories, Time);
        _messages = account.Queues.GetQueueClient(HarvestWindowsQueue.QueueName);
    }

    public FakeTimeProvider Time { get; }

    public SourceTable Sources { get; }

    public CursorTable Cursors { get; }

    public RunTable Runs { get; }

    public WindowTable Windows { get; }

    public HostTable Hosts { get; }

    public RawPageBlobs Pages { get; }

    public SegmentBlobs Segments { get; }

    public StaticRepositoryBlobs Repositories { get; }

    /// <summary>Nothing of it is ever linked here: what is delivered counts as held all the same.</summary>
    public IndexBlobs Index { get; }

    public FindingsTable Findings { get; }

    public ProbeBlobs ProbeReports { get; }

    public ProbeMemory Probes { get; }

    public ProviderProbe Probe { get; }

    public HarvestWindowsQueue Queue { get; }

    public RunFinisher Finisher { get; }

    /// <summary>Of whoever ends runs.</summary>
    public CapturedLog Log { get; } = new();

    public RunInterventions Interventions { get; }

    public RunStarter Starter { get; }

    public HarvestScheduler Scheduler { get; }

    public RunReplay Replay { get; }

    public WindowHarvester Harvester { get; }

    public HarvestReviver Reviver { get; }

    public SourceWithdrawal Withdrawal { get; }

    public LinkedRunTable Linked { get; }

    public RunHistory History { get; }

    public PoisonTable Poison { get; }

    public WindowRetry Retry { get; }

    public List<Delivery> Announced { get; } = [];

    /// <summary>The waits that steps asked for, in order.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public static async Task<HarvestRig> CreateAsync(string connection, HarvestOptions? options = null, CredentialOptions? credentials = null)
    {
        var rig = new HarvestRig(connection, options: options, credentials: credentials);
        await rig.Sources.CreateAsync(default);
        await rig.Cursors.CreateAsync(default);
        await rig.Runs.CreateAsync(default);
        await rig.Windows.CreateAsync(default);
        await rig.Hosts.CreateAsync(default);
        await rig.Pages.CreateAsync(default);
        await rig.Segments.CreateAsync(default);
        await rig.Repositories.CreateAsync(default);
        await rig.Index.CreateAsync(default);
        await rig.Findings.CreateAsync(default);
        await rig.ProbeReports.CreateAsync(default);
        await rig.Queue.CreateAsync(default);
        await rig.Linked.CreateAsync(default);
        await rig.Poison.CreateAsync(default);
        return rig;
    }

    public static Source SourceOf(string id, string baseUrl, params string[] sets) =>
        new() { Id = SourceId.Parse(id), Name = "A source of a test", BaseUrl = baseUrl, Sets = sets };

    /// <summary>Schedules and serves the queue until nothing is left to do. Waits are done at once, by moving the clock.</summary>
    public async Task HarvestAsync()
    {
        await Scheduler.ScheduleAsync(default);
        await ServeAsync();
    }

    public async Task ServeAsync()
    {
        while ((await _messages.ReceiveMessageAsync(TimeSpan.FromSeconds(1))).Value is { } message)
        {
            var window = Queue.Decode(message.Body.ToString());
            while (await Harvester.StepAsync(window, default) is StepOutcome.Later later)
            {
                Waits.Add(later.Delay);
                Time.Advance(later.Delay);
            }

            await _messages.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }
    }

    /// <summary>Serves the queue as so many workers at once until it is empty and none is at work. What ends one of them ends all.</summary>
    public async Task ServeAsync(int workers)
    {
        var atWork = workers;
        var broken = false;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(async _ =>
        {
            var idle = false;
            try
            {
                while (!Volatile.Read(ref broken) && (!idle || Volatile.Read(ref atWork) > 0))
                {
                    if ((await _messages.ReceiveMessageAsync(TimeSpan.FromMinutes(1))).Value is not { } message)
                    {
                        _ = idle ? 0 : Interlocked.Decrement(ref atWork);
                        idle = true;
                        await Task.Yield();
                        continue;
                    }

                    _ = idle ? Interlocked.Increment(ref atWork) : 0;
                    idle = false;
                    while (await Harvester.StepAsync(Queue.Decode(message.Body.ToString()), default) is StepOutcome.Later later)
                    {
                        // Another worker may have let the time pass already.
                        Time.Advance(later.Delay > TimeSpan.Zero ? later.Delay : TimeSpan.Zero);
                    }

                    await _messages.DeleteMessageAsync(message.MessageId, message.PopReceipt);
                }
            }
            catch
            {
                Volatile.Write(ref broken, true);
                throw;
            }
        }));
    }

    public Task LoseMessagesAsync() => _messages.ClearMessagesAsync();

    public async Task<Run> RunAsync(Source source, int number) => (await Runs.FindAsync(source.Id, number, default))!.Value;

    public async Task<Window> WindowAsync(Source source, int run, int number = 1) => (await Windows.FindAsync(source.Id, run, number, default))!.Value;

    public async Task<Cursor> CursorAsync(Source source) => (await Cursors.FindAsync(source.Id, default))!.Value;

    public ValueTask<List<Delivery>> DeliveriesAsync(Source source) =>
        Segments.WaitingAsync(default).Where(delivery => delivery.Source == source.Id).ToListAsync();

    /// <summary>What linking would read of a run, in its order.</summary>
    public async Task<List<HarvestedRecord>> RecordsAsync(Source source, int run)
    {
        var all = new List<HarvestedRecord>();
        foreach (var name in (await DeliveriesAsync(source)).Single(delivery => delivery.Run == run).Segments)
        {
            all.AddRange(await Segments.ReadAsync(name, default));
        }

        return all;
    }
}
