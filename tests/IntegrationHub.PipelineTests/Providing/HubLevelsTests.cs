using System.Net.Http.Json;
using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.LocalHost;
using IntegrationHub.PipelineTests.EndToEnd;
using IntegrationHub.Storage;
using Microsoft.Extensions.Options;

namespace IntegrationHub.PipelineTests.Providing;

/// <summary>
/// Two hubs as users start them: one harvests the platforms, the other harvests the first over HTTP, in MODS. The same resources means: as many, one for one; of each the title, the numbers, the type, the languages,
/// how free it is and where. What hub A changes, withdraws and joins, hub B follows with its next harvest.
/// </summary>
public sealed class HubLevelsTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task A_Hub_Harvested_By_A_Hub_Gives_The_Same_Resources_And_Its_Changes_Follow()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var (accountA, accountB) = (azurite.NewAccount(), azurite.NewAccount());
        using var http = new HttpClient { DefaultRequestHeaders = { { "x-functions-key", HubProcess.Key } } };
        using var a = new HubProcess(accountA);
        await a.SayAsync("Ctrl-C stops it", patience.Token);
        var baseUrl = $"http://localhost:{a.Port}/api/oai";
        using var b = new HubProcess(accountB, "--no-samples", "--source", baseUrl, "--prefix", "mods");
        await b.SayAsync("Ctrl-C stops it", patience.Token);

        var before = await ReadAsync(accountA, patience.Token);
        AssertNone(Differences(before, await ReadAsync(accountB, patience.Token)));

        // Withdrawn: what only the member library holds. Changed: what others hold as well. Joined: two works by a person's word.
        var (one, other) = PairOf(before);
        await SendAsync(http, HttpMethod.Post, $"http://localhost:{a.Port}/api/admin/resources/{one}/join", new { resources = new[] { other.ToString() }, by = "test" }, patience.Token);
        await SendAsync(http, HttpMethod.Delete, $"http://localhost:{a.Port}/api/admin/sources/sample-member", body: null, patience.Token);
        var after = await UntilAsync(accountA, resources => !resources.SelectMany(resource => resource.Members).Any(member => member.Source.Value == "sample-member") && resources.Any(IsJoined), patience.Token);
        Assert.True(after.Count < before.Count - 100, $"{before.Count} before, {after.Count} after");

        var source = HubView.IdOf(new Uri(baseUrl));
        while (Differences(after, await ReadAsync(accountB, patience.Token)) is { Count: > 0 } differences)
        {
            // A's feed may be published only after B has asked.
            await SendAsync(http, HttpMethod.Post, $"http://localhost:{b.Port}/api/admin/sources/{source}/run", body: null, patience.Token, mayConflict: true);
            await Task.Delay(TimeSpan.FromSeconds(3), patience.Token).ContinueWith(wait => Assert.False(wait.IsCanceled, string.Join('\n', differences.Take(5)) + b.Said), TaskScheduler.Default);
        }

        bool IsJoined(Resource resource) => resource.Id == one && resource.Members.Count > before.Single(known => known.Id == one).Members.Count(member => member.Source.Value != "sample-member");
    }

    private static void AssertNone(List<string> differences) => Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences.Take(60))}");

    private static (ResourceId One, ResourceId Other) PairOf(IReadOnlyList<Resource> resources)
    {
        var platform = resources.Where(resource => resource.Members.All(member => member.Source.Value == "sample-science")).Take(2).ToList();
        return (platform[0].Id, platform[1].Id);
    }

    private static async Task<IReadOnlyList<Resource>> UntilAsync(string account, Func<IReadOnlyList<Resource>, bool> holds, CancellationToken ct)
    {
        while (true)
        {
            var resources = await ReadAsync(account, ct);
            if (holds(resources))
            {
                return resources;
            }

            await Task.Delay(TimeSpan.FromSeconds(1), ct);
        }
    }

    private static async Task<IReadOnlyList<Resource>> ReadAsync(string account, CancellationToken ct)
    {
        var blobs = new IndexBlobs(new StorageAccount(new StorageOptions { ConnectionString = account }));
        var reader = new IndexReader(blobs, TimeProvider.System, Options.Create(new LinkingOptions { ManifestAge = TimeSpan.Zero }));
        return await reader.ReadAllAsync((await blobs.ReadManifestAsync(known: null, ct)).Manifest, ct).ToListAsync(ct);
    }

    private static async Task SendAsync(HttpClient http, HttpMethod method, string address, object? body, CancellationToken ct, bool mayConflict = false)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request, ct);
        Assert.True(answer.IsSuccessStatusCode || (mayConflict && (int)answer.StatusCode == 409), $"{method} {address}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(ct)}");
    }

    /// <summary>In words; none when both hubs have the same resources.</summary>
    private static List<string> Differences(IReadOnlyList<Resource> first, IReadOnlyList<Resource> second)
    {
        var expected = first.ToDictionary(resource => resource.Id.ToString(), Shown);
        var found = second.ToLookup(resource => string.Join('+', resource.Members.Select(member => member.Id[(member.Id.LastIndexOf(':') + 1)..])), Shown);
        return
        [
            .. expected.Where(pair => !found.Contains(pair.Key)).Select(pair => $"Missing {pair.Key}: {pair.Value}"),
            .. found.Where(group => !expected.ContainsKey(group.Key)).Select(group => $"Strange {group.Key}: {group.First()}"),
            .. expected.Where(pair => found.Contains(pair.Key) && found[pair.Key].Single() != pair.Value).Select(pair => $"{pair.Key}:\n  {pair.Value}\n  {found[pair.Key].Single()}"),
        ];
    }

    private static string Shown(Resource resource)
    {
        var record = MergedView.Of(resource).Record;
        return JsonSerializer.Serialize(new
        {
            record.FullTitle,
            Names = record.Creators.Concat(record.Contributors).Select(agent => agent.Name).Order(StringComparer.Ordinal),
            record.Year,
            record.Type,
            record.Languages,
            Subjects = record.Subjects.Select(subject => $"{subject.Scheme} {subject.Value}"),
            Numbers = record.Identifiers.Where(identifier => !identifier.Invalid).Select(identifier => identifier.ToString()).Order(StringComparer.Ordinal),
            Container = record.Container?.ToString(),
            record.Access.Status,
            record.Access.Url,
        });
    }
}
