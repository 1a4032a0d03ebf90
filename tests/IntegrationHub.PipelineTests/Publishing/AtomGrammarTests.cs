using System.Diagnostics;
using IntegrationHub.LocalHost;

namespace IntegrationHub.PipelineTests.Publishing;

/// <summary>
/// OPDS 1.2 against its published RELAX NG grammar, by jing (Debian package "jing") where it is installed. The grammar has a fault: it reads
/// \nrt for \n\r\t and so forbids the letters r and t in addresses; the copy that is checked against has that put right.
/// </summary>
public sealed class AtomGrammarTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [SkippableFact]
    public async Task Every_Kind_Of_Document_Is_Valid()
    {
        var grammars = Path.Combine(Workspace.Find().Root, "..", "shared", "opds", "opds1");
        Skip.IfNot(Directory.Exists(grammars), "The OPDS grammars are not beside the checkout.");
        Skip.IfNot(await RunAsync("jing", "-v") is not null, "jing is not installed.");
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(grammars, "atom.rnc"), folder.PathOf("atom.rnc"));
        var grammar = await File.ReadAllTextAsync(Path.Combine(grammars, "opds-1.2.rnc"));
        await File.WriteAllTextAsync(folder.PathOf("opds.rnc"), grammar.Replace("\\nrt]", "\\n\\r\\t]", StringComparison.Ordinal));
        var rig = await new FeedRig(azurite.NewAccount()).CreateAsync();
        await rig.CommitAsync(Enumerable.Range(0, 45).Select(i => FeedRig.Book(i)));
        await rig.PublishAsync();
        await rig.CommitAsync([], [FeedRig.Book(7).Id]);
        await rig.SetNavigationAsync();
        await rig.PublishAsync();

        foreach (var path in new[] { "", "/subject", "/subject/I", "/all", "/all?page=1", "/new", "/withdrawn", "/collection", "/collection/modern", "/search?query=%E4%B9%A6", "/search?query=nothing" })
        {
            var document = folder.PathOf("feed.xml");
            await File.WriteAllBytesAsync(document, (await rig.GetAsync("https://hub.example/opds/1" + path)).Body);
            Assert.Equal("", await RunAsync("jing", "-c", folder.PathOf("opds.rnc"), document));
        }
    }

    /// <returns>What it says; null where there is no such program.</returns>
    private static async Task<string?> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            // Debian's wrapper warns of optional parts that are not installed.
            return string.Join('\n', said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("[warning]", StringComparison.Ordinal)));
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private sealed class TemporaryFolder : IDisposable
    {
        private readonly string _path = Directory.CreateTempSubdirectory("hub-grammar-").FullName;

        public string PathOf(string file) => Path.Combine(_path, file);

        public void Dispose() => Directory.Delete(_path, recursive: true);
    }
}
