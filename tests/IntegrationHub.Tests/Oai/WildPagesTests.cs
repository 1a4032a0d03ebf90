using System.Xml;
using System.Xml.Linq;
using IntegrationHub.Oai;

namespace IntegrationHub.Tests.Oai;

/// <summary>Answers as real repositories sent them: shared material that is not part of the checkout.</summary>
public class WildPagesTests
{
    private static readonly string s_wild = Shared.Folder("wild");

    [SkippableFact]
    public void Finds_Every_Record_That_A_Document_Model_Finds()
    {
        Skip.IfNot(Directory.Exists(s_wild), "no ../shared/wild here");
        var wrong = new List<string>();
        foreach (var file in Directory.EnumerateFiles(s_wild, "*.xml", SearchOption.AllDirectories).Order())
        {
            var body = File.ReadAllBytes(file);
            if (Load(body) is not { Root.Name.LocalName: "OAI-PMH" } document)
            {
                continue;
            }

            // the others are answers to other verbs
            var isAnswer = document.Root.Elements().Any(e => e.Name.LocalName is "ListRecords" or "GetRecord" or "ListIdentifiers" or "error");
            var items = document.Root.Elements().Where(e => e.Name.LocalName is "ListRecords" or "GetRecord" or "ListIdentifiers")
                .Elements().Where(e => e.Name.LocalName is "record" or "header").ToList();
            var page = Pages.Read(body);
            if (page.Truncated == isAnswer || items.Count != page.Records.Count + page.Rejects.Count)
            {
                wrong.Add($"{file}: {page.Records.Count} + {page.Rejects.Count} of {items.Count} {page.TruncatedBecause}");
            }
        }

        Assert.Empty(wrong);
    }

    [SkippableFact]
    public void The_Quick_Scan_Finds_The_Token_That_Parsing_Finds()
    {
        Skip.IfNot(Directory.Exists(s_wild), "no ../shared/wild here");
        var found = 0;
        foreach (var file in Directory.EnumerateFiles(s_wild, "*.xml", SearchOption.AllDirectories))
        {
            var body = File.ReadAllBytes(file);
            if (OaiPageReader.TryReadToken(body) is { } token)
            {
                var parsed = file.Contains("ListSets", StringComparison.OrdinalIgnoreCase) ? OaiSets.Read(body).ResumptionToken : Pages.Read(body).ResumptionToken;
                Assert.Equal(parsed?.Value, token);
                found++;
            }
        }

        Assert.True(found > 10, $"{found} tokens");
    }

    private static XDocument? Load(byte[] body)
    {
        try
        {
            return XDocument.Load(new MemoryStream(body));
        }
        catch (XmlException)
        {
            return null;
        }
    }
}
