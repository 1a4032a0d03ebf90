using Azure.Storage.Blobs.Models;
using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using IntegrationHub.Storage;

namespace IntegrationHub.Benchmarks;

/// <summary>What a first load leaves in each container, from the provider's pages to the feed.</summary>
internal static class BlobsBenchmark
{
    private const int PageSize = 500;

    public static async Task RunAsync(int records)
    {
        await using var azurite = await HubOnAzurite.AzuriteAsync();
        await using var provider = await Child.ProviderAsync(records, PageSize);
        await using var hub = await HubOnAzurite.StartAsync(azurite.ConnectionString(HubOnAzurite.Account(0)));
        var run = await hub.HarvestAsync("generated", provider.BaseUrl, records, []);
        await hub.Get<RecordLinker>().LinkAsync(new LinkRecords("a benchmark"), CancellationToken.None);
        await hub.Get<FeedPublisher>().PublishAsync(new PublishFeed(1), CancellationToken.None);

        Report.Title($"Written for {records:N0} records, from {run.Counts.Bytes / (double)records:N0} bytes a record of pages", "container", "blobs", "bytes", "blobs per 1,000 records", "bytes per 1,000 records");
        await foreach (var container in hub.Get<StorageAccount>().Blobs.GetBlobContainersAsync())
        {
            var (blobs, bytes) = (0, 0L);
            await foreach (var blob in hub.Get<StorageAccount>().Blobs.GetBlobContainerClient(container.Name).GetBlobsAsync(new GetBlobsOptions()))
            {
                (blobs, bytes) = (blobs + 1, bytes + blob.Properties.ContentLength!.Value);
            }

            if (blobs > 0)
            {
                Report.Row($"{container.Name}", $"{blobs:N0}", $"{bytes:N0}", $"{blobs * 1000.0 / records:0.00}", $"{bytes * 1000.0 / records:N0}");
            }
        }
    }
}
