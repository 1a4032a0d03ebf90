using IntegrationHub.LocalHost;

namespace IntegrationHub.PipelineTests.LocalHost;

public sealed class CommandLineTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    [Fact]
    public void Runs_On_With_The_Samples_When_Nothing_Is_Said()
    {
        var (wishes, _) = Parse();

        Assert.Equal(new Wishes { Once = false, Source = null, Samples = true, Port = 7071, DataFolder = Path.GetFullPath("kept") }, wishes);
    }

    [Fact]
    public void Takes_A_Source_With_Its_Format_And_Sets()
    {
        var (wishes, _) = Parse("--once", "--no-samples", "--source", "http://localhost:8080/oai", "--set", "a", "--set", "b:c", "--prefix", "marcxml");

        Assert.True(wishes!.Once);
        Assert.False(wishes.Samples);
        Assert.Equal("http://localhost:8080/oai", wishes.Source!.BaseUrl.AbsoluteUri);
        Assert.Equal("marcxml", wishes.Source.Prefix);
        Assert.Equal(["a", "b:c"], wishes.Source.Sets);
    }

    [Fact]
    public void Takes_A_Base_Url_As_It_Was_Copied() =>
        Assert.Equal("https://library.example/oai", Parse("--source", "library.example/oai?verb=Identify").Wishes!.Source!.BaseUrl.AbsoluteUri);

    [Theory]
    [InlineData("--sauce", "Unrecognized command or argument '--sauce'.")]
    [InlineData("--port", "--port")]
    [InlineData("--port 0", "--port wants a number from 1 to 65535, not '0'.")]
    [InlineData("--port many", "--port wants a number from 1 to 65535, not 'many'.")]
    [InlineData("--source ftp://example.org", "--source wants the http or https base URL of an OAI-PMH provider, not 'ftp://example.org'.")]
    [InlineData("--source http://user:secret@example.org/oai", "--source wants")]
    [InlineData("index", "Required command was not provided.")]
    [InlineData("index rollback", "Required argument missing for command: 'rollback'.")]
    [InlineData("feed verify", "Required argument missing for command: 'verify'.")]
    [InlineData("feed verify x --documents 0", "--documents wants a number from 1, not '0'.")]
    [InlineData("feed export x --address mirror", "--address wants an http or https address without query, not 'mirror'.")]
    [InlineData("--set history", "--prefix and --set belong to --source")]
    public void Refuses_With_A_Sentence_And_Exit_Code_2(string arguments, string sentence)
    {
        var (wishes, exitCode) = Parse(arguments.Split(' '));

        Assert.Null(wishes);
        Assert.Equal(2, exitCode);
        Assert.Contains(sentence, _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("index versions", IndexAct.Versions, 0)]
    [InlineData("index verify", IndexAct.Verify, 0)]
    [InlineData("index rebuild", IndexAct.Rebuild, 0)]
    [InlineData("index rollback 5", IndexAct.Rollback, 5)]
    [InlineData("index verify --data elsewhere", IndexAct.Verify, 0)]
    public void Takes_The_Commands_Of_The_Index(string arguments, object act, long version) =>
        Assert.Equal(new IndexWish((IndexAct)act, version), Parse(arguments.Split(' ')).Wishes!.Index);

    [Fact]
    public void Takes_The_Commands_Of_The_Feed()
    {
        Assert.Equal(new FeedWish(FeedAct.Verify, "http://a.example/opds", 7), Parse("feed", "verify", "http://a.example/opds", "--documents", "7").Wishes!.Feed);
        Assert.Equal(new FeedWish(FeedAct.Export, "mirror", Address: "https://a.example/x"), Parse("feed", "export", "mirror", "--address", "https://a.example/x").Wishes!.Feed);
    }

    [Fact]
    public void Takes_Leave_To_Build_An_Incomplete_Index() =>
        Assert.Equal(new IndexWish(IndexAct.Rebuild, Incomplete: true), Parse("index", "rebuild", "--incomplete").Wishes!.Index);

    [Fact]
    public void Describes_Every_Option()
    {
        var (wishes, exitCode) = Parse("--help");

        Assert.Null(wishes);
        Assert.Equal(0, exitCode);
        Assert.All(["--once", "--source", "--prefix", "--set", "--no-samples", "--port", "--data"], option => Assert.Contains(option, _output.ToString(), StringComparison.Ordinal));
    }

    private (Wishes? Wishes, int ExitCode) Parse(params string[] arguments) => new CommandLine().Parse(arguments, "kept", _output, _errors);
}
