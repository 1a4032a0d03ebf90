using System.CommandLine;
using System.CommandLine.Parsing;
using IntegrationHub.Probing;

namespace IntegrationHub.LocalHost;

/// <summary>What the user asked for.</summary>
internal sealed record Wishes
{
    public const int DefaultPort = 7071;

    /// <summary>One full cycle and out, instead of running on.</summary>
    public bool Once { get; init; }

    /// <summary>A provider to add on the fly.</summary>
    public AddedSource? Source { get; init; }

    public bool Samples { get; init; } = true;

    public int Port { get; init; } = DefaultPort;

    /// <summary>Look after the index and end, instead of running the hub.</summary>
    public IndexWish? Index { get; init; }

    /// <summary>Check or export a feed and end, instead of running the hub.</summary>
    public FeedWish? Feed { get; init; }

    /// <summary>Full path.</summary>
    public required string DataFolder { get; init; }
}

/// <param name="Report">Of a probe that has found it.</param>
internal sealed record AddedSource(Uri BaseUrl, string Prefix, IReadOnlyList<string> Sets, ProbeReport? Report = null);

/// <summary>The options of the program.</summary>
internal sealed class CommandLine
{
    private readonly Option<bool> _once = new("--once") { Description = "Harvest, link and publish once, print a summary and end. The exit code is 0 only if every source ended well." };
    private readonly Option<string> _source = new("--source") { HelpName = "base-url", Description = "Look at this OAI-PMH provider, add it, and harvest it at once." };
    private readonly Option<string> _prefix = new("--prefix") { HelpName = "prefix", Description = "The metadata format to ask the provider of --source for.", DefaultValueFactory = _ => "oai_dc" };
    private readonly Option<string[]> _sets = new("--set") { HelpName = "setSpec", Description = "Harvest only this set of the provider of --source. May be repeated.", DefaultValueFactory = _ => [] };
    private readonly Option<bool> _noSamples = new("--no-samples") { Description = "Leave the sample platforms out." };
    private readonly Option<int> _port = new("--port") { HelpName = "port", Description = "The port of the hub's HTTP addresses, on this machine only.", DefaultValueFactory = _ => Wishes.DefaultPort };
    private readonly Option<string> _data = new("--data") { HelpName = "folder", Description = "Where Azurite's data and the function key are kept. Default: .hub in the clone.", Recursive = true };
    private readonly Argument<long> _version = new("version") { Description = "One of those that 'index versions' lists." };
    private readonly Command _versions = new("versions", "Lists the versions of the index that are kept.");
    private readonly Command _verify = new("verify", "Checks every invariant of the index. The exit code is 0 only if all of them hold.");
    private readonly Command _rebuild = new("rebuild", "Links everything that the index holds afresh, by the rules and decisions of today. Readers see the old version until it is done. An index that is lost is built from the pages that are kept of every source.");
    private readonly Option<bool> _incomplete = new("--incomplete") { Description = "Build a lost index also where not every record can be brought back, and say which sources lack some." };
    private readonly Command _rollback = new("rollback", "Goes back to a kept version of the index: its content becomes a new version, and the feed follows.");
    private readonly Argument<string> _target = new("url or folder") { Description = "The address of a feed's root, or a folder that 'feed export' wrote." };
    private readonly Argument<string> _folder = new("folder") { Description = "Where the files go; what an earlier export left there is replaced." };
    private readonly Option<int> _documents = new("--documents") { HelpName = "number", Description = "How many documents to read at most.", DefaultValueFactory = _ => FeedWish.DefaultDocuments };
    private readonly Option<string> _address = new("--address") { HelpName = "url", Description = "Where the folder will be served. Default: the hub's public address." };
    private readonly Command _feedVerify = new("verify", "Walks every link of an OPDS 2.0 or 1.2 feed and checks it by the rules of both. The exit code is 0 only if no MUST is broken.");
    private readonly Command _feedExport = new("export", "Writes the published feed as files that any web server can serve.");
    private readonly RootCommand _root;

