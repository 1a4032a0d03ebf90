using IntegrationHub.Sources;

namespace IntegrationHub.Tests.Sources;

public sealed class SourceProfileTests
{
    [Fact]
    public void Knows_The_Four_Platforms() => Assert.Equal(["culture", "nsti", "nstl", "cashl"], SourceProfiles.All.Select(profile => profile.Id));

    [Fact]
    public void Needs_Nothing_But_A_Base_Url()
    {
        foreach (var profile in SourceProfiles.All)
        {
            var source = profile.Apply(SourceId.Parse(profile.Id), "https://platform.example/oai");

            Assert.Empty(SourceValidator.Validate(source));
            Assert.Equal(profile.Id, source.Profile);
            Assert.Equal(profile.Name, source.Name);
        }
    }

    [Fact]
    public void Fills_What_A_Body_Leaves_Out_And_Yields_To_What_It_Says()
    {
        var body = new SourceBody { Profile = "nstl", BaseUrl = "https://platform.example/oai", Every = "06:00:00", Region = "北京" };

        var source = body.ToSource(SourceId.Parse("nstl-beijing"), out var mistakes);

        Assert.Empty(mistakes);
        Assert.Equal("国家科技图书文献中心", source.Name);
        Assert.Equal("北京", source.Region);
        Assert.Equal(TimeSpan.FromHours(6), source.Every);
    }

    [Fact]
    public void Says_Which_Profiles_There_Are()
    {
        new SourceBody { Profile = "ntsl", Name = "A", BaseUrl = "https://platform.example/oai" }.ToSource(SourceId.Parse("a1"), out var mistakes);

        Assert.Contains("nstl", Assert.Single(mistakes["profile"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "no time span")]
    [InlineData("daily", "no time span")]
    public void Rejects_A_Time_Span(string every, string says)
    {
        new SourceBody { Name = "A", BaseUrl = "https://a.example/oai", Every = every }.ToSource(SourceId.Parse("a1"), out var mistakes);

        Assert.Contains(says, Assert.Single(mistakes["every"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Publisher")]
    [InlineData("1")]
    public void Rejects_A_Kind(string kind)
    {
        new SourceBody { Name = "A", BaseUrl = "https://a.example/oai", Kind = kind }.ToSource(SourceId.Parse("a1"), out var mistakes);

        Assert.Contains("Platform, Member, Hub", Assert.Single(mistakes["kind"]), StringComparison.Ordinal);
    }
}
