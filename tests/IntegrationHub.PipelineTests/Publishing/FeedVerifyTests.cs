using System.Text;
using IntegrationHub.Publishing;
using IntegrationHub.Publishing.Checking;
using IntegrationHub.Records;

namespace IntegrationHub.PipelineTests.Publishing;

/// <summary>The hub's own feed under its own checker: as it is served, and as exported files.</summary>
public sealed class FeedVerifyTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hub-export-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("https://hub.example/opds/2")]
    [InlineData("https://hub.example/opds/1")]
    public async Task The_Published_Feed_Breaks_No_Rule(string root)
    {
        var rig = await PublishedAsync();

        var report = await new FeedChecker(new RigSource(rig), new FeedCheckLimits()).CheckAsync(new Uri(root), default);

        Assert.Empty(report.Findings.Where(finding => finding.Fault is not { Severity: FeedSeverity.Should, Rule: "images" or "publication self" }).Select(finding => finding.ToString()));
        Assert.Equal(98, report.Entries);
        Assert.True(report.Documents > 60, $"{report.Documents} documents");
    }

    [Fact]
    public async Task Wrong_Counts_Links_And_Types_In_What_Is_Served_Are_Found()
    {
        var rig = await PublishedAsync();
        var source = new RigSource(rig)
        {
            Change = (address, body) => address.AbsoluteUri == "https://hub.example/opds/2/all" ? body.Replace("\"numberOfItems\":98", "\"numberOfItems\":97", StringComparison.Ordinal)
                : address.AbsoluteUri == "https://hub.example/opds/1/type" ? body.Replace("/opds/1/type/book", "/opds/1/type/lost", StringComparison.Ordinal) : body,
        };

        var report = await new FeedChecker(source, new FeedCheckLimits()).CheckAsync(new Uri("https://hub.example/opds/2"), default);

        Assert.Contains(report.Findings, finding => finding.Fault.Rule == "numberOfItems" && finding.Document.AbsoluteUri == "https://hub.example/opds/2/all");
        Assert.Contains(report.Findings, finding => finding.Fault.Rule == "link" && finding.Document.AbsoluteUri == "https://hub.example/opds/1/type");
        Assert.False(report.Holds);
    }

    [Fact]
    public async Task An_Exported_Feed_Breaks_No_Rule_And_The_Same_Feed_Gives_The_Same_Files()
    {
        var rig = await PublishedAsync();
        var first = (await rig.Export.WriteAsync(_folder, "https://mirror.example/nav", default))!;
        Assert.Equal((first.Files, 0), (first.Written, first.Removed));
        var report = await VerifyAsync();
        Assert.Empty(report.Findings.Where(finding => finding.Fault is not { Severity: FeedSeverity.Should, Rule: "images" or "publication self" }).Select(finding => finding.ToString()));
        Assert.Equal(98, report.Entries);
        // A full page that the first one repeats, with none older to lead to it, waits for the day when it is linked to.
        Assert.InRange(first.Files - report.Documents, 0, 4);

        await File.WriteAllTextAsync(Path.Combine(_folder, "opds", "2", "all", "page-999.json"), "{}");
        await File.WriteAllTextAsync(Path.Combine(_folder, "opds", "2", "robots.txt"), "of somebody else");
        await File.WriteAllTextAsync(Path.Combine(_folder, "opds", "2", "index.json.part"), "cut off");
        var again = (await rig.Export.WriteAsync(_folder, "https://mirror.example/nav", default))!;
        Assert.Equal((first.Files, 0, 2), (again.Files, again.Written, again.Removed));
        Assert.True(File.Exists(Path.Combine(_folder, "opds", "2", "robots.txt")));

        await rig.CommitAsync([FeedRig.Book(900)]);
        await rig.PublishAsync();
        var then = (await rig.Export.WriteAsync(_folder, "https://mirror.example/nav", default))!;
        Assert.InRange(then.Written, 1, first.Files / 2);
        Assert.True((await VerifyAsync()).Holds);
    }

    [Fact]
    public async Task A_Damaged_Mirror_Is_Found_Out()
    {
        var rig = await PublishedAsync();
        await rig.Export.WriteAsync(_folder, "https://mirror.example/nav", default);
        File.Delete(Path.Combine(_folder, "opds", "2", "all", "page-1.json"));
        var feed = Path.Combine(_folder, "opds", "1", "all", "index.xml");
        await File.WriteAllTextAsync(feed, (await File.ReadAllTextAsync(feed)).Replace("<updated>", "<updated>x", StringComparison.Ordinal));

        var report = await VerifyAsync();

        Assert.Contains(report.Findings, finding => finding.Fault.Rule == "link" && finding.Fault.Reason.Contains("page-1.json answers 404", StringComparison.Ordinal));
        Assert.Contains(report.Findings, finding => finding.Fault.Rule == "date");
        Assert.False(report.Holds);
    }

    [Fact]
    public async Task What_Was_Withdrawn_Is_Gone_And_What_Was_Merged_Leads_On_And_Neither_Is_In_The_Feed()
    {
        var rig = await PublishedAsync();
        var (withdrawn, merged, target) = (FeedRig.Book(50).Id, FeedRig.Book(51).Id, FeedRig.Book(52).Id);
        rig.Leads[withdrawn] = null;
        rig.Leads[merged] = target;
        await rig.CommitAsync([], [withdrawn, merged]);
        await rig.PublishAsync();

        var ids = (await rig.WalkAsync("all")).Select(entry => entry.GetProperty("metadata").GetProperty("identifier").GetString()).ToList();
        Assert.Equal((410, 308), ((await rig.GetAsync($"https://hub.example/api/resources/{withdrawn}")).Status, (await rig.GetAsync($"https://hub.example/api/resources/{merged}")).Status));
        Assert.DoesNotContain(FeedUrls.IdOf(withdrawn), ids);
        Assert.DoesNotContain(FeedUrls.IdOf(merged), ids);
        Assert.Contains(FeedUrls.IdOf(target), ids);
        // Every entry leads to a resource that is there: the walk has asked for its two forms and its page, the description of the search, and the newest 25 tombstones.
        var report = await new FeedChecker(new RigSource(rig), new FeedCheckLimits()).CheckAsync(new Uri("https://hub.example/opds/2"), default);
        Assert.Equal((96, (3 * 96) + 1 + 25, true), (report.Entries, report.Others, report.Holds));
    }

    [Fact]
    public async Task Names_Of_Nodes_Come_In_The_Language_Asked_For()
    {
        var rig = await PublishedAsync();

        Assert.Contains("全部资源 All resources", await TextAsync(null), StringComparison.Ordinal);
        Assert.DoesNotContain("All resources", await TextAsync("zh-CN,zh;q=0.9,en;q=0.8"), StringComparison.Ordinal);
        Assert.DoesNotContain("全部资源", await TextAsync("en-GB"), StringComparison.Ordinal);
        var english = await rig.GetAsync("https://hub.example/opds/1", acceptLanguage: "en");
        Assert.Equal(("en", "Accept-Encoding, Accept-Language"), (english.Headers.ContentLanguage.ToString(), english.Headers.Vary.ToString()));
        Assert.NotEqual(english.ETag, (await rig.GetAsync("https://hub.example/opds/1", acceptLanguage: "zh")).ETag);
        Assert.Equal("联盟资源导航", (await rig.GetAsync("https://hub.example/opds/2")).Json.GetProperty("metadata").GetProperty("title").GetProperty("zh").GetString());

        async Task<string> TextAsync(string? language) => Encoding.UTF8.GetString((await rig.GetAsync("https://hub.example/opds/1", acceptLanguage: language)).Body);
    }

    private async Task<FeedCheckReport> VerifyAsync()
    {
        var folder = (await FeedFolder.OpenAsync(_folder, default))!;
        return await new FeedChecker(folder, new FeedCheckLimits()).CheckAsync(folder.Root, default);
    }

    private async Task<FeedRig> PublishedAsync()
    {
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(Enumerable.Range(0, 123).Select(i => FeedRig.Book(i, change: record => i != 7 ? record : record with
        {
            Thumbnail = "https://cashl.example/7.png",
            Contributors = [new Agent("译者") { Role = "trl" }],
            Series = [new Container("丛书") { Volume = "3" }],
        })));
        await rig.PublishAsync();
        await rig.CommitAsync([FeedRig.Book(8, "2024-06-01", record => record with { Languages = ["fr"] })], [.. Enumerable.Range(20, 25).Select(i => FeedRig.Book(i).Id)]);
        await rig.PublishAsync();
        return rig;
    }
}

/// <summary>A rig's feed, as a checker asks for it.</summary>
internal sealed class RigSource(FeedRig rig) : IFeedSource
{
    public Func<Uri, string, string>? Change { get; init; }

    public bool IsOurs(Uri address) => address.Host == "hub.example";

    public async Task<FeedFetch> GetAsync(Uri address, string? accept, bool body, CancellationToken ct)
    {
        var answer = await rig.GetAsync(address.AbsoluteUri, method: body ? "GET" : "HEAD");
        if (answer.Status == 308)
        {
            answer = await rig.GetAsync(answer.Headers.Location.ToString(), method: body ? "GET" : "HEAD");
        }

        var text = Change?.Invoke(address, Encoding.UTF8.GetString(answer.Body));
        return new FeedFetch(answer.Status, answer.Headers.ContentType.ToString() is { Length: > 0 } type ? type : null, text is null ? answer.Body : Encoding.UTF8.GetBytes(text));
    }
}
