using System.Globalization;
using System.IO.Hashing;
using System.Security;
using System.Text;

namespace IntegrationHub.PipelineTests.Providers;

/// <summary>A provider that lies as its mix says. The same requests get the same lies, in whatever order they come.</summary>
internal sealed class TortureProvider : IAsyncDisposable
{
    private readonly TestProvider _server;
    private readonly TortureMix _mix;
    private readonly TimeProvider _time;
    private readonly Action<TimeSpan> _pass;
    private readonly TortureTruth _truth;
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);
    private readonly List<IReadOnlyList<TortureVersion>> _snapshots = [];
    private readonly Lock _one = new();

    private TortureProvider(TestProvider server, TortureMix mix, TimeProvider time, Action<TimeSpan> pass)
    {
        (_server, _mix, _time, _pass) = (server, mix, time, pass);
        _truth = new TortureTruth(mix.Seed);
        _truth.Fill(mix.Records);
        _server.Script = Answer;
    }

    public string BaseUrl => _server.BaseUrl;

    public int Requests => _server.Requests.Count;

    /// <summary>Whether it tells the lies that end some day.</summary>
    public bool Stormy { get; set; }

    /// <summary>Whether its records change while it is asked.</summary>
    public bool Changing { get; set; }

    public IReadOnlyDictionary<string, string> Truth
    {
        get
        {
            lock (_one)
            {
                return _truth.Now;
            }
        }
    }

    private DateTimeOffset Now => _time.GetUtcNow() + _mix.Clock;

    private bool TellsDays => _mix.Dates == TortureDates.Days;

    /// <param name="pass">Lets time pass.</param>
    public static async Task<TortureProvider> StartAsync(TortureMix mix, TimeProvider time, Action<TimeSpan> pass) => new(await TestProvider.StartAsync(), mix, time, pass);

    /// <summary>Changes the truth while nobody asks.</summary>
    public void Change(int times)
    {
        lock (_one)
        {
            for (var i = 0; i < times; i++)
            {
                _truth.Change(Now);
            }
        }
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private TestAnswer Answer(TestRequest request)
    {
        lock (_one)
        {
            var asked = string.Join('&', request.Arguments.Select(argument => $"{argument.Key}={argument.Value}"));
            _asked[asked] = _asked.GetValueOrDefault(asked) + 1;
            var lies = new Lies(string.Create(CultureInfo.InvariantCulture, $"{_mix.Seed}|{asked}|{_asked[asked]}|{Stormy}"));
            if (Changing)
            {
                _pass(_mix.Slowness * lies.Number("slowness"));
                if (lies.Tell("change", _mix.Changes))
                {
                    _truth.Change(Now);
                }
            }

            if (Stormy && FaultOf(request, lies) is { } fault)
            {
                return fault;
            }

            if (!request.Arguments.ContainsKey("moved") && lies.Tell("redirect", _mix.Redirects))
            {
                var query = string.Join('&', request.Arguments.Select(argument => $"{argument.Key}={Uri.EscapeDataString(argument.Value)}"));
                return new TestAnswer("Over there.", 302) { Location = $"{BaseUrl.Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}?{query}&moved=yes" };
            }

            var honest = request.Verb == "Identify" ? Envelope(Identify(), _mix.ClockInIdentify, lies) : Envelope(List(request, lies), _mix.ClockInLists, lies);
            return new TestAnswer(Stormy && lies.Tell("cut", _mix.Cut) ? honest[..(int)(lies.Number("where") * (honest.Length - 12))] : honest);
        }
    }

    private TestAnswer? FaultOf(TestRequest request, Lies lies)
    {
        if (lies.Tell("busy", _mix.Busy))
        {
            return new TestAnswer("Come back later.", lies.Tell("429", 0.5) ? 429 : 503, lies.Of<string?>("wait", null, "0", "7", "120 seconds", "soon", "86400", _time.GetUtcNow().AddMinutes(9).ToString("R", CultureInfo.InvariantCulture)));
        }

        if (lies.Tell("reset", _mix.Reset))
        {
            return new TestAnswer("") { Aborts = true };
        }

        if (lies.Tell("html", _mix.Html))
        {
            return TestAnswer.Html;
        }

        if (lies.Tell("fault", _mix.Faults))
        {
            return lies.Of("which", new TestAnswer("Oops", 500), new TestAnswer("Not here", 404), TestAnswer.Error("badArgument", "What?"), new TestAnswer(""));
        }

        return request.Token is null ? null
            : lies.Tell("death", _mix.TokenDeath) ? TestAnswer.Error("badResumptionToken", "Expired.")
            : lies.Tell("same", _mix.SameToken) ? new TestAnswer(Envelope($"<ListRecords><resumptionToken>{SecurityElement.Escape(request.Token)}</resumptionToken></ListRecords>", clock: true, lies))
            : null;
    }

    private string Envelope(string content, bool clock, Lies lies)
    {
        var date = clock && !(Stormy && lies.Tell("no clock", _mix.NoClock)) ? $"<responseDate>{Utc(Now + _mix.Ahead)}</responseDate>" : "";
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">{date}<request>{BaseUrl}</request>{content}</OAI-PMH>";
    }

    private string Identify() => $"""
        <Identify><repositoryName>Torture</repositoryName><baseURL>{BaseUrl}</baseURL><protocolVersion>2.0</protocolVersion><adminEmail>t@example.org</adminEmail>
        <earliestDatestamp>{(TellsDays ? "2025-09-01" : "2025-09-01T00:00:00Z")}</earliestDatestamp><deletedRecord>{_mix.DeletedRecord}</deletedRecord>
        <granularity>YYYY-MM-DD{(TellsDays ? "" : "Thh:mm:ssZ")}</granularity></Identify>
        """;

    private string List(TestRequest request, Lies lies)
    {
        if (request.Verb != "ListRecords")
        {
            return "<error code=\"badVerb\">Lists only.</error>";
        }

        var token = request.Token is null ? TortureToken.First(request.From, request.Until) : TortureToken.Read(request.Token);
        if (token is null || (token.Dates.Any(date => date.Contains('T', StringComparison.Ordinal)) && _mix.Dates is TortureDates.Days or TortureDates.SecondsRefused))
        {
            return token is null ? "<error code=\"badResumptionToken\">Never given.</error>" : "<error code=\"badArgument\">Days only.</error>";
        }

        var all = token.Snapshot is { } number ? _snapshots[number] : [.. _truth.VisibleAt(Now, _mix).Where(version => IsWanted(version, token))];
        if (request.Token is null && _mix.Tokens == TortureTokens.Snapshots)
        {
            token = token with { Snapshot = _snapshots.Count };
            _snapshots.Add(all);
        }

        var rest = _mix.Tokens == TortureTokens.Keys ? [.. all.SkipWhile(version => string.CompareOrdinal(KeyOf(version), token.After) <= 0)] : all.Skip(token.Position).ToList();
        if (rest.Count == 0)
        {
            return "<error code=\"noRecordsMatch\">Nothing more.</error>";
        }

        // An empty page leads to where it stands, once.
        var page = !token.Paused && lies.Tell("empty", _mix.EmptyPages) ? [] : rest.Take(_mix.PageSize).ToList();
        var list = new StringBuilder("<ListRecords>");
        foreach (var version in page)
        {
            list.Append(Write(version, lies));
            if (lies.Tell($"again {version.Id}", _mix.Duplicates))
            {
                list.Append(Write(all[lies.Below("which again", all.Count - rest.Count + page.Count)], lies));
            }
        }

        var isEnd = page.Count == rest.Count && !_mix.EndsWithNothing;
        var next = token with { Position = token.Position + page.Count, After = page.Count == 0 ? token.After : KeyOf(page[^1]), Paused = page.Count == 0 };
        var size = _mix.Size is { } times ? string.Create(CultureInfo.InvariantCulture, $" completeListSize=\"{(int)(times * all.Count)}\"") : "";
        return list.Append($"<resumptionToken{size}>{(isEnd ? "" : SecurityElement.Escape(next.Write(_mix.OddTokens)))}</resumptionToken></ListRecords>").ToString();
    }

    private bool IsWanted(TortureVersion version, TortureToken token)
    {
        var stamp = Utc(version.Since);
        var (from, until) = (_mix.Dates, token.From, token.Until) switch
        {
            (TortureDates.SecondsAsDays, _, _) => (Day(token.From), Day(token.Until)),
            (TortureDates.UntilAsMidnight, _, _) => (token.From, token.Until.Length > 10 ? $"{Day(token.Until)}T00:00:00Z" : token.Until),
            _ => (token.From, token.Until),
        };
        return (_mix.IgnoresFrom || string.CompareOrdinal(stamp, from) >= 0)
            && (_mix.IgnoresUntil || until.Length == 0 || string.CompareOrdinal(stamp[..until.Length], until) <= 0);

        static string Day(string date) => date.Length > 10 ? date[..10] : date;
    }

    private string Write(TortureVersion version, Lies lies)
    {
        var dirt = lies.Tell($"dirt {version.Id}", _mix.Dirt) ? $"<dc:description>bell \u0007, &#x1F;, &nbsp;, R & D{lies.Of("dirt", "", " &#xD800;", " \uFFFE")}</dc:description>" : "";
        return $"<record><header{(version.Deleted ? " status=\"deleted\"" : "")}><identifier>{version.Id}</identifier><datestamp>{(TellsDays ? Utc(version.Since)[..10] : Utc(version.Since))}</datestamp></header>"
            + (version.Deleted ? "</record>" : $"<metadata><oai_dc:dc xmlns:oai_dc=\"http://www.openarchives.org/OAI/2.0/oai_dc/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{version.Title}</dc:title>{dirt}</oai_dc:dc></metadata></record>");
    }

    private static string KeyOf(TortureVersion version) => $"{Utc(version.Since)} {version.Id}";

    private static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The lies about one request: each is told or not as a hash says.</summary>
    private readonly record struct Lies(string About)
    {
        /// <summary>From 0 to 1.</summary>
        public double Number(string lie) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{About}|{lie}")) / (double)ulong.MaxValue;

        public bool Tell(string lie, double share) => Number(lie) < share;

        public int Below(string lie, int most) => Math.Min((int)(Number(lie) * most), most - 1);

        public T Of<T>(string lie, params T[] choices) => choices[Below(lie, choices.Length)];
    }
}
