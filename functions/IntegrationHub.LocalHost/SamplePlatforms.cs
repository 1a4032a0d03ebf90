using IntegrationHub.Harvest;
using IntegrationHub.Sources;

namespace IntegrationHub.LocalHost;

/// <summary>
/// The sample platforms of folder Samples: uploaded as static repositories, served by the hub's own gateway, and registered as sources that harvest
/// them over HTTP. A sample that its user has removed does not come back.
/// </summary>
internal sealed class SamplePlatforms(string folder, SourceTable sources, CursorTable cursors, StaticRepositoryBlobs repositories)
{
    private static readonly Source[] All =
    [
        Like("culture", "sample-culture") with { Region = "全国" },
        Like("nsti", "sample-science"),
        Like("nstl", "sample-nstl"),
        Like("cashl", "sample-cashl"),
        new()
        {
            Id = SourceId.Parse("sample-member"), Name = "样例：成员图书馆馆藏目录", NameEnglish = "Sample: a member library's catalogue",
            Kind = SourceKind.Member, BaseUrl = "", Access = AccessPolicy.None, Region = "样例地区",
        },
    ];

    /// <param name="port">Where this hub serves them.</param>
    public async Task RegisterAsync(int port, CancellationToken ct)
    {
        foreach (var sample in All)
        {
            var source = sample with { BaseUrl = $"http://localhost:{port}/oai/static/{sample.Id}" };
            await repositories.StoreAsync(source.Id, await File.ReadAllBytesAsync(Path.Combine(folder, $"{source.Id}.xml"), ct), ct);
            if (await sources.FindAsync(source.Id, ct) is { } known)
            {
                // Another port; what its user has changed besides stays.
                await sources.StoreAsync(known.Value with { BaseUrl = source.BaseUrl }, ct);
            }
            else if (await cursors.FindAsync(source.Id, ct) is null)
            {
                // Never harvested and never removed, for a removal is a run too.
                await sources.StoreAsync(source, ct);
            }
        }
    }

    private static Source Like(string profile, string id)
    {
        var source = (SourceProfiles.Find(profile) ?? throw new InvalidOperationException($"There is no profile {profile}.")).Apply(SourceId.Parse(id), "");
        // No one may take a sample for the platform's own data.
        return source with { Name = $"样例：{source.Name}（非该平台数据）", NameEnglish = $"Sample in the shape of {source.NameEnglish} (not its data)", HomePage = null };
    }
}
