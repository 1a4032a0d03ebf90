using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace IntegrationHub.Oai;

/// <summary>Says what an answer seems to be when it is no OAI-PMH.</summary>
internal static partial class NotOai
{
    private const int Shown = 120;
    private const int LongestReason = 400;

    public static bool LooksLikeHtml(string text) => HtmlStart().IsMatch(text.AsSpan(0, Math.Min(text.Length, 1024)));

    public static OaiFormatException Because(Exception? fault, string text)
    {
        var what = text.AsSpan().Trim().Length == 0 ? "The answer is empty"
            : LooksLikeHtml(text) ? $"An HTML page instead of an OAI-PMH answer{Title(text)}"
            : text.Contains("<Repository", StringComparison.Ordinal) && text.Contains("static-repository", StringComparison.Ordinal)
                ? "A static repository file, which has to be served by a gateway"
            : fault is not null && text.AsSpan(0, Math.Min(text.Length, 4096)).Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)
                ? "The answer has a document type declaration, and a DTD is prohibited: it could define entities that fill the memory or name files"
            : $"Not an OAI-PMH answer ({(fault is null ? "no XML" : Line(fault.Message))})";
        return new OaiFormatException($"{what}. It begins: {Beginning(text)}", fault);
    }

    /// <summary>The first characters on one line.</summary>
    public static string Beginning(string text) => Line(text, Shown);

    /// <summary>A reason that may quote the page, whose names and texts can be megabytes, as one line that a person reads.</summary>
    public static string Line(string text, int longest = LongestReason)
    {
        var start = text.AsSpan().TrimStart();
        var end = start.Length <= longest ? start.Length : char.IsHighSurrogate(start[longest - 1]) ? longest - 1 : longest;
        var line = Blanks().Replace(start[..end].ToString(), " ");
        return start.Length > end ? line + "…" : line;
    }

    /// <summary>The same of bytes in any encoding that keeps ASCII.</summary>
    public static string Beginning(ReadOnlySpan<byte> body) => Beginning(Encoding.UTF8.GetString(body[..Math.Min(body.Length, 4 * Shown)]));

    private static string Title(string text) =>
        HtmlTitle().Match(text) is { Success: true } match ? $", titled '{Beginning(WebUtility.HtmlDecode(match.Groups[1].Value))}'" : "";

    [GeneratedRegex(@"^\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body)\b", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex HtmlStart();

    [GeneratedRegex(@"<title[^<>]*>([^<]*)", RegexOptions.IgnoreCase)]
    private static partial Regex HtmlTitle();

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Blanks();
}
