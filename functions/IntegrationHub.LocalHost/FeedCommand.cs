using IntegrationHub.Publishing;
using IntegrationHub.Publishing.Checking;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IntegrationHub.LocalHost;

internal enum FeedAct
{
    Verify,
    Export,
}

/// <param name="Target">A URL or a folder.</param>
/// <param name="Documents">With <see cref="FeedAct.Verify"/>: how many to read at most.</param>
/// <param name="Address">With <see cref="FeedAct.Export"/>: where the folder will be served; null: the hub's own public address.</param>
internal sealed record FeedWish(FeedAct Act, string Target, int Documents = FeedWish.DefaultDocuments, string? Address = null)
{
    public const int DefaultDocuments = 20_000;
}

/// <summary>Checks a feed, the hub's or any other, and writes the hub's as files.</summary>
internal sealed class FeedCommand(FeedWish wish, TextWriter output)
{
    /// <summary>Needs neither storage nor hub.</summary>
    /// <returns>The exit code: 0 if no MUST is broken.</returns>
    public async Task<int> VerifyAsync(CancellationToken ct)
    {
        var limits = new FeedCheckLimits(Documents: wish.Documents);
        FeedCheckReport report;
        if (Uri.TryCreate(wish.Target, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            using var web = new HttpFeedSource(url);
            report = await new FeedChecker(web, limits).CheckAsync(url, ct);
        }
        else if (await FeedFolder.OpenAsync(wish.Target, ct) is { } folder)
        {
            report = await new FeedChecker(folder, limits).CheckAsync(folder.Root, ct);
        }
        else
        {
            throw new StartupException($"'{wish.Target}' is neither an http or https address nor a folder with an exported feed.");
        }

        foreach (var line in report.Lines())
        {
            output.WriteLine(line);
        }

        return report.Holds ? 0 : 1;
    }

    public async Task<int> ExportAsync(IConfiguration settings, CancellationToken ct)
    {
        await using var hub = new ServiceCollection().AddLogging().AddIntegrationHub(settings).BuildServiceProvider();
        foreach (var service in hub.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(ct);
        }

        var address = wish.Address ?? hub.GetRequiredService<IOptions<PublishingOptions>>().Value.PublicUrl;
        if (await hub.GetRequiredService<FeedExport>().WriteAsync(wish.Target, address, ct) is not { } done)
        {
            output.WriteLine("Nothing is published yet.");
            return 1;
        }

        output.WriteLine(FormattableString.Invariant($"{done.Files:N0} files for {address}: {done.Written:N0} written, {done.Removed:N0} removed, the others as they were."));
        return 0;
    }
}
