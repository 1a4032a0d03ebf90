using System.Text;
using System.Text.RegularExpressions;
using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

/// <summary>One of <c>../shared/wild</c>, and what the hub makes of it.</summary>
internal sealed partial class WildFile
{
    private WildFile(string path, string outcome, string reason, OaiPage<string>? page) => (Path, Outcome, Reason, Page) = (path, outcome, reason, page);

    public static string Folder { get; } = Shared.Folder("wild");

    /// <summary>Below the folder, as CLASSIFIED.tsv names it.</summary>
    public string Path { get; }

    /// <summary>In two words at most.</summary>
    public string Outcome { get; }

    /// <summary>Why it is no page of records; empty where it is one.</summary>
    public string Reason { get; }

    /// <summary>Each record's metadata is the name of its format: the payload's namespace, or its root without one.</summary>
    public OaiPage<string>? Page { get; }

    /// <summary>A record that was kept without its answer and is read in one of ours.</summary>
    public bool IsBareRecord { get; private init; }

    public static IEnumerable<WildFile> All() =>
        from file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where !file.EndsWith(".tsv", StringComparison.Ordinal)
        select Read(System.IO.Path.GetRelativePath(Folder, file), File.ReadAllBytes(file));

    private static WildFile Read(string path, byte[] bytes)
    {
        var isBare = BareRecord().IsMatch(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 4096)));
        try
        {
            var page = OaiPageReader.Read(isBare ? InAnAnswer(bytes) : bytes, reader => reader.NamespaceURI is { Length: > 0 } name ? name : $"'{reader.LocalName}'");
            var (outcome, reason) = page.Records.Count + page.Rejects.Count > 0 ? (isBare ? "bare record" : "list", "")
                : page.Errors.Count > 0 ? ("error", page.Errors[0].Code)
                : OtherVerb(bytes) is { } verb ? (verb, "another verb's answer")
                : page.Truncated ? ("broken", page.TruncatedBecause!)
                : ("empty list", "");
            return new WildFile(path, outcome, reason, page) { IsBareRecord = isBare };
        }
        catch (OaiFormatException e)
        {
            return new WildFile(path, "no OAI-PMH", e.Message, null);
        }
    }

    private static string? OtherVerb(byte[] bytes) =>
        OaiIdentify.Read(bytes).RepositoryName.Length > 0 ? "Identify"
        : OaiMetadataFormats.Read(bytes).Formats.Count > 0 ? "formats"
        : OaiSets.Read(bytes).Sets.Count > 0 ? "sets" : null;

    private static byte[] InAnAnswer(byte[] record)
    {
        var start = record.AsSpan().IndexOf("<?xml"u8) >= 0 ? record.AsSpan().IndexOf("?>"u8) + 2 : 0;
        return [.. "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><ListRecords>"u8, .. record.AsSpan(start), .. "</ListRecords></OAI-PMH>"u8];
    }

    [GeneratedRegex(@"^(?:\xEF\xBB\xBF)?\s*(?:<\?xml[^>]*>)?\s*(?:<!--.*?-->\s*)*<(?:\w+:)?record\b[^>]*>\s*<(?:\w+:)?header\b", RegexOptions.Singleline)]
    private static partial Regex BareRecord();
}
