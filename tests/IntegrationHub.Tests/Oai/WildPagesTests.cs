using System.Xml;
using System.Xml.Linq;
using IntegrationHub.Oai;
using Xunit.Abstractions;

namespace IntegrationHub.Tests.Oai;

/// <summary>Answers as real repositories sent them: shared material that is not part of the checkout.</summary>
public class WildPagesTests(ITestOutputHelper output)
{
    private static readonly string s_wild = Shared.Folder("wild");

    [SkippableFact]
    public void Every_File_Is_Read_To_Records_Errors_Or_A_Stated_Reason()
    {
        Skip.IfNot(Directory.Exists(s_wild), "no ../shared/wild here");
        var outcomes = new SortedDictionary<string, int>();
        foreach (var file in Directory.EnumerateFiles(s_wild, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".tsv", StringComparison.Ordinal)).Order())
        {
            var outcome = Outcome(File.ReadAllBytes(file), out var detail);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            if (detail.Length > 0 && outcome != "no OAI-PMH")
            {
                output.WriteLine($"{Path.GetRelativePath(s_wild, file)}: {outcome}: {detail}");
            }
        }

        output.WriteLine(string.Join(Environment.NewLine, outcomes.Select(o => $"{o.Value,5} {o.Key}")));
        Assert.NotEmpty(outcomes);
    }

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

    private static string Outcome(byte[] body, out string detail)
    {
        try
        {
            var page = Pages.Read(body);
            detail = string.Join("; ", page.Rejects.Select(r => $"{r.Identifier}: {r.Reason}").Append(page.TruncatedBecause).Concat(page.Repairs.Select(r => $"{r.Key} {r.Value}")).Where(d => d is not null));
            return page.Truncated ? "truncated" : page.Errors.Count > 0 ? "error" : page.Rejects.Count > 0 ? "rejects" : page.Records.Count > 0 ? "records" : "other verbs";
        }
        catch (OaiFormatException e)
        {
            Assert.NotEmpty(e.Message);
            detail = e.Message;
            return "no OAI-PMH";
        }
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
