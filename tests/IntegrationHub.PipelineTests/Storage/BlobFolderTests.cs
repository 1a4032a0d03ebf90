using System.Text;
using Azure;
using Azure.Core;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Storage;

public sealed class BlobFolderTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Reads_What_Was_Written_Last_With_Its_Version()
    {
        var folder = await NewAsync();
        await folder.WriteAsync("a/b.txt", Bytes("first, and longer"), default);
        await folder.WriteAsync("a/b.txt", Bytes("second"), default);

        var blob = await folder.ReadAsync("a/b.txt", default);

        Assert.Equal("second", Encoding.UTF8.GetString(blob!.Bytes));
        Assert.Equal(blob.ETag, await folder.ReadETagAsync("a/b.txt", default));
        Assert.NotNull(await folder.ReadTimeAsync("a/b.txt", default));
    }

    [Fact]
    public async Task Has_Nothing_Where_Nothing_Is()
    {
        var folder = await NewAsync();

        Assert.Null(await folder.ReadAsync("none", default));
        Assert.Null(await folder.ReadETagAsync("none", default));
        Assert.Null(await folder.ReadTimeAsync("none", default));
        await folder.DeleteAsync("none", default);
    }

    [Fact]
    public async Task Is_Made_Once_However_Often_It_Is_Asked_For()
    {
        var folder = await NewAsync();
        await folder.WriteAsync("kept", Bytes("x"), default);

        await folder.CreateAsync(default);

        Assert.NotNull(await folder.ReadAsync("kept", default));
    }

    [Fact]
    public async Task Writes_An_Empty_Blob()
    {
        var folder = await NewAsync();
        await folder.WriteAsync("empty", default, default);

        Assert.Empty((await folder.ReadAsync("empty", default))!.Bytes);
    }

    [Fact]
    public async Task Lists_A_Prefix_In_Ordinal_Order_And_Forgets_The_Deleted()
    {
        var folder = await NewAsync();
        foreach (var name in (string[])["a/10", "a/9", "a/Z", "ab", "b/1", "a/gone"])
        {
            await folder.WriteAsync(name, Bytes("x"), default);
        }

        await folder.DeleteAsync("a/gone", default);

        Assert.Equal(["a/10", "a/9", "a/Z"], await folder.ListAsync("a/", default).ToListAsync());
    }

    [Fact]
    public async Task Replaces_Only_The_Version_That_Was_Read()
    {
        var folder = await NewAsync();
        var first = await folder.TryReplaceAsync("pointer", Bytes("1"), expected: null, default);
        var second = await folder.TryReplaceAsync("pointer", Bytes("2"), first, default);

        Assert.Null(await folder.TryReplaceAsync("pointer", Bytes("late"), first, default));
        Assert.Null(await folder.TryReplaceAsync("pointer", Bytes("late"), expected: null, default));
        Assert.Equal(second, await folder.ReadETagAsync("pointer", default));
    }

    [Fact]
    public async Task Does_Not_Bring_A_Deleted_Pointer_Back()
    {
        var folder = await NewAsync();
        var read = await folder.TryReplaceAsync("pointer", Bytes("1"), expected: null, default);
        await folder.DeleteAsync("pointer", default);

        Assert.Null(await folder.TryReplaceAsync("pointer", Bytes("2"), read, default));
        Assert.Null(await folder.ReadAsync("pointer", default));
    }

    [Fact]
    public async Task Of_Many_That_Replace_One_Version_One_Wins()
    {
        var folder = await NewAsync();
        var read = await folder.TryReplaceAsync("pointer", Bytes("0"), expected: null, default);

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(async n => (Number: n, ETag: await folder.TryReplaceAsync("pointer", Bytes($"{n}"), read, default))));

        var winner = Assert.Single(answers, answer => answer.ETag is not null);
        Assert.Equal($"{winner.Number}", Encoding.UTF8.GetString((await folder.ReadAsync("pointer", default))!.Bytes));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_Replacement_Whose_Answer_Was_Lost_Seems_Lost_But_Stands(bool isFirst)
    {
        var losing = new LosingTransport(RequestMethod.Put);
        var folder = new BlobFolder(new StorageAccount(new StorageOptions { ConnectionString = azurite.NewAccount() }, losing), "things");
        await folder.CreateAsync(default);
        ETag? read = isFirst ? null : await folder.TryReplaceAsync("pointer", Bytes("1"), expected: null, default);
        losing.Arm();

        Assert.Null(await folder.TryReplaceAsync("pointer", Bytes("2"), read, default));

        Assert.True(losing.HasLost);
        Assert.Equal("2", Encoding.UTF8.GetString((await folder.ReadAsync("pointer", default))!.Bytes));
    }

    private async Task<BlobFolder> NewAsync()
    {
        var folder = new BlobFolder(new StorageAccount(new StorageOptions { ConnectionString = azurite.NewAccount() }), "things");
        await folder.CreateAsync(default);
        return folder;
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
