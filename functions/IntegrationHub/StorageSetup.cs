using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Operations;
using IntegrationHub.Probing;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Search;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Hosting;

namespace IntegrationHub;

/// <summary>
/// Makes every table, container and queue that is not there yet, before any trigger is served: as the host is starting, since the Functions worker's own
/// service, registered before the hub's, would take work as soon as it has started.
/// </summary>
internal sealed class StorageSetup(
    StorageAccount account, BlobLock locks, HarvestWindowsQueue windows, LinkRequestsQueue links, PublishRequestsQueue publications) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.WhenAll(
        new SourceTable(account).CreateAsync(cancellationToken),
        new RunTable(account).CreateAsync(cancellationToken),
        new WindowTable(account).CreateAsync(cancellationToken),
        new HostTable(account).CreateAsync(cancellationToken),
        new CursorTable(account).CreateAsync(cancellationToken),
        new FindingsTable(account).CreateAsync(cancellationToken),
        new ProbeBlobs(account).CreateAsync(cancellationToken),
        new RawPageBlobs(account).CreateAsync(cancellationToken),
        new SegmentBlobs(account).CreateAsync(cancellationToken),
        new LinkedRunTable(account).CreateAsync(cancellationToken),
        new DecisionTable(account).CreateAsync(cancellationToken),
        new PoisonTable(account).CreateAsync(cancellationToken),
        new IndexBlobs(account).CreateAsync(cancellationToken),
        new FeedBlobs(account).CreateAsync(cancellationToken),
        new NavigationTable(account).CreateAsync(cancellationToken),
        new SearchBlobs(account).CreateAsync(cancellationToken),
        new StaticRepositoryBlobs(account).CreateAsync(cancellationToken),
        locks.CreateAsync(cancellationToken),
        windows.CreateAsync(cancellationToken),
        links.CreateAsync(cancellationToken),
        publications.CreateAsync(cancellationToken));

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
