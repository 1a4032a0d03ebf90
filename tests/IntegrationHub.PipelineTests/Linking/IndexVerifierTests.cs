using System.Text;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>A sound index passes; each kind of damage is found, and the sentence names where it is.</summary>
public sealed class IndexVerifierTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_Sound_Index_Holds_Every_Invariant_At_Every_Version()
    {
        var hub = new LinkingHub(azurite.NewAccount());
        await hub.CreateAsync();
        Assert.True((await VerifyAsync(hub)).Holds);
        await LinkedAsync(hub);

        var found = await VerifyAsync(hub);

        Assert.True(found.Holds, string.Join('\n', found.Lines()));
        Assert.True(found.Version > 2);
        Assert.All(found.Checks.Where(check => check.Invariant is not IndexInvariant.Tombstones), check => Assert.True(check.Counted > 0, check.Invariant.ToString()));
    }

    [Theory]
    [InlineData("keys", "text:", "]", ",\"00000000000000000000000001\"]", IndexInvariant.Keys, "names resource 00000000000000000000000001 1 times")]
    [InlineData("keys", "\"id:", "\",\"", "\"],[\"", IndexInvariant.Lines, "can't be read")]
    [InlineData("resources", "\"one\"", "\"since\":\"2024-01-02\"", "\"since\":\"2023-12-31\"", IndexInvariant.Members, "does not come after")]
    [InlineData("resources", "two", "\"title\":\"Tales", "\"title\":\"Songs", IndexInvariant.Keys, "record two b")]
    [InlineData("resources", "one", "\"source\":\"one\"", "\"source\":\"six\"", IndexInvariant.Holdings, "source six has 0 records")]
    public async Task Damage_In_A_Line_Is_Named(string kind, string having, string old, string changed, IndexInvariant invariant, string sentence)
    {
        var hub = await LinkedAsync();
        var manifest = (await hub.Index.ReadManifestAsync(null, default)).Manifest;
        var folder = new BlobFolder(hub.Account, IndexBlobs.Container);
        var blobs = (kind == "keys" ? manifest.Keys : manifest.Resources).Blobs.OfType<string>();
        var done = false;
        foreach (var blob in blobs)
        {
            var lines = Encoding.UTF8.GetString(JsonLines.Unpack((await folder.ReadAsync(blob, default))!.Bytes)).Split('\n');
            var at = Array.FindIndex(lines, line => line.Contains(having, StringComparison.Ordinal) && line.Contains(old, StringComparison.Ordinal));
            if (at < 0)
            {
                continue;
            }

            var place = lines[at].IndexOf(old, StringComparison.Ordinal);
            lines[at] = string.Concat(lines[at].AsSpan(0, place), changed, lines[at].AsSpan(place + old.Length));
            await folder.WriteAsync(blob, PartitionWriter.Pack(Encoding.UTF8.GetBytes(string.Join('\n', lines))), default);
            done = true;
            break;
        }

        Assert.True(done, "No line fits.");
        var found = await VerifyAsync(hub);
        Assert.False(found.Holds);
        Assert.True(found.Checks.Single(check => check.Invariant == invariant).Examples.Any(example => example.Contains(sentence, StringComparison.Ordinal)), string.Join('\n', found.Lines()));
    }

    [Fact]
    public async Task A_Line_That_Is_Missing_Is_Named_By_Blob_Key_And_Record()
    {
        var hub = await LinkedAsync();
        var (folder, blob, lines) = await FirstAsync(hub, keys: true, line => line.StartsWith("[\"id:", StringComparison.Ordinal) && line.Contains(','));
        var line = lines.First(line => line.StartsWith("[\"id:", StringComparison.Ordinal) && line.Contains(','));
        await folder.WriteAsync(blob, PartitionWriter.Pack(Encoding.UTF8.GetBytes(string.Join('\n', lines.Where(other => other != line)))), default);

        var redirects = (await VerifyAsync(hub)).Checks.Single(check => check.Invariant == IndexInvariant.Redirects);

        Assert.Equal(1, redirects.Faults);
        Assert.Contains(line[2..31], redirects.Examples[0], StringComparison.Ordinal);
        Assert.Contains(blob, redirects.Examples[0], StringComparison.Ordinal);
        Assert.Contains("has no line for it", redirects.Examples[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Blob_That_Is_Gone_Is_Named()
    {
        var hub = await LinkedAsync();
        var (folder, blob, _) = await FirstAsync(hub, keys: false, _ => true);
        await folder.DeleteAsync(blob, default);

        var blobs = (await VerifyAsync(hub)).Checks.Single(check => check.Invariant == IndexInvariant.Blobs);

        Assert.Contains(blobs.Examples, example => example.Contains(blob, StringComparison.Ordinal) && example.Contains("is gone", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Wrong_Counters_Holdings_And_A_Gap_In_The_Change_Lists_Are_Named()
    {
        var hub = await LinkedAsync();
        var stored = await hub.Index.ReadManifestAsync(null, default);
        var manifest = stored.Manifest;
        Assert.True(await hub.Index.TryCommitAsync(stored, manifest with
        {
            Version = manifest.Version + 1,
            Counters = manifest.Counters with { Linked = 99 },
        }, default));

        var found = await VerifyAsync(hub);

        Assert.Contains("counters.linked 99", found.Checks.Single(check => check.Invariant == IndexInvariant.Counters).Examples.Single(), StringComparison.Ordinal);
        Assert.NotEqual(0, found.Checks.Single(check => check.Invariant == IndexInvariant.Changes).Faults);
    }

    internal static Task<IndexVerification> VerifyAsync(LinkingHub hub) =>
        new IndexVerifier(hub.Index, Options.Create(new LinkingOptions()), NullLogger<IndexVerifier>.Instance).VerifyAsync(default);

    private static async Task<(BlobFolder Folder, string Blob, string[] Lines)> FirstAsync(LinkingHub hub, bool keys, Predicate<string> having)
    {
        var manifest = (await hub.Index.ReadManifestAsync(null, default)).Manifest;
        var folder = new BlobFolder(hub.Account, IndexBlobs.Container);
        foreach (var blob in (keys ? manifest.Keys : manifest.Resources).Blobs.OfType<string>())
        {
            var lines = Encoding.UTF8.GetString(JsonLines.Unpack((await folder.ReadAsync(blob, default))!.Bytes)).Split('\n');
            if (Array.Exists(lines, having))
            {
                return (folder, blob, lines);
            }
        }

        throw new InvalidOperationException("No line fits.");
    }

    private async Task<LinkingHub> LinkedAsync()
    {
        var hub = new LinkingHub(azurite.NewAccount());
        await hub.CreateAsync();
        await LinkedAsync(hub);
        return hub;
    }

    private static async Task LinkedAsync(LinkingHub hub)
    {
        string[] names = ["heron", "otter", "salmon", "beaver", "kingfisher", "pike", "lotus", "willow"];
        await hub.DeliverAsync("one", 1, false, [.. names.Select((name, i) => ($"a{i}", (BibliographicRecord?)LinkingHub.Book($"Tales of the lake, told by the {name}", "Su, Shi")))]);
        await hub.DeliverAsync("two", 2, false, [.. names.Select((name, i) => ($"b{i}", (BibliographicRecord?)LinkingHub.Book($"Tales of the lake, told by the {name}", "Su, Shi")))]);
        await hub.LinkAsync();
        await hub.DeliverAsync("two", 3, false, ("b6", null), ("b7", LinkingHub.Book("A history of bridges", "Mao, Yisheng")));
        await hub.LinkAsync();
    }
}