    public CommandLine()
    {
        _source.Validators.Add(Check(text => BaseUrlText.Clean(text) is { UserInfo: "" }, text => $"--source wants the http or https base URL of an OAI-PMH provider, not '{text}'."));
        _prefix.Validators.Add(Check(text => text.Length > 0 && !text.Any(char.IsWhiteSpace), text => $"--prefix wants a metadata prefix such as oai_dc, not '{text}'."));
        _port.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var port) && port is > 0 and <= 65535))
            {
                result.AddError($"--port wants a number from 1 to 65535, not '{text}'.");
            }
        });
        _address.Validators.Add(Check(text => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.Query.Length == 0, text => $"--address wants an http or https address without query, not '{text}'."));
        _documents.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !(int.TryParse(text, out var number) && number > 0))
            {
                result.AddError($"--documents wants a number from 1, not '{text}'.");
            }
        });
        _feedVerify.Arguments.Add(_target);
        _feedVerify.Options.Add(_documents);
        _feedExport.Arguments.Add(_folder);
        _feedExport.Options.Add(_address);
        _rollback.Arguments.Add(_version);
        _rebuild.Options.Add(_incomplete);
        _root = new RootCommand("The integration hub on this machine: harvests OAI-PMH platforms, links what it finds and publishes the navigation feed.")
        {
            _once, _source, _prefix, _sets, _noSamples, _port, _data, new Command("index", "Looks after the index, also beside a hub that runs.") { _versions, _verify, _rebuild, _rollback },
            new Command("feed", "Checks a feed, or writes the hub's as files.") { _feedVerify, _feedExport },
        };
        // A command with commands below it that does nothing itself would have to be followed by one of them.
        _root.SetAction(_ => 0);
        _root.Validators.Add(result =>
        {
            if (result.GetResult(_source) is null && (result.GetResult(_sets) is { Implicit: false } || result.GetResult(_prefix) is { Implicit: false }))
            {
                result.AddError("--prefix and --set belong to --source: name the provider's base URL.");
            }
        });
    }

    /// <returns>What to do; or null and the exit code, where the command line only asked for help or is wrong and that has been said.</returns>
    public (Wishes? Wishes, int ExitCode) Parse(string[] args, string defaultDataFolder, TextWriter output, TextWriter errors)
    {
        var parsed = _root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var message in parsed.Errors.Select(error => error.Message).Distinct())
            {
                errors.WriteLine(message);
            }

            errors.WriteLine("See --help.");
            return (null, 2);
        }

        if (parsed.Action is { } helpOrVersion && helpOrVersion != _root.Action)
        {
            return (null, parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors }));
        }

        return (Read(parsed, defaultDataFolder), 0);
    }

    private Wishes Read(ParseResult parsed, string defaultDataFolder) => new()
    {
        Once = parsed.GetValue(_once),
        Source = parsed.GetValue(_source) is { } url ? new AddedSource(BaseUrlText.Clean(url)!, parsed.GetValue(_prefix)!, parsed.GetValue(_sets)!) : null,
        Samples = !parsed.GetValue(_noSamples),
        Port = parsed.GetValue(_port),
        Index = parsed.CommandResult.Command switch
        {
            var command when command == _versions => new IndexWish(IndexAct.Versions),
            var command when command == _verify => new IndexWish(IndexAct.Verify),
            var command when command == _rebuild => new IndexWish(IndexAct.Rebuild, Incomplete: parsed.GetValue(_incomplete)),
            var command when command == _rollback => new IndexWish(IndexAct.Rollback, parsed.GetValue(_version)),
            _ => null,
        },
        Feed = parsed.CommandResult.Command switch
        {
            var command when command == _feedVerify => new FeedWish(FeedAct.Verify, parsed.GetValue(_target)!, parsed.GetValue(_documents)),
            var command when command == _feedExport => new FeedWish(FeedAct.Export, parsed.GetValue(_folder)!, Address: parsed.GetValue(_address)),
            _ => null,
        },
        DataFolder = Path.GetFullPath(parsed.GetValue(_data) ?? defaultDataFolder),
    };

    private static Action<OptionResult> Check(Func<string, bool> isGood, Func<string, string> complaint) => result =>
    {
        if (result.Tokens is [{ Value: var text }] && !isGood(text))
        {
            result.AddError(complaint(text));
        }
    };
}
