using System.Globalization;
using System.IO.Hashing;
using System.Text;
using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Notifying;

/// <summary>The Link header by which topic and hub find each other (WebSub, sections 4 and 7).</summary>
internal static class WebSubLinks
{
    public static string Of(string hub, string topic) => $"<{hub}>; rel=\"hub\", <{topic}>; rel=\"self\"";
}

/// <summary>A subscriber's request (WebSub, section 5.1), read and judged by the policies of this hub: its topics are the heads of the feed's documents.</summary>
internal sealed record WebSubRequest(bool Unsubscribe, string Callback, string Topic, long LeaseSeconds, string? Secret)
{
    private const int LongestSecret = 199;
    private const int LongestUrl = 2_000;
    private const long ShortestLease = 60;
    private const long UsualLease = 10 * 86_400;
    private const long LongestLease = 30 * 86_400;

    /// <summary>The same for the same topic and callback, which name a subscription.</summary>
    public string Id => $"websub-{Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes($"{Topic}\n{Callback}")))}";

    /// <returns>The request, or what is wrong with it, in a sentence.</returns>
    public static (WebSubRequest? Request, string? Refusal) Read(IFormCollection form, FeedUrls urls, Func<Uri, bool> mayBeSentTo)
    {
        var (mode, callback, topic, lease, secret) = (Of("hub.mode"), Of("hub.callback"), Of("hub.topic"), Of("hub.lease_seconds"), Of("hub.secret"));
        var refusal =
            mode is not ("subscribe" or "unsubscribe") ? "hub.mode must be subscribe or unsubscribe."
            : !Uri.TryCreate(callback, UriKind.Absolute, out var url) || callback.Length > LongestUrl || url.UserInfo.Length > 0 || url.Fragment.Length > 0 || !mayBeSentTo(url)
                ? "hub.callback must be an https address without user, password and fragment."
            : !urls.TryParseTopic(topic, out _, out _) ? $"hub.topic must be the address of a document of this feed, without a page, as its link with rel=self says: {urls.Feed(FeedFormat.Opds2, "")} for one."
            : Encoding.UTF8.GetByteCount(secret) > LongestSecret ? $"hub.secret must have at most {LongestSecret} bytes."
            : lease.Length > 0 && !long.TryParse(lease, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? "hub.lease_seconds must be a positive whole number."
            : null;
        var seconds = long.TryParse(lease, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) ? Math.Clamp(wanted, ShortestLease, LongestLease) : UsualLease;
        return refusal is null ? (new WebSubRequest(mode == "unsubscribe", callback, topic, seconds, secret.Length > 0 ? secret : null), null) : (null, refusal);

        string Of(string name) => form[name].ToString();
    }
}
