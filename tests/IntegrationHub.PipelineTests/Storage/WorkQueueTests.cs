using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using IntegrationHub.Linking;
using IntegrationHub.Storage;

namespace IntegrationHub.PipelineTests.Storage;

public sealed class WorkQueueTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private static readonly LinkRecords Message = new("成员 delivered");

    [Fact]
    public async Task Puts_Json_In_Base64_On_The_Wire_And_Never_Lets_It_Expire()
    {
        var (queue, wire) = await NewAsync();
        await queue.SendAsync(Message, default);

        var sent = Assert.Single(await ReceiveAsync(wire));

        Assert.Equal(Message, queue.Decode(Encoding.UTF8.GetString(Convert.FromBase64String(sent.MessageText))));
        Assert.True(sent.ExpiresOn is null || sent.ExpiresOn.Value.Year == 9999, $"It expires on {sent.ExpiresOn}.");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public async Task Shows_A_Message_At_Once_Without_A_Delay(int seconds)
    {
        var (queue, wire) = await NewAsync();
        await queue.SendAsync(Message, default, TimeSpan.FromSeconds(seconds));

        Assert.Single(await ReceiveAsync(wire));
    }

    [Theory]
    [InlineData("00:00:00.2")]
    [InlineData("01:00:00")]
    [InlineData("6.00:00:00")]
    [InlineData("400.00:00:00")]
    public async Task Hides_A_Message_For_Its_Delay_However_Short_Or_Long(string delay)
    {
        var (queue, wire) = await NewAsync();
        await queue.SendAsync(Message, default, TimeSpan.Parse(delay, null));

        Assert.Equal(1, await queue.CountAsync(default));
        Assert.Empty(await ReceiveAsync(wire));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"because\":")]
    public async Task Refuses_A_Body_That_Is_None_Of_Its_Messages(string body)
    {
        var (queue, _) = await NewAsync();

        Assert.ThrowsAny<JsonException>(() => queue.Decode(body));
        await Assert.ThrowsAnyAsync<JsonException>(() => queue.RunAsync(body, (_, _) => throw new InvalidOperationException("It was run."), default));
    }

    [Fact]
    public async Task Sends_Nothing_When_The_Step_Is_Done()
    {
        var (queue, _) = await NewAsync();
        LinkRecords? ran = null;

        await queue.RunAsync("""{"because":"成员 delivered"}""", (message, _) => Task.FromResult(Done(ran = message)), default);

        Assert.Equal(Message, ran);
        Assert.Equal(0, await queue.CountAsync(default));
    }

    [Fact]
    public async Task Sends_The_Same_Message_When_The_Step_Wants_It_Later()
    {
        var (queue, wire) = await NewAsync();

        await queue.RunAsync("""{"because":"成员 delivered"}""", (_, _) => Task.FromResult<StepOutcome>(new StepOutcome.Later(TimeSpan.Zero)), default);

        var sent = Assert.Single(await ReceiveAsync(wire));
        Assert.Equal(Message, queue.Decode(Encoding.UTF8.GetString(Convert.FromBase64String(sent.MessageText))));
    }

    [Fact]
    public async Task Fails_With_The_Reason_When_The_Step_Rejects_Its_Message()
    {
        var (queue, _) = await NewAsync();

        var rejected = await Assert.ThrowsAsync<StepRejectedException>(() =>
            queue.RunAsync("""{"because":"x"}""", (_, _) => Task.FromResult<StepOutcome>(new StepOutcome.Rejected("There is no such run.")), default));

        Assert.Contains("things", rejected.Message, StringComparison.Ordinal);
        Assert.Contains("There is no such run.", rejected.Message, StringComparison.Ordinal);
        Assert.Equal(0, await queue.CountAsync(default));
    }

    [Fact]
    public async Task Leaves_A_Fault_Of_The_Step_To_The_Host()
    {
        var (queue, _) = await NewAsync();

        await Assert.ThrowsAsync<TimeoutException>(() => queue.RunAsync("""{"because":"x"}""", (_, _) => throw new TimeoutException(), default));

        Assert.Equal(0, await queue.CountAsync(default));
    }

    [Fact]
    public async Task Goes_On_With_A_New_Message_After_A_Step_That_The_Stop_Cut_Off()
    {
        var (queue, wire) = await NewAsync();
        using var stop = new CancellationTokenSource();

        await queue.RunAsync("""{"because":"x"}""", async (_, ct) =>
        {
            await stop.CancelAsync();
            ct.ThrowIfCancellationRequested();
            return StepOutcome.Completed;
        }, stop.Token);

        Assert.Equal(1, Assert.Single(await ReceiveAsync(wire)).DequeueCount);
    }

    [Fact]
    public async Task Tells_A_Backlog_From_Messages_That_Wait_For_Their_Time()
    {
        var (queue, _) = await NewAsync();
        await queue.SendAsync(Message, default, TimeSpan.FromHours(1));
        Assert.False(await queue.HasBacklogAsync(default));

        await queue.SendAsync(Message, default);
        Assert.True(await queue.HasBacklogAsync(default));
    }

    private static StepOutcome Done(LinkRecords _) => StepOutcome.Completed;

    /// <summary>The queue, and a client that does not decode what it reads.</summary>
    private async Task<(WorkQueue<LinkRecords> Queue, QueueClient Wire)> NewAsync()
    {
        var connection = azurite.NewAccount();
        var queue = new WorkQueue<LinkRecords>(new StorageAccount(new StorageOptions { ConnectionString = connection }), "things", LinkRecordsJson.Default.LinkRecords);
        await queue.CreateAsync(default);
        return (queue, new QueueClient(connection, "things", new QueueClientOptions(QueueClientOptions.ServiceVersion.V2024_11_04)));
    }

    private static async Task<QueueMessage[]> ReceiveAsync(QueueClient wire) => (await wire.ReceiveMessagesAsync(10)).Value;
}
