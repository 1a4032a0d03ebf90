using IntegrationHub.Providing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class OaiProviderFunctions(OaiProvider provider)
{
    [Function("AnswerHarvester")]
    public Task<IActionResult> AnswerAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", Route = OaiProvider.Route)] HttpRequest request, CancellationToken ct) =>
        provider.AnswerAsync(request, ct).ToActionResultAsync();
}
