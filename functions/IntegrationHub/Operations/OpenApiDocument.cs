using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>The description of every route, <c>openapi.json</c>, which is part of the assembly.</summary>
public static class OpenApiDocument
{
    private static readonly Lazy<byte[]> Bytes = new(Read);

    public static IResult Answer() => TypedResults.Bytes(Bytes.Value, "application/vnd.oai.openapi+json;version=3.1");

    internal static byte[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("openapi.json")
            ?? throw new InvalidOperationException("openapi.json is not part of the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
