using System.Text.RegularExpressions;

namespace IntegrationHub.Oai;

/// <summary>
/// Start tags and end tags of the envelope that differ in their letters alone. Pairs that agree are left as they are: the parser reads them in any
/// letters, and a payload may have elements of these names which are none of the protocol's.
/// </summary>
internal static partial class EnvelopeLetters
{
    /// <summary>An end tag belongs to one of the last start tags, or to none: a page of nothing but open tags must not be searched for each.</summary>
    private const int Reach = 16;

    private static readonly string[] s_names = ["OAI-PMH", "ListRecords", "ListIdentifiers", "GetRecord", "resumptionToken", "record", "header", "metadata"];

    /// <summary>Gives both tags of such a pair the letters of the protocol.</summary>
    public static string Repair(string text, OaiRepairs repairs)
    {
        var open = new List<Range>();
        char[]? mended = null;
        var count = 0;
        for (var tag = Tag().Match(text); tag.Success; tag = tag.NextMatch())
        {
            var group = tag.Groups["name"];
            var name = group.Index..(group.Index + group.Length);
            if (tag.Groups["end"].Length == 0)
            {
                if (tag.Groups["empty"].Length == 0)
                {
                    open.Add(name);
                }

                continue;
            }

            var reach = Math.Min(Reach, open.Count);
            var start = open.FindLastIndex(open.Count - 1, reach, start => text.AsSpan(start).Equals(text.AsSpan(name), StringComparison.OrdinalIgnoreCase));
            if (start < 0)
            {
                continue;
            }

            if (!text.AsSpan(open[start]).SequenceEqual(text.AsSpan(name)))
            {
                Mend(open[start]);
                Mend(name);
            }

            open.RemoveRange(start, open.Count - start);
        }

        repairs.Add(OaiRepair.WrongCase, count);
        return mended is null ? text : new string(mended);

        void Mend(Range name)
        {
            foreach (var right in s_names)
            {
                if (text.AsSpan(name).Equals(right, StringComparison.OrdinalIgnoreCase) && !text.AsSpan(name).SequenceEqual(right))
                {
                    right.CopyTo((mended ??= text.ToCharArray()).AsSpan(name));
                    count++;
                }
            }
        }
    }

    [GeneratedRegex(
        @"<(?<end>/?)(?:[\w.-]{1,40}:)?(?<name>OAI-PMH|ListRecords|ListIdentifiers|GetRecord|resumptionToken|record|header|metadata)(?:\s[^<>]*?)?(?<empty>/?)>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
