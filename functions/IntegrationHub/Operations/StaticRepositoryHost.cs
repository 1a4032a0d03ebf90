using IntegrationHub.Harvest;
using IntegrationHub.Oai;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>Serves uploaded static repositories by OAI-PMH, as a gateway does, so that they are harvested like any other source.</summary>
public sealed class StaticRepositoryHost(StaticRepositoryBlobs repositories, TimeProvider time)
{
    private const int FirstBuffer = 64 * 1024;

    /// <summary>Any of the six verbs, by GET or POST (section 3.1.1 of OAI-PMH).</summary>
    public async Task<IResult> AnswerAsync(HttpRequest request, string name, CancellationToken ct)
    {
        if (!SourceId.TryParse(name, out var id) || await repositories.OpenAsync(id, ct) is not { } repository)
        {
            return HttpAnswers.NotFound($"There is no static repository '{name}'.");
        }

        var arguments = request.HasFormContentType ? (await request.ReadFormAsync(ct)).AsEnumerable() : request.Query;
        var baseUrl = new Uri($"{request.Scheme}://{request.Host}{request.PathBase}{request.Path}");
        var answer = StaticRepositoryGateway.Answer(
            repository,
            arguments.SelectMany(argument => argument.Value, (argument, value) => KeyValuePair.Create(argument.Key, value ?? "")),
            baseUrl,
            time.GetUtcNow());
        return TypedResults.Bytes(answer, "text/xml; charset=utf-8");
    }

    /// <summary>Stores the body as <paramref name="name"/>, if it can be served.</summary>
    public async Task<IResult> PutAsync(HttpRequest request, string name, CancellationToken ct)
    {
        if (!SourceId.TryParse(name, out var id))
        {
            return Invalid("name", [$"'{name}' is no name for a repository: take 2 to 40 of a-z, 0-9 and inner hyphens."]);
        }

        if (request.ContentLength > StaticRepository.MaxBytes
            || await BoundedBody.ReadAsync(request.Body, FirstBuffer, StaticRepository.MaxBytes, alive: static () => { }, ct) is not { } file)
        {
            return HttpAnswers.Problem(StatusCodes.Status413PayloadTooLarge, "Too large", $"At most {StaticRepository.MaxBytes:N0} bytes are served: split the file into several repositories.");
        }

        if (!StaticRepository.TryRead(file, out _, out var mistakes))
        {
            return Invalid("file", [.. mistakes]);
        }

        await repositories.StoreAsync(id, file, ct);
        return TypedResults.NoContent();
    }

    private static IResult Invalid(string property, string[] sentences) =>
        HttpAnswers.Invalid("The static repository is not valid", new Dictionary<string, string[]> { [property] = sentences });
}
