using System.ComponentModel.DataAnnotations;

namespace IntegrationHub.Linking;

/// <summary>Section <c>Linking</c>.</summary>
public sealed class LinkingOptions
{
    public const string Section = "Linking";

    /// <summary>Records that one step takes at most: what its memory is for.</summary>
    [Range(1, 10_000_000)]
    public int RecordsPerStep { get; set; } = 80_000;

    /// <summary>
    /// Compressed bytes that a partition grows to before the index doubles its partitions. On Azurite few and large ones are fast (1 MiB);
    /// on Azure many small ones are (128 KiB): a step then costs what it touches.
    /// </summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int PartitionBytes { get; set; } = 1024 * 1024;

    /// <summary>A key that more records hold than this says nothing about any of them: it makes no candidates. An eighth of it for keys of part of a title.</summary>
    [Range(2, 10_000)]
    public int HoldersPerKey { get; set; } = 200;

    /// <summary>Versions whose change list is kept for those who follow the index.</summary>
    [Range(1, 500)]
    public int ChangeLists { get; set; } = 50;

    /// <summary>Versions kept whole beside the current one.</summary>
    [Range(1, 100)]
    public int KeptVersions { get; set; } = 2;

    /// <summary>Blobs read or written at once.</summary>
    [Range(1, 64)]
    public int Parallel { get; set; } = 4;

    /// <summary>Unpacked partitions that a reader keeps in memory.</summary>
    [Range(1, 65_536)]
    public int CacheMegabytes { get; set; } = 128;

    /// <summary>How long a reader trusts the manifest without asking whether it is still the current one.</summary>
    public TimeSpan ManifestAge { get; set; } = TimeSpan.FromSeconds(2);
}
