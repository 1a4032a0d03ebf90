using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using IntegrationHub.Storage;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.PipelineTests.Storage;

public sealed class BlobLockTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Is_Held_By_One_Until_It_Is_Freed()
    {
        var (locks, _) = await NewAsync();
        var held = await locks.TryTakeAsync("linking", default);

        Assert.NotNull(held);
        Assert.Null(await locks.TryTakeAsync("linking", default));

        await held.DisposeAsync();
        await using var again = await locks.TryTakeAsync("linking", default);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task Locks_Of_Different_Names_Do_Not_Meet()
    {
        var (locks, _) = await NewAsync();
        await using var linking = await locks.TryTakeAsync("linking", default);
        await using var publishing = await locks.TryTakeAsync("publishing", default);

        Assert.NotNull(linking);
        Assert.NotNull(publishing);
    }

    [Fact]
    public async Task Of_Many_That_Ask_For_A_New_Name_At_Once_One_Gets_It()
    {
        var (locks, _) = await NewAsync();

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => locks.TryTakeAsync("linking", default)));

        await Assert.Single(all, held => held is not null)!.DisposeAsync();
    }

    [Fact]
    public async Task A_Lock_That_Was_Lost_To_Another_Is_Let_Go_Without_Harm()
    {
        var (locks, blob) = await NewAsync();
        var lost = await locks.TryTakeAsync("linking", default);
        await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        await using var other = await locks.TryTakeAsync("linking", default);

        Assert.NotNull(other);
        await lost!.DisposeAsync();

        Assert.Null(await locks.TryTakeAsync("linking", default));
    }

    [Fact]
    public async Task A_Lock_Whose_Renewal_Is_Refused_Is_Let_Go_Without_Harm()
    {
        var (locks, blob) = await NewAsync();
        var lost = await locks.TryTakeAsync("linking", default);
        await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);

        _time.Advance(TimeSpan.FromSeconds(5));
        await lost!.DisposeAsync();
    }

    [Fact]
    public async Task A_Lock_Whose_Blob_Was_Deleted_Is_Let_Go_Without_Harm_And_Made_Again()
    {
        var (locks, blob) = await NewAsync();
        var lost = await locks.TryTakeAsync("linking", default);
        await blob.GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        await blob.DeleteAsync();

        await lost!.DisposeAsync();

        await using var again = await locks.TryTakeAsync("linking", default);
        Assert.NotNull(again);
    }

    [Fact]
    public async Task Outlives_A_Service_That_Can_Not_Be_Reached()
    {
        var cut = new CutTransport();
        var account = new StorageAccount(new StorageOptions { ConnectionString = azurite.NewAccount() }, cut);
        var locks = new BlobLock(account, _time);
        await locks.CreateAsync(default);
        var held = await locks.TryTakeAsync("linking", default);
        cut.IsCut = true;

        await held!.DisposeAsync();
    }

    private async Task<(BlobLock Locks, BlobClient Blob)> NewAsync()
    {
        var account = new StorageAccount(new StorageOptions { ConnectionString = azurite.NewAccount() });
        var locks = new BlobLock(account, _time);
        await locks.CreateAsync(default);
        return (locks, account.Blobs.GetBlobContainerClient(BlobLock.Container).GetBlobClient("linking"));
    }
}
