using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;

namespace IntegrationHub.Oai;

/// <summary>
/// A static repository file (openarchives.org, guidelines for static repositories), read and found valid.
/// Beyond that specification it may have sets (<c>setSpec</c> in headers, names in an optional <c>ListSets</c>) and deleted records.
/// </summary>
public sealed class StaticRepository
{
    /// <summary>A file is held in memory while it is served; and Kestrel takes no request of more than 30,000,000 bytes.</summary>
    public const int MaxBytes = 28 * 1024 * 1024;

    internal StaticRepository(ReadOnlySpan<byte> file, OaiIdentify identify, IReadOnlyList<string> descriptions,
        IReadOnlyList<OaiMetadataFormat> formats, IReadOnlyList<OaiSet> sets, IReadOnlyDictionary<string, StaticRecord[]> records)
    {
        Fingerprint = XxHash3.HashToUInt64(file).ToString("x16", null);
        Identify = identify;
        Descriptions = descriptions;
        Formats = formats;
        Sets = sets;
        Records = records;
    }

    /// <summary>As the file says it, save that no record is earlier than its earliest datestamp.</summary>
    public OaiIdentify Identify { get; }

    public IReadOnlyList<OaiMetadataFormat> Formats { get; }

    /// <summary>Those listed, those used, and their parents, by spec.</summary>
    public IReadOnlyList<OaiSet> Sets { get; }

    /// <summary>Of the bytes: equal files, equal fingerprints.</summary>
    public string Fingerprint { get; }

    internal IReadOnlyList<string> Descriptions { get; }

    /// <summary>By metadata prefix, ordered by datestamp and identifier (ordinal).</summary>
    internal IReadOnlyDictionary<string, StaticRecord[]> Records { get; }

    /// <summary>False with every mistake, each one sentence with its line, when the file can't be served as it is.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> file, [NotNullWhen(true)] out StaticRepository? repository, out IReadOnlyList<string> mistakes)
    {
        var reader = new StaticRepositoryReader();
        repository = reader.Read(file);
        mistakes = reader.Mistakes;
        return repository is not null;
    }
}

/// <param name="Header">Its datestamp is a day.</param>
/// <param name="Metadata">The payload as XML, every prefix it uses declared; empty when deleted.</param>
/// <param name="Abouts">The same of its about containers.</param>
internal sealed record StaticRecord(OaiHeader Header, string Metadata, IReadOnlyList<string> Abouts);
