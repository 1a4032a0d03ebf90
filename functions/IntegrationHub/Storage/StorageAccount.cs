using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Options;

namespace IntegrationHub.Storage;

/// <summary>The three SDK clients of the one storage account, made alike: one API version, one credential, the SDK's own retries.</summary>
public sealed class StorageAccount
{
    public StorageAccount(IOptions<StorageOptions> options)
        : this(options.Value)
    {
    }

    public StorageAccount(StorageOptions options)
        : this(options, transport: null)
    {
    }

    /// <param name="transport">Stands between the SDK and the service where a test wants to; null: nothing does.</param>
    /// <param name="longestPause">Between the SDK's tries, for a test that has no time to wait; null: as the SDK has it.</param>
    internal StorageAccount(StorageOptions options, HttpPipelineTransport? transport, TimeSpan? longestPause = null)
    {
        // One version that Azurite 3.35 and Azure both speak: an emulator that a developer runs already must not refuse us.
        var blobs = new BlobClientOptions(BlobClientOptions.ServiceVersion.V2024_11_04);
        var queues = new QueueClientOptions(QueueClientOptions.ServiceVersion.V2024_11_04) { MessageEncoding = QueueMessageEncoding.Base64 };
        var tables = new TableClientOptions(TableClientOptions.ServiceVersion.V2020_12_06);

        if (transport is not null)
        {
            blobs.Transport = queues.Transport = tables.Transport = transport;
        }

        if (longestPause is { } pause)
        {
            foreach (var retry in new[] { blobs.Retry, queues.Retry, tables.Retry })
            {
                retry.Delay = retry.MaxDelay = pause;
            }
        }

        if (options.ConnectionString is { Length: > 0 } connection)
        {
            Blobs = new BlobServiceClient(connection, blobs);
            Queues = new QueueServiceClient(connection, queues);
            Tables = new TableServiceClient(connection, tables);
        }
        else if (options.AccountName is { Length: > 0 } account)
        {
            TokenCredential credential = new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = options.ClientId });
            Blobs = new BlobServiceClient(new Uri($"https://{account}.blob.core.windows.net"), credential, blobs);
            Queues = new QueueServiceClient(new Uri($"https://{account}.queue.core.windows.net"), credential, queues);
            Tables = new TableServiceClient(new Uri($"https://{account}.table.core.windows.net"), credential, tables);
        }
        else
        {
            throw new InvalidOperationException(
                "No storage account: set AzureWebJobsStorage to a connection string (UseDevelopmentStorage=true for Azurite), " +
                "or AzureWebJobsStorage__accountName for access with a managed identity.");
        }
    }

    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues { get; }

    public TableServiceClient Tables { get; }
}
