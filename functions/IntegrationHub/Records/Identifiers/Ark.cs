using System.Buffers;

namespace IntegrationHub.Records;

/// <summary>
/// Archival Resource Keys (draft-kunze-ark): <c>ark:12148/bpt6k107371t</c>, without resolver and without the slash that older ones have after the label.
/// Hyphens say nothing and are kept, since not every resolver knows that; match keys drop them.
/// </summary>
internal static class Ark
{
    public const string Label = "ark:";

    private static readonly SearchValues<char> Name = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=~*+@_$.%-/");
    private static readonly SearchValues<char> Authority = SearchValues.Create("0123456789bcdfghjkmnpqrstvwxz");

    /// <param name="text">Begins with the label, or with the number of the name assigning authority.</param>
    public static Reading Read(ReadOnlySpan<char> text)
    {
        var start = text.StartsWith(Label, StringComparison.OrdinalIgnoreCase) ? Label.Length : 0;
        start += text.Length > start && text[start] == '/' ? 1 : 0;
        var end = text[start..].IndexOfAnyExcept(Name);
        var key = end < 0 ? text[start..] : text.Slice(start, end);
        key = key.TrimEnd("./");
        var slash = key.IndexOf('/');
        // Five characters today, nine reserved; letters are those that can't be taken for another.
        return slash is 5 or 9 && key[0] is >= '0' and <= '9' && !key[..slash].ContainsAnyExcept(Authority) && key.Length > slash + 1
            ? new Reading(string.Concat(Label, key), Valid: true, start + key.Length)
            : Reading.None;
    }
}
