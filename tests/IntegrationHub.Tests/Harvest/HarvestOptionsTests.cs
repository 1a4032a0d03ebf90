using IntegrationHub.Harvest;

namespace IntegrationHub.Tests.Harvest;

public sealed class HarvestOptionsTests
{
    [Fact]
    public void Accepts_Its_Own_Defaults() => Assert.True(new HarvestOptionsValidator().Validate(null, new HarvestOptions()).Succeeded);

    [Fact]
    public void Lists_Every_Mistake()
    {
        var mistakes = new HarvestOptionsValidator().Validate(null, new HarvestOptions
        {
            Overlap = TimeSpan.FromSeconds(-1),
            StepTime = TimeSpan.FromMinutes(30),
            CheckpointBytes = 0,
            Contact = "a\r\nEvil: yes",
            MaxAttempts = 0,
        }).Failures!;

        Assert.Equal(
            ["Harvest:Overlap", "Harvest:CheckpointBytes", "Harvest:MaxAttempts", "Harvest:StuckAfter", "Harvest:Contact"],
            mistakes.Select(mistake => mistake.Split(' ')[0]));
    }
}
