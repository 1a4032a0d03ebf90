using IntegrationHub.Operations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub.Functions;

public sealed class ReviewFunctions(ReviewApi reviews)
{
    [Function("ListReviews")]
    public Task<IActionResult> ListAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/admin/reviews")] HttpRequest request) =>
        reviews.ListAsync(request, request.HttpContext.RequestAborted).ToActionResultAsync();

    [Function("AnswerReview")]
    public Task<IActionResult> AnswerAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/admin/reviews/{a}/{b}")] HttpRequest request, string a, string b) =>
        reviews.AnswerAsync(request, a, b, request.HttpContext.RequestAborted).ToActionResultAsync();
}
