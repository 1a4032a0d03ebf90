using System.Text.Json.Serialization;

namespace IntegrationHub.Publishing;

/// <summary>A version of the feed that can be downloaded whole.</summary>
/// <param name="At">When it was published.</param>
/// <param name="Url">Of its manifest.</param>
internal sealed record DumpSummary(long Version, string At, int Resources, string Url);

/// <param name="Dumps">The newest first.</param>
internal sealed record DumpList(IReadOnlyList<DumpSummary> Dumps);

/// <summary>What a dump is made of.</summary>
/// <param name="Title">The consortium's feed.</param>
/// <param name="Contact">Whom to write to.</param>
/// <param name="MediaType">Of the lines, once they are unpacked.</param>
/// <param name="Changes">What has changed since this version.</param>
/// <param name="Checksums">The parts' SHA-256 as <c>sha256sum -c</c> reads them.</param>
/// <param name="Parts">One behind the other they are the whole; so are their gzips.</param>
internal sealed record DumpManifest(
    long Version, string At, string Title, string TitleEnglish, string Contact, string MediaType, int Resources, long Bytes, string Changes, string Checksums, IReadOnlyList<DumpPart> Parts);

/// <param name="Bytes">Of the gzip.</param>
/// <param name="Sha256">Of the same, in hexadecimal.</param>
internal sealed record DumpPart(string Name, string Url, int Resources, long Bytes, string Sha256);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DumpList))]
[JsonSerializable(typeof(DumpManifest))]
internal sealed partial class DumpJson : JsonSerializerContext;
