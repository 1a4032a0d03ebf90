using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace IntegrationHub.Records;

/// <summary>Reads one rights statement: vocabulary terms, licences, embargo dates, then phrases in Chinese and English.</summary>
internal static class RightsText
{
    /// <summary>Evidence quotes no more of a statement than a reader needs to judge it.</summary>
    private const int LongestQuote = 300;

    // Folded, without spaces, after the last / : or #. COAR access rights; info:eu-repo/semantics; the words of Eprints, DSpace and their kin.
    private static readonly FrozenDictionary<string, AccessStatus> Terms = new Dictionary<string, AccessStatus>(StringComparer.Ordinal)
    {
        ["openaccess"] = AccessStatus.Free,
        ["open"] = AccessStatus.Free,
        ["free"] = AccessStatus.Free,
        ["public"] = AccessStatus.Free,
        ["unrestricted"] = AccessStatus.Free,
        ["cabf2"] = AccessStatus.Free,
        ["开放"] = AccessStatus.Free,
        ["公开"] = AccessStatus.Free,
        ["embargoedaccess"] = AccessStatus.Embargoed,
        ["cf1cf"] = AccessStatus.Embargoed,
        ["restrictedaccess"] = AccessStatus.Restricted,
        ["restricted"] = AccessStatus.Restricted,
        ["closedaccess"] = AccessStatus.Restricted,
        ["closed"] = AccessStatus.Restricted,
        ["metadataonlyaccess"] = AccessStatus.Restricted,
        ["onsite"] = AccessStatus.Restricted,
        ["c16ec"] = AccessStatus.Restricted,
        ["c14cb"] = AccessStatus.Restricted,
        ["受限"] = AccessStatus.Restricted,
        ["保密"] = AccessStatus.Restricted,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Phrases are folded too: "open access", 开放获取.
    private static readonly SearchValues<string> Denials = SearchValues.Create(
        ["not open access", "not freely", "not in the public domain", "not publicly", "not free ", "非开放", "不开放", "未开放", "非免费", "不免费", "不可免费", "非公开", "不公开"], StringComparison.Ordinal);

    private static readonly SearchValues<string> Restricted = SearchValues.Create(
        ["restricted access", "access restricted", "access is restricted", "restricted to", "closed access", "member institution", "members only", "subscribers only", "subscription required",
         "campus only", "on campus use", "on site only", "on site access", "in library use", "library use only", "permission required", "authorized users", "authorised users",
         "仅限馆内", "限馆内", "馆内阅览", "馆内使用", "馆内访问", "仅限校内", "校内访问", "校园网", "内部使用", "内部资料", "需授权", "需要授权", "授权用户", "限制访问", "受限访问", "受限获取", "限制获取", "付费", "收费", "仅限会员", "仅限成员", "仅限本馆"],
        StringComparison.Ordinal);

    private static readonly SearchValues<string> Registration = SearchValues.Create(
        ["free registration", "after registration", "registration required", "registration is required", "registered users", "requires registration",
         "注册后", "登录后", "注册用户", "实名注册", "实名认证", "需注册", "需登录"], StringComparison.Ordinal);

    private static readonly SearchValues<string> Free = SearchValues.Create(
        ["open access", "openaccess", "freely available", "freely accessible", "free access", "free of charge", "free to read", "free online", "available for free", "publicly available",
         "publicly accessible", "unrestricted access", "no restrictions on access", "public domain", "no known copyright",
         "免费", "开放获取", "开放存取", "开放访问", "开放共享", "公开获取", "公开访问", "完全公开", "无限制", "公有领域", "公共领域", "公版"], StringComparison.Ordinal);

    private static readonly SearchValues<string> PublicDomain = SearchValues.Create(["public domain", "公有领域", "公共领域", "公版"], StringComparison.Ordinal);

    private static readonly SearchValues<string> Embargo = SearchValues.Create(["embargo", "available from", "available after", "时滞期", "禁阅期", "开放日期", "公开日期", "开放时间"], StringComparison.Ordinal);

    /// <returns>Null where the statement says nothing about access.</returns>
    public static AccessEvidence? Read(string text)
    {
        if (Licences.TryRead(text, out var licence))
        {
            return licence;
        }

        var folded = TextFolding.Fold(text);
        if (folded.AsSpan().ContainsAny(Embargo) && DateText.LastDayOf(text) is { } end)
        {
            return new AccessEvidence(EvidenceKind.Embargo, AccessStatus.Embargoed, end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }

        return TermOf(text, folded) is { } status ? new AccessEvidence(EvidenceKind.AccessRights, status, Quote(text))
            : PhraseOf(folded) is { } said ? new AccessEvidence(EvidenceKind.Statement, said, Quote(text))
            : null;
    }

    private static AccessStatus? TermOf(string text, string folded)
    {
        if (text.Length > 100)
        {
            return null;
        }

        if (Terms.TryGetValue(WithoutSpaces(folded), out var status))
        {
            return status;
        }

        var cut = text.AsSpan().TrimEnd('/').LastIndexOfAny("/:#：");
        return cut >= 0 && Terms.TryGetValue(WithoutSpaces(TextFolding.Fold(text[(cut + 1)..])), out status) ? status : null;
    }

    private static AccessStatus? PhraseOf(ReadOnlySpan<char> folded)
    {
        if (folded.ContainsAny(Restricted))
        {
            return AccessStatus.Restricted;
        }

        if (folded.ContainsAny(Denials))
        {
            return null;
        }

        if (folded.ContainsAny(Registration))
        {
            return AccessStatus.Registration;
        }

        if (folded.ContainsAny(PublicDomain))
        {
            return AccessStatus.Open;
        }

        return folded.ContainsAny(Free) ? AccessStatus.Free : folded.Contains("embargo", StringComparison.Ordinal) ? AccessStatus.Embargoed : null;
    }

    private static string WithoutSpaces(string folded) => folded.Replace(" ", string.Empty, StringComparison.Ordinal);

    private static string Quote(string text)
    {
        if (text.Length <= LongestQuote)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;
        return string.Concat(text.AsSpan(0, end), "…");
    }
}
