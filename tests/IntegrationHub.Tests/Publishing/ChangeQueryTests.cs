using IntegrationHub.Linking;
using IntegrationHub.Publishing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace IntegrationHub.Tests.Publishing;

public sealed class ChangeQueryTests
{
    [Theory]
    [InlineData("since=7")]
    [InlineData("since=7&kind=added,withdrawn&limit=50&cursor=2026-11-28T08:00:00Z_002pkdxhttemjagmwtmt63spnt")]
    [InlineData("from=2026-11-28T00:00:00Z&until=2026-11-28T23:59:59Z")]
    [InlineData("")]
    public void Is_Written_As_It_Was_Read(string query) => Assert.Equal(query, Read(query, out _)!.ToString());

    [Theory]
    [InlineData("from=2026-11-28", "from=2026-11-28T00:00:00Z")]
    [InlineData("until=2026-11-28", "until=2026-11-28T23:59:59Z")]
    [InlineData("from=2026-11-28T08:00:00%2B08:00", "from=2026-11-28T00:00:00Z")]
    [InlineData("from=2026-11-28T08:00:00.250Z", "from=2026-11-28T08:00:00Z")]
    public void Times_Are_Seconds_In_Utc(string query, string read) => Assert.Equal(read, Read(query, out _)!.ToString());

    [Theory]
    [InlineData("since=-1", "since")]
    [InlineData("since=latest", "since")]
    [InlineData("since=", "since")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-13-01", "from")]
    [InlineData("until=2026-11-28T08:00:00", "until")]
    [InlineData("kind=gone", "kind")]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=10001", "limit")]
    [InlineData("cursor=abc", "cursor")]
    [InlineData("since=1&from=2026-11-28", "from")]
    public void Mistakes_Are_Told_By_Parameter(string query, string parameter)
    {
        Assert.Null(Read(query, out var mistakes));
        Assert.Equal([parameter], mistakes.Keys);
    }

    [Fact]
    public void Selects_By_Kind() =>
        Assert.Equal([ChangeKind.Added, ChangeKind.Withdrawn], Read("kind=withdrawn,added,added", out _)!.Kinds.Order());

    private static ChangeQuery? Read(string query, out IReadOnlyDictionary<string, string[]> mistakes) => ChangeQuery.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), out mistakes);
}
