using System.Text;
using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Operations;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntegrationHub.PipelineTests.Linking;

/// <summary>A hub on its own account, and the curators' requests to it without a server between.</summary>
internal sealed class CurationRig
{
    private static readonly ServiceProvider Web = new ServiceCollection().AddLogging().BuildServiceProvider();

    private readonly IndexReader _index;
    private readonly LinkRequestsQueue _queue;
    private readonly CuratorDesk _desk;

    private CurationRig(string connection)
    {
        Hub = new LinkingHub(connection);
        var options = Options.Create(new LinkingOptions { ManifestAge = TimeSpan.Zero });
        _index = new IndexReader(Hub.Index, TimeProvider.System, options);
        _queue = new LinkRequestsQueue(Hub.Account);
        _desk = new CuratorDesk(Hub.Decisions, _queue, TimeProvider.System);
        var records = new IndexedRecords(_index);
        Why = new WhyApi(_index, Hub.Decisions, options);
        Curation = new CurationApi(_index, _desk);
        Reviews = new ReviewApi(_index, records, Hub.Decisions, _desk);
        Decisions = new DecisionApi(Hub.Decisions, records, _desk, TimeProvider.System);
    }

    public LinkingHub Hub { get; }

    public IndexReader Index => _index;

    public WhyApi Why { get; }

    public CurationApi Curation { get; }

    public ReviewApi Reviews { get; }

    public DecisionApi Decisions { get; }

    public static async Task<CurationRig> NewAsync(AzuriteFixture azurite)
    {
        var rig = new CurationRig(azurite.NewAccount());
        await rig.Hub.CreateAsync();
        await rig._queue.CreateAsync(default);
        return rig;
    }

    public static ResourceId IdOf(string source, string id) => ResourceId.Of(new RecordId(SourceId.Parse(source), id));

    public static async Task<(int Status, JsonElement Json)> AskAsync(Func<HttpRequest, Task<IResult>> ask, string? body = null, string query = "", string? principal = null)
    {
        var context = new DefaultHttpContext { RequestServices = Web };
        context.Request.QueryString = new QueryString(query);
        if (principal is not null)
        {
            context.Request.Headers["X-MS-CLIENT-PRINCIPAL-NAME"] = principal;
        }

        if (body is not null)
        {
            context.Request.ContentType = "application/json";
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        }

        using var answer = new MemoryStream();
        context.Response.Body = answer;
        await (await ask(context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, answer.Length == 0 ? default : JsonDocument.Parse(answer.ToArray()).RootElement);
    }

    /// <summary>A decision that must be taken, and the link step that follows it.</summary>
    public async Task<JsonElement> DecideAsync(Func<HttpRequest, Task<IResult>> ask, string body)
    {
        var (status, json) = await AskAsync(ask, body);
        Assert.True(status == 202, json.ToString());
        await Hub.LinkAsync();
        return json;
    }

    /// <summary>The states of all decisions.</summary>
    public async Task<IReadOnlyList<string>> StatesAsync() =>
        [.. (await AskAsync(_ => Decisions.ListAsync(default))).Json.GetProperty("decisions").EnumerateArray().Select(one => $"{one.GetProperty("decision").GetProperty("kind").GetString()} {one.GetProperty("standing").GetProperty("state").GetString()}")];
}
