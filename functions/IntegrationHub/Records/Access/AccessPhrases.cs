using System.Buffers;

namespace IntegrationHub.Records;

/// <summary>What sentences say of access in Chinese and English (and the commonest words of some other languages). Within one sentence the most cautious phrase counts.</summary>
internal static class AccessPhrases
{
    /// <summary>Plain words that readers are kept out.</summary>
    private static readonly PhraseList Restricted = new(
        "restricted access", "access restricted", "access is restricted", "access limited", "access is limited", "limited access", "closed access", "access restricted to", "restricted to members",
        "member institution", "members only", "subscribers only", "subscribing", "subscription required", "requires subscription", "requires a subscription", "by subscription", "available to subscribers", "institutional access",
        "institutional login", "affiliated users", "affiliates only", "staff and students", "current students", "authorized users", "authorised users", "licensed users", "registered members only",
        "campus only", "campus access only", "on campus", "campus network", "on site only", "on site access", "onsite access", "in library use", "library use only", "library only", "in the reading room", "reading room only", "in reading rooms", "ip address", "ip range", "vpn",
        "no online access", "no public access", "not available online", "access denied", "by appointment", "pay per view", "for a fee", "fee based", "paywall", "on payment", "authorization required", "authorisation required", "access requires permission",
        "zugang beschrankt", "beschrankter zugang", "nur im campusnetz", "acces restreint", "acces reserve", "acceso restringido", "acesso restrito",
        "仅限馆内", "限馆内", "馆内阅览", "馆内使用", "馆内访问", "馆内局域网", "仅供馆内", "到馆阅览", "仅限校内", "限校内", "仅供校内", "校内访问", "校内使用", "校内阅览", "校园网", "局域网", "ip范围", "ip地址", "ip控制", "内部使用", "内部资料", "内部参考", "仅供内部",
        "需授权", "需要授权", "须授权", "授权用户", "授权访问", "限制访问", "受限访问", "受限获取", "限制获取", "访问受限", "限制使用", "仅限会员", "会员专享", "会员专属", "仅限成员", "成员馆专享", "仅限本馆", "限本馆", "本馆读者", "本校师生", "本校读者", "仅限本校", "订购用户", "订阅用户",
        "需订购", "需订阅", "须订购", "购买后", "需购买", "原文传递", "文献传递", "馆际互借", "协议共享", "协议开放", "有条件开放", "有条件共享", "依申请", "申请后", "需申请", "须申请", "申请获取", "申请访问", "离线共享", "仅提供书目", "仅提供文摘", "仅提供题录");

    /// <summary>Words that speak of use or price as often as of access.</summary>
    private static readonly PhraseList RestrictedPerhaps = new(
        "restricted to", "limited to", "permission required", "upon request", "on request", "for purchase", "subscription", "付费", "收费", "有偿", "版权所有者许可");

    private static readonly PhraseList Registration = new(
        "free registration", "after registration", "after registering", "registration required", "registration is required", "registered users", "requires registration", "login required", "log in required", "sign in required", "after login", "after logging in",
        "注册后", "登录后", "登陆后", "注册用户", "实名注册", "实名认证", "需注册", "需要注册", "须注册", "请注册", "需登录", "需要登录", "须登录", "请登录", "注册并登录", "凭读者证", "持读者证", "凭借书证", "读者卡");

    private static readonly PhraseList Free = new(
        "open access", "openaccess", "freely available", "freely accessible", "freely downloadable", "free access", "access is free", "free of charge", "free of cost", "at no cost", "free to read", "free to view", "free online", "free full text", "free download",
        "available for free", "free for all", "publicly available", "publicly accessible", "available to the public", "available to the general public", "open to the public", "open to all", "open to everyone", "available to everyone", "released for everybody",
        "unrestricted access", "unrestricted online access", "unlimited access", "no restrictions on access", "no restriction on access", "no access restrictions", "no restrictions", "without restrictions", "without restriction", "no login required", "no registration required",
        "without registration", "no known copyright", "no known restrictions",
        "frei zuganglich", "frei verfugbar", "freier zugang", "kostenfrei", "kostenlos", "libre acces", "acces libre", "acces gratuit", "en libre acces", "acceso abierto", "acceso libre", "acceso gratuito", "acesso aberto", "acesso livre", "accesso aperto", "vapaasti saatavissa", "fri tillgang",
        "免费", "开放获取", "开放存取", "开放访问", "开放共享", "开放阅览", "开放下载", "开放期刊", "公开获取", "公开访问", "公开共享", "完全公开", "完全开放", "全文开放", "对外开放", "向公众开放", "向社会开放", "公众开放", "无条件开放", "无条件共享", "无限制", "不受限制", "不限制访问", "无访问限制",
        "无需注册", "无须注册", "免注册", "无需登录", "无须登录", "免登录");

    private static readonly PhraseList PublicDomain = new(
        "public domain", "domaine public", "dominio publico", "gemeinfrei", "公有领域", "公共领域", "公版", "版权已过期", "版权期已满", "已过版权保护期", "已过著作权保护期", "不受版权保护", "不受著作权保护");

    private static readonly PhraseList Embargo = new("embargo", "embargoed", "delayed access", "时滞期", "禁阅期", "禁阅", "延迟公开", "延期公开", "延迟开放", "暂缓公开", "暂缓开放", "保密期", "保护期内", "保护期至", "数据保护期");

    /// <summary>Sentences about the description, not the thing.</summary>
    private static readonly SearchValues<string> Metadata = SearchValues.Create(["metadat", "bibliographic record", "catalogue record", "catalog record", "元数据", "书目数据"], StringComparison.Ordinal);

    public static bool IsAboutMetadata(ReadOnlySpan<char> folded) => folded.ContainsAny(Metadata);

    public static bool NamesEmbargo(ReadOnlySpan<char> folded) => Embargo.Find(folded) == Mention.Said;

    /// <summary>Restriction in plain words.</summary>
    public static bool Restricts(ReadOnlySpan<char> folded) => Restricted.Find(folded) == Mention.Said;

    /// <returns>Null where the sentence says nothing of access.</returns>
    public static (AccessStatus Says, EvidenceStrength Strength)? Read(ReadOnlySpan<char> folded)
    {
        if (Restricts(folded))
        {
            return (AccessStatus.Restricted, EvidenceStrength.Moderate);
        }

        if (Embargo.Find(folded) == Mention.Said)
        {
            return (AccessStatus.Embargoed, EvidenceStrength.Moderate);
        }

        if (RestrictedPerhaps.Find(folded) == Mention.Said)
        {
            return (AccessStatus.Restricted, EvidenceStrength.Weak);
        }

        if (Registration.Find(folded) == Mention.Said)
        {
            return (AccessStatus.Registration, EvidenceStrength.Moderate);
        }

        var free = Free.Find(folded);
        if (free == Mention.Denied)
        {
            return (AccessStatus.Restricted, EvidenceStrength.Moderate);
        }

        var isMetadata = IsAboutMetadata(folded);
        return isMetadata ? null
            : PublicDomain.Find(folded) == Mention.Said ? (AccessStatus.Open, EvidenceStrength.Moderate)
            : free == Mention.Said ? (AccessStatus.Free, EvidenceStrength.Moderate)
            : null;
    }
}
