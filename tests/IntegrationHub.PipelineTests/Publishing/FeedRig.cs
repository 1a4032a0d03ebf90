using System.Text;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;
using IntegrationHub.Linking;
using IntegrationHub.Providing;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Search;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationHub.PipelineTests.Publishing;

/// <summary>An index that a test writes by hand, the publisher, and readers without a server between.</summary>
internal sealed class FeedRig
{
    private static readonly ServiceProvider Web = new ServiceCollection().AddLogging().BuildServiceProvider();

    private readonly SortedDictionary<ResourceId, Resource> _resources = [];
    private readonly IndexBlobs _index;
    private readonly BlobServiceClient _service;
    private readonly string _connectionString;

    public FeedRig(string connectionString, PublishingOptions? settings = null)
    {
        Transport = new WatchedTransport();
        _connectionString = connectionString;
        _service = new BlobServiceClient(connectionString, new BlobClientOptions(BlobClientOptions.ServiceVersion.V2024_11_04));
        var account = new StorageAccount(new StorageOptions { ConnectionString = connectionString }, Transport);
        var options = Options.Create(settings ?? new PublishingOptions { PublicUrl = "https://hub.example", PageSize = 10, ListingEntries = 50, NewArrivals = 25, Revalidate = TimeSpan.Zero });
        _index = new IndexBlobs(account);
        Blobs = new FeedBlobs(account);
        Navigation = new NavigationTable(account);
        Publications = new PublishRequestsQueue(account);
        Locks = new BlobLock(account, TimeProvider.System);
        var reader = new IndexReader(_index, Time, Options.Create(new LinkingOptions { ManifestAge = TimeSpan.Zero }));
        Search = new SearchBlobs(account);
        var searching = Options.Create(new SearchOptions { Folder = SearchFolder });
        var folder = new SearchFolder(Search, searching, Time);
        Publisher = new FeedPublisher(Blobs, _index, reader, new SearchIndexer(Search, folder, searching), _ => Task.FromResult<IReadOnlyList<Source>>(Sources), Navigation, Locks, options, Time, NullLogger<FeedPublisher>.Instance);
        Housekeeper = new FeedHousekeeper(Blobs, Search, Locks, options, Time);
        Feed = new PublishedFeed(Blobs, options, Time);
        Pages = new FeedPages(Feed, Time, options);
        Export = new FeedExport(Feed, Time, options);
        Lookup = new Lookup(reader, Feed, Time, options);
        OpenUrls = new OpenUrlResolver(reader, Lookup, Feed, Options.Create(new LinkingOptions()), options);
        Searches = new SearchPages(Feed, new PublishedSearch(folder, searching, Time, NullLogger<PublishedSearch>.Instance), Time, options);
        Provider = new OaiProvider(new LogReader(Blobs, Feed), Feed, reader, _ => Task.FromResult<IReadOnlyList<Source>>(Sources), Time, options, NullLogger<OaiProvider>.Instance);
    }

    /// <summary>Where ids without a resource lead; null: withdrawn.</summary>
    public Dictionary<ResourceId, ResourceId?> Leads { get; } = [];

    public List<Source> Sources { get; } = [new Source { Id = SourceId.Parse("cashl"), Name = "文献中心", NameEnglish = "CASHL", BaseUrl = "https://cashl.example/oai" }];

    public WatchedTransport Transport { get; }

    public FakeTimeProvider Time { get; } = new();

    public FeedBlobs Blobs { get; }

    public NavigationTable Navigation { get; }

    public PublishRequestsQueue Publications { get; }

    public BlobLock Locks { get; }

    public FeedPublisher Publisher { get; }

    public PublishedFeed Feed { get; }

    public FeedHousekeeper Housekeeper { get; }

    public FeedPages Pages { get; }

    public FeedExport Export { get; }

    public Lookup Lookup { get; }

    public OpenUrlResolver OpenUrls { get; }

    public OaiProvider Provider { get; }

    public SearchBlobs Search { get; }

    public SearchPages Searches { get; }

    /// <summary>Shared by the rigs of a test run, as processes of one machine share it.</summary>
    private static string SearchFolder { get; } = Directory.CreateTempSubdirectory("search-").FullName;

    /// <summary>Lets go of the lock that a dead process held: leases end by themselves, but not at a test's pace.</summary>
    public async Task FreeAsync()
    {
        try
        {
            await _service.GetBlobContainerClient(BlobLock.Container).GetBlobClient(FeedPublisher.LockName).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
        }
        catch (RequestFailedException e) when (e.Status == 409)
        {
            // It died without.
        }
    }

    /// <summary>Deletes index and feed.</summary>
    public async Task EmptyAsync()
    {
        await _service.DeleteBlobContainerAsync(FeedBlobs.Container);
        await _service.DeleteBlobContainerAsync(SearchBlobs.Container);
        await _service.DeleteBlobContainerAsync(IndexBlobs.Container);
    }

