using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace IntegrationHub.Records;

/// <summary>
/// Licences and rights marks to one address each: Creative Commons, rightsstatements.org, and those of <c>Licences.txt</c>. What is in copyright, or may be mined
/// for text, says nothing of who may read it; it is kept as evidence that says Unknown.
/// </summary>
internal static class Licences
{
    private const string RightsStatementsHost = "rightsstatements.org/";
    private const string RightsStatements = "http://rightsstatements.org/vocab/";

    private static readonly SearchValues<char> AfterAddress = SearchValues.Create(" \t\"'<>|，。；、)）]》");

    // Pages that name a licence by its SPDX identifier.
    private static readonly string[] Registries = ["spdx.org/licenses/", "opensource.org/licenses/", "opensource.org/license/", "choosealicense.com/licenses/"];

    // All twelve (https://rightsstatements.org/page/1.0/). They speak of copyright: where there is none, nobody needs leave to read; a contract (NoC-CR) may still keep readers out.
    private static readonly FrozenDictionary<string, (string Name, AccessStatus Says)> Statements = new Dictionary<string, (string, AccessStatus)>(StringComparer.OrdinalIgnoreCase)
    {
        ["InC"] = ("In Copyright", AccessStatus.Unknown),
        ["InC-OW-EU"] = ("In Copyright - EU Orphan Work", AccessStatus.Unknown),
        ["InC-EDU"] = ("In Copyright - Educational Use Permitted", AccessStatus.Unknown),
        ["InC-NC"] = ("In Copyright - Non-Commercial Use Permitted", AccessStatus.Unknown),
        ["InC-RUU"] = ("In Copyright - Rights-holder(s) Unlocatable or Unidentifiable", AccessStatus.Unknown),
        ["NoC-CR"] = ("No Copyright - Contractual Restrictions", AccessStatus.Unknown),
        ["NoC-NC"] = ("No Copyright - Non-Commercial Use Only", AccessStatus.Free),
        ["NoC-OKLR"] = ("No Copyright - Other Known Legal Restrictions", AccessStatus.Free),
        ["NoC-US"] = ("No Copyright - United States", AccessStatus.Free),
        ["CNE"] = ("Copyright Not Evaluated", AccessStatus.Unknown),
        ["UND"] = ("Copyright Undetermined", AccessStatus.Unknown),
        ["NKC"] = ("No Known Copyright", AccessStatus.Free),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, AccessEvidence> StatementNames =
        Statements.ToFrozenDictionary(statement => TextFolding.Fold(statement.Value.Name), statement => OfStatement(statement.Key, "1.0"), StringComparer.Ordinal);

    private static readonly LicenceTable Table = LicenceTable.Read();

    /// <param name="folded"><paramref name="text"/> as <see cref="TextFolding.Fold"/> gives it.</param>
    public static bool TryRead(string text, string folded, [NotNullWhen(true)] out AccessEvidence? evidence)
    {
        evidence = CreativeCommons.Read(text, folded) is { } address
            ? new AccessEvidence(EvidenceKind.Licence, AccessStatus.Open, address, EvidenceStrength.Strong)
            : OfStatementAddress(text) ?? StatementNames.GetValueOrDefault(folded) ?? OfAddress(text) ?? Table.OfName(folded);
        return evidence is not null;
    }

    /// <summary>What follows <paramref name="host"/> in the first address of it, in lower case and without query; null where there is none.</summary>
    internal static string? PathAfter(string text, string host)
    {
        var at = text.IndexOf(host, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || (at > 0 && (char.IsAsciiLetterOrDigit(text[at - 1]) || text[at - 1] == '-')))
        {
            return null;
        }

        var path = text.AsSpan(at + host.Length);
        var end = path.IndexOfAny(AfterAddress);
        path = end < 0 ? path : path[..end];
        end = path.IndexOfAny('?', '#');
        return (end < 0 ? path : path[..end]).TrimEnd(".,;:").ToString().ToLowerInvariant();
    }

    /// <summary>page/InC/1.0/?language=en → vocab/InC/1.0/.</summary>
    private static AccessEvidence? OfStatementAddress(string text) =>
        PathAfter(text, RightsStatementsHost)?.Split('/', StringSplitOptions.RemoveEmptyEntries) switch
        {
            ["vocab" or "page" or "rs" or "data", var code, var version, ..] when version is [>= '1' and <= '9', '.', >= '0' and <= '9'] => OfStatement(code, version),
            ["vocab" or "page" or "rs" or "data", var code, ..] => OfStatement(code, "1.0"),
            _ => null,
        };

    private static AccessEvidence OfStatement(string code, string version)
    {
        foreach (var (known, (_, says)) in Statements)
        {
            if (known.Equals(code, StringComparison.OrdinalIgnoreCase))
            {
                return new AccessEvidence(EvidenceKind.Licence, says, $"{RightsStatements}{known}/{version}/", says == AccessStatus.Unknown ? EvidenceStrength.Weak : EvidenceStrength.Moderate);
            }
        }

        return new AccessEvidence(EvidenceKind.Licence, AccessStatus.Unknown, $"{RightsStatements}{code}/{version}/", EvidenceStrength.Weak);
    }

    private static AccessEvidence? OfAddress(string text)
    {
        for (var at = text.IndexOf("://", StringComparison.Ordinal); at >= 0; at = text.IndexOf("://", at + 3, StringComparison.Ordinal))
        {
            var address = text.AsSpan(at + 3);
            var end = address.IndexOfAny(AfterAddress);
            address = (end < 0 ? address : address[..end]).TrimEnd(".,;:/");
            if (Table.OfAddress(address) is { } evidence)
            {
                return evidence;
            }

            foreach (var registry in Registries)
            {
                if (PathAfter(text, registry) is { Length: > 0 } id)
                {
                    return Table.OfName(TextFolding.Fold(id.Replace(".html", null, StringComparison.Ordinal).Replace(".json", null, StringComparison.Ordinal)));
                }
            }
        }

        return null;
    }
}
