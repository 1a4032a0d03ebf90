using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace IntegrationHub.PipelineTests.LocalHost;

public sealed class AzuriteFixtureTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Serves_Blobs_Queues_And_Tables()
    {
        await new BlobContainerClient(azurite.ConnectionString, "things").CreateAsync();
        await new QueueClient(azurite.ConnectionString, "things").CreateAsync();
        await new TableClient(azurite.ConnectionString, "things").CreateAsync();
    }

    [Fact]
    public async Task Gives_Each_Asker_An_Empty_Account()
    {
        await new BlobContainerClient(azurite.NewAccount(), "mine").CreateAsync();

        Assert.False(await new BlobContainerClient(azurite.NewAccount(), "mine").ExistsAsync());
    }
}
