using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace IntegrationHub;

/// <summary>
/// What the hub's HTTP methods answer with. They return <see cref="IResult"/>, which ASP.NET's TypedResults make; the isolated worker
/// executes only <see cref="IActionResult"/>, so triggers turn one into the other.
/// </summary>
public static class HttpAnswers
{
    public static async Task<IActionResult> ToActionResultAsync(this Task<IResult> answer) => (await answer).ToActionResult();

    public static IActionResult ToActionResult(this IResult answer) => new ResultAction(answer);

    internal static IResult Json<T>(T answer, JsonTypeInfo<T> json, int status = StatusCodes.Status200OK) =>
        TypedResults.Text(ReadableJson.Write(answer, json), "application/json; charset=utf-8", status);

    /// <summary>RFC 9457 problem details.</summary>
    /// <param name="title">What went wrong, the same for every such problem.</param>
    /// <param name="detail">What went wrong here and what to do about it.</param>
    public static IResult Problem(int status, string title, string detail) => TypedResults.Problem(detail: detail, statusCode: status, title: title);

    public static IResult NotFound(string detail) => Problem(StatusCodes.Status404NotFound, "Not found", detail);

    /// <param name="errors">Every mistake at once: property or parameter name to its sentences.</param>
    public static IResult Invalid(string title, IReadOnlyDictionary<string, string[]> errors) =>
        TypedResults.ValidationProblem(errors.ToDictionary(), title: title);

    private sealed class ResultAction(IResult answer) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => answer.ExecuteAsync(context.HttpContext);
    }
}
