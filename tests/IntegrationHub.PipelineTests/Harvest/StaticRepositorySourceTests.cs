using System.Text;
using IntegrationHub.Harvest;
using IntegrationHub.Oai;
using IntegrationHub.PipelineTests.Providers;
using IntegrationHub.Sources;

namespace IntegrationHub.PipelineTests.Harvest;

/// <summary>Sources that are a static repository's file at an address.</summary>
public sealed class StaticRepositorySourceTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>
{
    private const string Name = "member";

    [Fact]
    public async Task Reads_All_Of_A_File_That_Is_Asked_For_Once_Without_Arguments()
    {
        await using var server = await ServeAsync(File(1200));
        var (rig, source) = await SetUpAsync(server);

        await rig.HarvestAsync();

        Assert.Empty(Assert.Single(server.Requests).Arguments);
        Assert.Equal(1200, (await rig.RecordsAsync(source, 1)).Select(record => record.Id).Distinct().Count());
        var run = await rig.RunAsync(source, 1);
        Assert.Equal((RunState.Harvested, true, 1200, 3), (run.State, run.Full, run.Counts.Records, run.Counts.Pages));
    }

    [Fact]
    public async Task Finds_Out_With_Every_Run_What_Has_Gone()
    {
        await using var server = await ServeAsync(File(5));
        var (rig, source) = await SetUpAsync(server);
        await rig.HarvestAsync();
        server.Script = _ => new TestAnswer(File(4));
        rig.Time.Advance(TimeSpan.FromDays(1));

        await rig.HarvestAsync();

        var delivery = (await rig.DeliveriesAsync(source)).Single(delivery => delivery.Run == 2);
        Assert.Equal((true, 4), (delivery.Complete, delivery.Records));
    }

    [Fact]
    public async Task Is_Served_Again_By_The_Gateway_Unless_A_File_Of_That_Name_Was_Uploaded()
    {
        await using var server = await ServeAsync(File(2));
        var (rig, source) = await SetUpAsync(server);
        await rig.HarvestAsync();

        Assert.Equal(2, await ServedAsync(rig));
        await rig.Repositories.StoreAsync(source.Id, Encoding.UTF8.GetBytes(File(3)), default);
        Assert.Equal(3, await ServedAsync(rig));
    }

    [Fact]
    public async Task Is_Not_Served_Again_Once_Its_Source_Is_Deleted()
    {
        await using var server = await ServeAsync(File(2));
        var (rig, source) = await SetUpAsync(server);
        await rig.HarvestAsync();

        await rig.Withdrawal.DeleteAsync(source.Id, default);

        Assert.Null(await rig.Repositories.OpenAsync(source.Id, default));
    }

    [Fact]
    public async Task Says_What_Is_To_Be_Put_Right_In_The_File_And_Goes_On_Serving_The_Last_Good_One()
    {
        await using var server = await ServeAsync(File(2));
        var (rig, source) = await SetUpAsync(server);
        await rig.HarvestAsync();
        server.Script = _ => new TestAnswer(File(2).Replace("<oai:repositoryName>Member</oai:repositoryName>", "", StringComparison.Ordinal));
        rig.Time.Advance(TimeSpan.FromDays(1));

        await rig.HarvestAsync();

        var run = await rig.RunAsync(source, 2);
        Assert.Equal(RunState.Failed, run.State);
        Assert.Contains("repositoryName", run.Failure, StringComparison.Ordinal);
        Assert.Equal(2, await ServedAsync(rig));
    }

    [Fact]
    public async Task Comes_Back_When_The_Server_Of_The_File_Is_Busy()
    {
        await using var server = await ServeAsync(File(2));
        var (rig, source) = await SetUpAsync(server);
        var refusals = 1;
        server.Script = _ => refusals-- > 0 ? TestAnswer.Busy("600") : new TestAnswer(File(2));

        await rig.HarvestAsync();

        Assert.Contains(TimeSpan.FromMinutes(10), rig.Waits);
        Assert.Equal(2, (await rig.RecordsAsync(source, 1)).Count);
    }

    private static async Task<int> ServedAsync(HarvestRig rig)
    {
        var repository = await rig.Repositories.OpenAsync(SourceId.Parse(Name), default);
        var page = StaticRepositoryGateway.Answer(repository!, OaiRequest.ListIdentifiers(new Uri("http://hub.example/oai/static/member"), "oai_dc"), rig.Time);
        return OaiPageReader.Read<object>(page.Body, static _ => "").Records.Count;
    }

    private static string File(int records) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <Repository xmlns="http://www.openarchives.org/OAI/2.0/static-repository" xmlns:oai="http://www.openarchives.org/OAI/2.0/">
          <Identify>
            <oai:repositoryName>Member</oai:repositoryName><oai:baseURL>http://hub.example/oai/static/member</oai:baseURL>
            <oai:protocolVersion>2.0</oai:protocolVersion><oai:adminEmail>admin@example.org</oai:adminEmail>
            <oai:earliestDatestamp>2026-01-01</oai:earliestDatestamp><oai:deletedRecord>no</oai:deletedRecord><oai:granularity>YYYY-MM-DD</oai:granularity>
          </Identify>
          <ListMetadataFormats>
            <oai:metadataFormat><oai:metadataPrefix>oai_dc</oai:metadataPrefix><oai:schema>http://www.openarchives.org/OAI/2.0/oai_dc.xsd</oai:schema>
            <oai:metadataNamespace>http://www.openarchives.org/OAI/2.0/oai_dc/</oai:metadataNamespace></oai:metadataFormat>
          </ListMetadataFormats>
          <ListRecords metadataPrefix="oai_dc">{string.Concat(Enumerable.Range(1, records).Select(Record))}</ListRecords>
        </Repository>
        """;

    private static string Record(int number) => $"""
        <oai:record><oai:header><oai:identifier>oai:member:{number}</oai:identifier><oai:datestamp>2026-01-01</oai:datestamp></oai:header>
        <oai:metadata><oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Title {number}</dc:title></oai_dc:dc></oai:metadata></oai:record>
        """;

    private static async Task<TestProvider> ServeAsync(string file)
    {
        var server = await TestProvider.StartAsync();
        server.Script = _ => new TestAnswer(file);
        return server;
    }

    private async Task<(HarvestRig Rig, Source Source)> SetUpAsync(TestProvider server)
    {
        var rig = await HarvestRig.CreateAsync(azurite.NewAccount());
        var source = HarvestRig.SourceOf(Name, server.BaseUrl) with { StaticRepository = true };
        await rig.Sources.TryAddAsync(source, default);
        return (rig, source);
    }
}
