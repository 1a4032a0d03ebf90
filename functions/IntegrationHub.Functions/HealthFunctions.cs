using IntegrationHub.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class HealthFunctions(HealthApi health, AddressApi addresses)
{
    [Function("GetAddresses")]
    public Task<IActionResult> AddressesAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api")] HttpRequest request) =>
        addresses.GetAsync(request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("GetHealth")]
    public Task<IActionResult> HealthAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request) =>
        health.GetAsync(request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("GetOpenApi")]
    public static Task<IActionResult> OpenApiAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request)
    {
        _ = request;
        return Task.FromResult(OpenApiDocument.Answer().ToActionResult());
    }
}
