using IntegrationHub.Notifying;
using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class WebSubFunctions(WebSubApi hub)
{
    [Function("SubscribeByWebSub")]
    public Task<IActionResult> PostAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = FeedUrls.WebSubRoute)] HttpRequest request, CancellationToken ct) =>
        hub.PostAsync(request, ct).ToActionResultAsync();
}
