using System.Text.Json;
using Azure.Core;
using Azure.Data.Tables;
using IntegrationHub.Linking;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Storage;

public sealed class JsonTableTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Keeps_A_Row_As_One_Readable_Document()
    {
        var account = NewAccount();
        var table = await NewAsync(account);
        var inserted = await table.TryInsertAsync("p", "r", "“联盟” & <more>", default);

        var found = await table.FindAsync("p", "r", default);
        var raw = await new Rows(account, "things").FindAsync("p", "r", default);

        Assert.Equal(inserted, found);
        Assert.Equal("\"“联盟” & <more>\"", raw!.GetString("Document"));
    }

    [Fact]
    public async Task Inserts_Only_What_Is_Not_There()
    {
        var table = await NewAsync(NewAccount());
        await table.TryInsertAsync("p", "r", "first", default);

        Assert.Null(await table.TryInsertAsync("p", "r", "second", default));
        Assert.Equal("first", (await table.FindAsync("p", "r", default))!.Value);
    }

    [Fact]
    public async Task Replaces_Only_The_Version_That_Was_Read()
    {
        var table = await NewAsync(NewAccount());
        var first = await table.TryInsertAsync("p", "r", "1", default);
        var second = await table.TryReplaceAsync("p", "r", "2", first!.ETag, default);

        Assert.Null(await table.TryReplaceAsync("p", "r", "late", first.ETag, default));
        Assert.Equal(second, await table.FindAsync("p", "r", default));
    }

    [Fact]
    public async Task Does_Not_Bring_A_Deleted_Row_Back()
    {
        var table = await NewAsync(NewAccount());
        var read = await table.TryInsertAsync("p", "r", "1", default);
        Assert.True(await table.TryDeleteAsync("p", "r", read!.ETag, default));

        Assert.Null(await table.TryReplaceAsync("p", "r", "2", read.ETag, default));
        Assert.Null(await table.FindAsync("p", "r", default));
        Assert.True(await table.TryDeleteAsync("p", "r", read.ETag, default));
    }

    [Fact]
    public async Task Deletes_Only_The_Version_That_Was_Read()
    {
        var table = await NewAsync(NewAccount());
        var first = await table.TryInsertAsync("p", "r", "1", default);
        await table.TryReplaceAsync("p", "r", "2", first!.ETag, default);

        Assert.False(await table.TryDeleteAsync("p", "r", first.ETag, default));
        Assert.NotNull(await table.FindAsync("p", "r", default));
    }

    [Fact]
    public async Task Of_Many_That_Replace_One_Version_One_Wins()
    {
        var table = await NewAsync(NewAccount());
        var read = await table.TryInsertAsync("p", "r", "0", default);

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(number => table.TryReplaceAsync("p", "r", $"{number}", read!.ETag, default)));

        Assert.Equal(Assert.Single(answers, answer => answer is not null), await table.FindAsync("p", "r", default));
    }

    [Fact]
    public async Task A_Replacement_Whose_Answer_Was_Lost_Is_Known_As_Its_Own()
    {
        var losing = new LosingTransport(RequestMethod.Put);
        var table = await NewAsync(NewAccount(losing));
        var read = await table.TryInsertAsync("p", "r", "1", default);
        losing.Arm();

        var replaced = await table.TryReplaceAsync("p", "r", "2", read!.ETag, default);

        Assert.True(losing.HasLost);
        Assert.Equal(replaced, await table.FindAsync("p", "r", default));
        Assert.Equal("2", replaced?.Value);
    }

    [Fact]
    public async Task An_Insertion_Whose_Answer_Was_Lost_Says_That_The_Row_Exists()
    {
        var losing = new LosingTransport(RequestMethod.Post);
        var table = await NewAsync(NewAccount(losing));
        losing.Arm();

        Assert.Null(await table.TryInsertAsync("p", "r", "1", default));

        Assert.True(losing.HasLost);
        Assert.Equal("1", (await table.FindAsync("p", "r", default))!.Value);
    }

    [Fact]
    public async Task Lists_A_Partition_Or_All_In_Key_Order()
    {
        var table = await NewAsync(NewAccount());
        foreach (var (partition, row) in (ValueTuple<string, string>[])[("b", "1"), ("a'quote", "2"), ("a'quote", "10"), ("aa", "1")])
        {
            await table.TryInsertAsync(partition, row, $"{partition}/{row}", default);
        }

        Assert.Equal(["a'quote/10", "a'quote/2"], await table.ListAsync("a'quote", default).Select(row => row.Value).ToListAsync());
        Assert.Equal(["a'quote/10", "a'quote/2", "aa/1", "b/1"], await table.ListAsync(null, default).Select(row => row.Value).ToListAsync());
    }

    [Theory]
    [InlineData(31_000)]
    [InlineData(33_000)]
    [InlineData(400_000)]
    public async Task Holds_A_Document_Of_Many_Columns(int length)
    {
        var table = await NewAsync(NewAccount());
        var large = new string('文', length);

        var inserted = await table.TryInsertAsync("p", "r", large, default);
        Assert.Equal(large, (await table.FindAsync("p", "r", default))!.Value);

        await table.TryReplaceAsync("p", "r", "short again", inserted!.ETag, default);
        Assert.Equal("short again", (await table.FindAsync("p", "r", default))!.Value);
    }

    [Fact]
    public async Task Names_The_Row_That_Is_None_Of_Its_Documents()
    {
        var account = NewAccount();
        var table = await NewAsync(account);
        await new Rows(account, "things").TryInsertAsync(new TableEntity("p", "empty") { ["Document"] = "null" }, default);
        await new Rows(account, "things").TryInsertAsync(new TableEntity("p", "other"), default);

        Assert.Contains("p/empty", (await Assert.ThrowsAsync<JsonException>(() => table.FindAsync("p", "empty", default))).Message, StringComparison.Ordinal);
        Assert.Contains("p/other", (await Assert.ThrowsAnyAsync<JsonException>(() => table.FindAsync("p", "other", default))).Message, StringComparison.Ordinal);
    }

    private StorageAccount NewAccount(LosingTransport? transport = null) => new(new StorageOptions { ConnectionString = azurite.NewAccount() }, transport);

    private static async Task<JsonTable<string>> NewAsync(StorageAccount account)
    {
        var table = new JsonTable<string>(account, "things", IndexJson.Default.String);
        await table.CreateAsync(default);
        return table;
    }
}