    public async Task<FeedRig> CreateAsync()
    {
        await _index.CreateAsync(default);
        await Blobs.CreateAsync(default);
        await Navigation.CreateAsync(default);
        await Publications.CreateAsync(default);
        await Search.CreateAsync(default);
        await Locks.CreateAsync(default);
        return this;
    }

    public static Resource Book(int number, string datestamp = "2024-05-01", Func<BibliographicRecord, BibliographicRecord>? change = null, string source = "cashl")
    {
        var record = new BibliographicRecord
        {
            Title = $"书 {number}",
            Creators = [$"作者 {number % 7}"],
            Year = 1950 + (number % 70),
            Type = number % 3 == 0 ? WorkType.Article : WorkType.Book,
            Languages = [number % 2 == 0 ? "zh" : "en"],
            Subjects = [new Subject(SubjectScheme.Clc, number % 5 == 0 ? "TP311" : "I247.5")],
            Identifiers = [new Identifier(IdentifierScheme.Doi, $"10.1000/{number}")],
            Access = new Access { Status = AccessStatus.Free, Url = $"https://cashl.example/{number}", Evidence = [new AccessEvidence(EvidenceKind.SourcePolicy, AccessStatus.Free, "AllFree")] },
        };
        record = change?.Invoke(record) ?? record;
        var member = new Member
        {
            Source = SourceId.Parse(source),
            Id = $"oai:{number}",
            Datestamp = datestamp,
            Since = "2024-01-01",
            Fingerprint = Fingerprint.Of(record, []),
            Record = record,
        };
        return new Resource { Id = ResourceId.Of(member.RecordId), Members = [member] };
    }

    /// <summary>Stores all that an admin can say.</summary>
    public async Task SetNavigationAsync()
    {
        var settings = new NavigationSettings
        {
            Name = new Label("江南图书馆联盟", "Jiangnan Library Consortium"),
            Logo = "https://consortium.example/logo.png",
            WebPage = "https://consortium.example/",
            Email = "help@consortium.example",
            Nodes = new(StringComparer.Ordinal) { ["type/article"] = new NodeSettings(Featured: true), ["subject"] = new NodeSettings(new Label("学科"), Order: 1), ["language/en"] = new NodeSettings(Hidden: true) },
        };
        var collection = new Collection
        {
            Id = CollectionId.TryParse("modern", out var id) ? id : default,
            Label = new Label("现代", "Modern"),
            Description = new Label("馆员精选", "Chosen by librarians"),
            Rules = [new CollectionRule { Types = ["article"] }],
        };
        Assert.NotNull(await Navigation.TryStoreAsync(await Navigation.FindAsync(default), settings, default));
        Assert.NotNull(await Navigation.TryStoreAsync(await Navigation.FindAsync(collection.Id, default), collection, default));
    }

    /// <summary>Commits a version of the index with these resources new or changed and those gone.</summary>
    public async Task CommitAsync(IEnumerable<Resource> changed, IEnumerable<ResourceId>? gone = null, bool keepChanges = true)
    {
        var stored = await _index.ReadManifestAsync(known: null, default);
        var version = stored.Manifest.Version + 1;
        var changes = new List<ResourceChange>();
        foreach (var resource in changed)
        {
            changes.Add(new ResourceChange { Id = resource.Id, Kind = _resources.ContainsKey(resource.Id) ? ChangeKind.Changed : ChangeKind.Added, Resource = resource });
            _resources[resource.Id] = resource;
            Leads.Remove(resource.Id);
        }

        foreach (var id in gone ?? [])
        {
            _resources.Remove(id);
            Leads.TryAdd(id, null);
            changes.Add(new ResourceChange { Id = id, Kind = ChangeKind.Withdrawn });
        }

        var partition = await _index.WritePartitionAsync("resources", 0, 0, version, JsonLines.Write(_resources.Values, IndexJson.Default.Resource), default);
        var keys = await _index.WritePartitionAsync("keys", 0, 0, version, Gzip(KeyLines()), default);
        var list = await _index.WriteChangesAsync(version, JsonLines.Write(changes.OrderBy(change => change.Id), IndexJson.Default.ResourceChange), default);
        var next = stored.Manifest with
        {
            Version = version,
            Resources = new IndexPartitions { Blobs = [partition] },
            Keys = new IndexPartitions { Blobs = [keys] },
            Changes = keepChanges ? [.. stored.Manifest.Changes, new VersionChanges(version, [list], changes.Count)] : [],
        };
        Assert.True(await _index.TryCommitAsync(stored, next, default));
    }

    /// <returns>How many publications were asked for since the last time.</returns>
    public async Task<int> TakePublicationsAsync()
    {
        var queue = new QueueClient(_connectionString, PublishRequestsQueue.QueueName, new QueueClientOptions(QueueClientOptions.ServiceVersion.V2024_11_04));
        var messages = (await queue.ReceiveMessagesAsync(32)).Value;
        foreach (var message in messages)
        {
            await queue.DeleteMessageAsync(message.MessageId, message.PopReceipt);
        }

        return messages.Length;
    }

