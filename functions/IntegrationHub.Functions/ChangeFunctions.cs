using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class ChangeFunctions(ChangeFeed changes, FeedDumps dumps)
{
    [Function("GetChanges")]
    public Task<IActionResult> GetChangesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = FeedUrls.ChangesRoute)] HttpRequest request, CancellationToken ct) =>
        changes.GetAsync(request, ct).ToActionResultAsync();

    [Function("ListDumps")]
    public Task<IActionResult> ListDumpsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = FeedUrls.DumpsRoute)] HttpRequest request, CancellationToken ct) =>
        dumps.ListAsync(request, ct).ToActionResultAsync();

    [Function("GetDump")]
    public Task<IActionResult> GetDumpAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = FeedUrls.DumpRoute)] HttpRequest request, string version, CancellationToken ct) =>
        dumps.GetAsync(request, version, ct).ToActionResultAsync();

    [Function("GetDumpPart")]
    public Task<IActionResult> GetDumpPartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "options", Route = FeedUrls.DumpPartRoute)] HttpRequest request, string version, string part, CancellationToken ct) =>
        dumps.GetPartAsync(request, version, part, ct).ToActionResultAsync();
}
