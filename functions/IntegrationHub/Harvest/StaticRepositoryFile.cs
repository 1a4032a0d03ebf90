using IntegrationHub.Oai;
using IntegrationHub.Sources;

namespace IntegrationHub.Harvest;

/// <summary>A static repository at an address: its file is asked for once a step, and answers everything else as a gateway would.</summary>
internal sealed class StaticRepositoryFile(Source source, StaticRepositoryBlobs blobs, TimeProvider time)
{
    private const int PageSize = 500;
    private const int MistakesTold = 3;

    private StaticRepository? _read;

    /// <param name="request">Any but for the file.</param>
    /// <param name="ask">Asks the server.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<OaiFetch> AnswerAsync(OaiRequest request, Func<OaiRequest, Task<OaiFetch>> ask, CancellationToken ct)
    {
        if (_read is null)
        {
            var fetch = await ask(OaiRequest.File(new Uri(source.BaseUrl)));
            if (fetch is not OaiFetch.Page page)
            {
                return fetch;
            }

            if (page.Body.Length > StaticRepository.MaxBytes)
            {
                return Refused(page, $"The file has {page.Body.Length:N0} bytes, of {StaticRepository.MaxBytes:N0} that are read: ask its owner to split it into several repositories.");
            }

            if (!StaticRepository.TryRead(page.Body, out var repository, out var mistakes))
            {
                return Refused(page, $"It is no static repository's file, or one with mistakes that have to be put right in it: {string.Join(' ', mistakes.Take(MistakesTold))}");
            }

            // What was shown to the hub alone is not for everybody.
            if (source.Credential is null)
            {
                await blobs.KeepAsync(source.Id, repository, page.Body, ct);
            }

            _read = repository;
        }

        return StaticRepositoryGateway.Answer(_read, request, time, PageSize);
    }

    private static OaiFetch.Failed Refused(OaiFetch.Page page, string reason) => new(reason, Transient: false, page.RequestUri, null, HarvestFault.Beginning(page.Body));
}