    public Task<StepOutcome> PublishAsync() => Publisher.PublishAsync(new PublishFeed(1), default);

    /// <summary>One GET without a server.</summary>
    public async Task<Answer> GetAsync(string address, string? ifNoneMatch = null, string method = "GET", string? acceptEncoding = null, string? acceptLanguage = null)
    {
        var uri = new Uri(address);
        var steps = uri.AbsolutePath.Trim('/').Split('/', 3);
        return await AskAsync(uri, request => steps is ["opds", _, FeedUrls.Search] ? Searches.GetFeedAsync(request, steps[1], default)
            : uri.AbsolutePath == $"/{FeedUrls.DescriptionRoute}" ? Searches.DescribeAsync(request, default)
            : uri.AbsolutePath == $"/{FeedUrls.SearchRoute}" ? Searches.GetAsync(request, default)
            : steps[0] == "opds" ? Pages.GetAsync(request, steps[1], steps.Length > 2 ? Uri.UnescapeDataString(steps[2]) : null, default)
            : uri.AbsolutePath == $"/{FeedUrls.OpenUrlRoute}" ? OpenUrls.ResolveAsync(request, default)
            : steps[1] == "oai" ? Provider.AnswerAsync(request, default)
            : steps[1] == "resources" ? Lookup.GetResourceAsync(request, steps[2], default)
            : method == "POST" ? Lookup.ResolveBatchAsync(request, default) : Lookup.ResolveAsync(request, default), ifNoneMatch, method, acceptEncoding: acceptEncoding, acceptLanguage: acceptLanguage);
    }

    public async Task<Answer> PostAsync(string address, string body) =>
        await AskAsync(new Uri(address), request => Lookup.ResolveBatchAsync(request, default), null, "POST", body);

    /// <summary>A harvester's request in a form (OAI-PMH 2.0, section 3.1.1.2).</summary>
    public async Task<Answer> PostFormAsync(string address, string form) =>
        await AskAsync(new Uri(address), request => Provider.AnswerAsync(request, default), null, "POST", form, contentType: "application/x-www-form-urlencoded");

    /// <summary>The entries of the feed from the head of <paramref name="path"/> to its end, in OPDS 2.0.</summary>
    public async Task<List<JsonElement>> WalkAsync(string path)
    {
        var entries = new List<JsonElement>();
        for (string? next = $"https://hub.example/opds/2/{path}"; next is not null;)
        {
            var answer = await GetAsync(next);
            Assert.Equal(200, answer.Status);
            entries.AddRange(answer.Json.GetProperty("publications").EnumerateArray());
            next = answer.LinkOf("next");
        }

        return entries;
    }

    private static async Task<Answer> AskAsync(Uri uri, Func<HttpRequest, Task<IResult>> ask, string? ifNoneMatch, string method, string? body = null, string? acceptEncoding = null, string? acceptLanguage = null, string? contentType = null)
    {
        var context = new DefaultHttpContext { RequestServices = Web };
        context.Request.Method = method;
        context.Request.Scheme = uri.Scheme;
        context.Request.Path = uri.AbsolutePath;
        context.Request.QueryString = new QueryString(uri.Query);
        context.Request.Headers.IfNoneMatch = ifNoneMatch;
        context.Request.Headers.AcceptEncoding = acceptEncoding;
        context.Request.Headers.AcceptLanguage = acceptLanguage;
        context.Request.ContentType = contentType;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        using var output = new MemoryStream();
        context.Response.Body = output;
        await (await ask(context.Request)).ExecuteAsync(context);
        return new Answer(context.Response.StatusCode, context.Response.Headers, output.ToArray());
    }

    private IEnumerable<string> KeyLines() => _resources.Values
        .SelectMany(resource => resource.Members
            .SelectMany(member => member.Record.Identifiers.Select(identifier => MatchKey.Of(identifier.Scheme, identifier.Value)).Concat(MatchKeys.Of(member.Record)))
            .Distinct().Select(key => (Key: key.ToString(), resource.Id)))
        .GroupBy(pair => pair.Key, pair => (string?)pair.Id.ToString())
        .Select(group => (group.Key, Ids: group.ToList()))
        .Concat(Leads.Select(lead => (MatchKey.Of(lead.Key).ToString(), new List<string?> { lead.Value?.ToString() })))
        .OrderBy(line => line.Item1, StringComparer.Ordinal)
        .Select(line => $"[{string.Join(',', line.Item2.Prepend(line.Item1).OfType<string>().Select(text => $"\"{text}\""))}]");

    private static byte[] Gzip(IEnumerable<string> lines)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        }

        return packed.ToArray();
    }
}

internal sealed record Answer(int Status, IHeaderDictionary Headers, byte[] Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Text => Encoding.UTF8.GetString(Body);

    public string? ETag => Headers.ETag;

    public string? LinkOf(string rel) =>
        Json.GetProperty("links").EnumerateArray().Where(link => link.GetProperty("rel").GetString() == rel).Select(link => link.GetProperty("href").GetString()).SingleOrDefault();
}
