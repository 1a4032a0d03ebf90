using System.Text.RegularExpressions;

namespace IntegrationHub.Tests.Portal;

/// <summary>What can be read off the portal's own files: scripts that are run as they are written have no compiler to tell.</summary>
public sealed partial class PortalSourcesTests
{
    private static readonly string Folder = Repository.PathOf("functions", "IntegrationHub", "Portal");
    private static readonly string Page = File.ReadAllText(Path.Combine(Folder, "index.html"));

    /// <summary>The page's modules: all that portal.js imports, and what that imports.</summary>
    private static readonly Dictionary<string, string> Modules = Imported("portal.js");

    [Fact]
    public void Every_Text_That_Is_Shown_Is_In_The_Table_And_Every_Text_Of_The_Table_Is_Shown()
    {
        var table = Table().Match(Modules["texts.js"]).Groups["rows"].Value;
        var keys = Key().Matches(table).Select(match => match.Groups["key"].Value).ToList();
        var scripts = string.Concat(Modules.Where(module => module.Key != "texts.js").Select(module => module.Value));
        var asked = Asked().Matches(scripts).Select(match => match.Groups["key"].Value).Concat(Named().Matches(Page).Select(match => match.Groups["key"].Value)).ToHashSet();
        var quoted = Quoted().Matches(scripts).Select(match => match.Groups["text"].Value).ToHashSet();

        Assert.NotEmpty(keys);
        Assert.Empty(asked.Except(keys));
        // a failure and its help are asked for by the failure's name
        Assert.DoesNotContain(keys, key => !asked.Contains(key) && !quoted.Contains(key) && !key.EndsWith("Help", StringComparison.Ordinal) && !keys.Contains($"{key}Help"));
        Assert.Equal(keys.Distinct(), keys);
    }

    [Fact]
    public void Nothing_Is_Ever_Inserted_As_Markup()
    {
        Assert.All(Modules, module => Assert.DoesNotMatch(@"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|\beval\b|new Function|srcdoc", module.Value));
        Assert.DoesNotMatch(@"\son\w+=|\sstyle=|<style|javascript:", Page);
    }

    [Fact]
    public void The_Page_Fetches_All_Modules_At_Once()
    {
        var preloaded = Preload().Matches(Page).Select(match => match.Groups["name"].Value);

        Assert.Equal(Modules.Keys.Where(name => name != "portal.js").Order(), preloaded.Order());
    }

    [Fact]
    public void Nothing_Comes_From_Elsewhere()
    {
        Assert.DoesNotMatch(@"(src|href)=""(https?:)?//", Page);
        Assert.DoesNotMatch(@"url\(|@import", File.ReadAllText(Path.Combine(Folder, "portal.css")));
        Assert.All(Modules, module => Assert.DoesNotMatch(@"from '(?!\./)|import\(", module.Value));
    }

    private static Dictionary<string, string> Imported(string first)
    {
        var found = new Dictionary<string, string>();
        var waiting = new Queue<string>([first]);
        while (waiting.TryDequeue(out var name))
        {
            if (found.TryAdd(name, File.ReadAllText(Path.Combine(Folder, name))))
            {
                foreach (Match import in Import().Matches(found[name]))
                {
                    waiting.Enqueue(import.Groups["name"].Value);
                }
            }
        }

        return found;
    }

    [GeneratedRegex(@"^const table = \{(?<rows>.*?)^\};", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Table();

    [GeneratedRegex(@"^  (?<key>\w+): \[", RegexOptions.Multiline)]
    private static partial Regex Key();

    [GeneratedRegex(@"\bt\('(?<key>\w+)'")]
    private static partial Regex Asked();

    [GeneratedRegex(@"data-(?:text|label|hint)=""(?<key>\w+)""")]
    private static partial Regex Named();

    [GeneratedRegex(@"'(?<text>\w+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"rel=""modulepreload"" href=""(?<name>[\w-]+\.js)""")]
    private static partial Regex Preload();

    [GeneratedRegex(@"from '\./(?<name>[\w-]+\.js)'")]
    private static partial Regex Import();
}
