using System.Diagnostics.CodeAnalysis;

namespace IntegrationHub.Oai;

/// <summary>A static repository file, read and found valid.</summary>
public sealed class StaticRepository
{
    /// <summary>False with every mistake, each one sentence with its place, when the file can't be served as it is.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> file, [NotNullWhen(true)] out StaticRepository? repository, out IReadOnlyList<string> mistakes) =>
        throw new NotImplementedException();
}

/// <summary>Answers OAI-PMH 2.0 requests from a <see cref="StaticRepository"/>.</summary>
public static class StaticRepositoryGateway
{
    public const int DefaultPageSize = 100;

    /// <summary>An OAI-PMH answer in UTF-8 (<c>text/xml</c>), protocol errors included: HTTP status 200 always.</summary>
    /// <param name="repository">What is served.</param>
    /// <param name="arguments">Of the query string or the form body, in order, repetitions included.</param>
    /// <param name="baseUrl">The public address of this repository, without arguments.</param>
    /// <param name="now">The response date.</param>
    /// <param name="pageSize">Records a page.</param>
    public static byte[] Answer(
        StaticRepository repository, IEnumerable<KeyValuePair<string, string>> arguments, Uri baseUrl, DateTimeOffset now, int pageSize = DefaultPageSize) =>
        throw new NotImplementedException();
}
