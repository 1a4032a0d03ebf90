using System.Text;
using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

/// <summary>Pages in order, to be damaged: made here, and real ones where <c>../shared/wild</c> is.</summary>
internal static class WholePages
{
    /// <summary>Larger ones are no other and take their time.</summary>
    private const int Largest = 30_000;

    private const string Marc = "<record xmlns=\"http://www.loc.gov/MARC21/slim\"><leader>00000nam</leader><Header/><datafield tag=\"245\" ind1=\"1\" ind2=\"0\"><subfield code=\"a\">红楼梦</subfield></datafield></record>";
    private const string Nested = "<x:Record xmlns:x=\"urn:x\" xmlns=\"urn:y\"><Metadata x:a=\"1\"><header>kept <![CDATA[<b> & ]]></header></Metadata><!-- a comment --><?pi x?></x:Record>";

    public static IReadOnlyList<WholePage> Made { get; } = Make();

    public static IReadOnlyList<WholePage> All { get; } = [.. Made, .. Real()];

    private static WholePage[] Make()
    {
        var dublinCore = Enumerable.Range(0, 12).Select(i => Pages.Record($"oai:a.example:{i}", i % 3 == 0 ? $"Über den Ursprung der Arten {i}" : $"红楼梦研究 {i} &amp; more &#x4E2D;", i == 5 ? " status=\"deleted\"" : "")).ToArray();
        var payloads = new[] { Payload("m:1", Marc), Payload("n:1", Nested), Payload("m:2", Marc), Payload("n:2", Nested), Payload("m:3", Marc) };
        const string token = "<resumptionToken completeListSize=\"99\" cursor=\"0\" expirationDate=\"2024-05-02T00:00:00Z\">a|b&amp;c</resumptionToken>";
        var headers = string.Concat(Enumerable.Range(0, 20).Select(i => $"<header{(i % 7 == 0 ? " status='deleted'" : "")}><identifier>oai:a.example:{i}</identifier><datestamp>2024-01-01</datestamp><setSpec>a</setSpec></header>\n"));
        var list = Pages.List([.. dublinCore, token]);
        var chinese = Pages.List([.. Enumerable.Range(0, 9).Select(i => Pages.Record($"oai:a.example:{i}", "图书馆学研究方法"))]);
        return
        [
            Page("oai_dc", list),
            Page("oai_dc on lines", list.Replace("><", ">\r\n  <", StringComparison.Ordinal)),
            Page("payloads", Pages.List(payloads)),
            Page("payloads with a token", Pages.List([.. payloads, .. payloads.Select(p => p.Replace(":1<", ":7<", StringComparison.Ordinal)), token])),
            Page("headers", $"{Pages.Start}<ListIdentifiers>{headers}{token}</ListIdentifiers></OAI-PMH>"),
            Page("one record", $"{Pages.Start}<GetRecord>{payloads[1]}</GetRecord></OAI-PMH>"),
            Page("prefixed", list.Replace("<OAI-PMH xmlns=", "<o:OAI-PMH xmlns:o=", StringComparison.Ordinal).Replace("</OAI-PMH", "</o:OAI-PMH", StringComparison.Ordinal)
                .Replace("ListRecords>", "o:ListRecords>", StringComparison.Ordinal).Replace("<o:ListRecords", "<o:ListRecords", StringComparison.Ordinal).Replace("</o:ListRecords", "</o:ListRecords", StringComparison.Ordinal)),
            Page("ascii", Pages.List([.. Enumerable.Range(0, 9).Select(i => Pages.Record($"oai:a.example:{i}", "A title"))])),
            Page("nearly ascii", Pages.List([.. Enumerable.Range(0, 9).Select(i => Pages.Record($"oai:a.example:{i}", i == 0 ? "Café" : "A title"))])),
            Page("gb18030", chinese.Replace("UTF-8", "GB18030", StringComparison.Ordinal), PageEncoding.Gb18030),
            Page("latin-1", Pages.List([.. Enumerable.Range(0, 9).Select(i => Pages.Record($"oai:a.example:{i}", "Études établies à Genève"))]).Replace("UTF-8", "ISO-8859-1", StringComparison.Ordinal), PageEncoding.Windows1252),
            Page("utf-16", chinese.Replace("UTF-8", "UTF-16", StringComparison.Ordinal), Encoding.Unicode),
            Page("error", $"{Pages.Start}<error code=\"noRecordsMatch\">none</error></OAI-PMH>"),
        ];
    }

    private static WholePage Page(string name, string text, Encoding? encoding = null) => new(name, (encoding ?? new UTF8Encoding(false)).GetBytes(text));

    private static string Payload(string id, string payload) =>
        $"<record><header><identifier>{id}</identifier><datestamp>2024-01-02T03:04:05Z</datestamp><setSpec>a</setSpec><setSpec>b</setSpec></header><metadata>{payload}</metadata><about><x xmlns=\"urn:x\"/></about></record>";

    private static IEnumerable<WholePage> Real()
    {
        var wild = Shared.Folder("wild");
        return !Directory.Exists(wild) ? [] :
            from file in Directory.EnumerateFiles(wild, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            where !file.EndsWith(".tsv", StringComparison.Ordinal) && new FileInfo(file).Length <= Largest
            let bytes = File.ReadAllBytes(file)
            where bytes.AsSpan().IndexOf("<OAI-PMH"u8) >= 0 && IsInOrder(bytes)
            select new WholePage(Path.GetRelativePath(wild, file), bytes);
    }

    /// <summary>Some are broken as they are, or answer other verbs than the lists.</summary>
    private static bool IsInOrder(byte[] bytes)
    {
        try
        {
            return Pages.Read(bytes) is { Truncated: false, Repairs.Count: 0 };
        }
        catch (OaiFormatException)
        {
            return false;
        }
    }
}

internal sealed record WholePage(string Name, byte[] Bytes)
{
    /// <summary>Where the content of each record's metadata stands; empty where tags are not of one byte a character.</summary>
    public IReadOnlyList<Range> Payloads { get; } = [.. FindPayloads(Bytes)];

    /// <summary>The page with one piece damaged, and no byte around it.</summary>
    public byte[] Within(Range piece, Mutation mutation) => [.. Bytes[..piece.Start], .. mutation.Of(Bytes[piece]), .. Bytes[piece.End..]];

    public override string ToString() => Name;

    private static IEnumerable<Range> FindPayloads(byte[] bytes)
    {
        for (var at = 0; bytes.AsSpan(at).IndexOf("<metadata>"u8) is var start && start >= 0;)
        {
            at += start + "<metadata>"u8.Length;
            yield return at..(at + bytes.AsSpan(at).IndexOf("</metadata>"u8));
        }
    }
}
