using IntegrationHub.Harvest;
using IntegrationHub.Linking;
using IntegrationHub.Oai;
using IntegrationHub.Operations;
using IntegrationHub.Portal;
using IntegrationHub.Probing;
using IntegrationHub.Providing;
using IntegrationHub.Publishing;
using IntegrationHub.Records;
using IntegrationHub.Search;
using IntegrationHub.Sources;
using IntegrationHub.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IntegrationHub;

/// <summary>The hub put together: the one place that knows every room. Both heads call it and nothing else.</summary>
public static class HubServices
{
    /// <summary>Adds the whole hub. Settings are read from the sections that the options classes name; a mistake in any of them stops the start, with every mistake named.</summary>
    public static IServiceCollection AddIntegrationHub(this IServiceCollection services, IConfiguration settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddStorage(settings).AddSources().AddHarvest(settings).AddLinking(settings).AddSearch(settings).AddPublishing(settings).AddOperations(settings);
    }

    private static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration settings)
    {
        var section = settings.GetSection(StorageOptions.Section);
        services.AddOptions<StorageOptions>().Bind(section).Configure(storage => storage.ConnectionString ??= section.Value).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton(provider => new StorageAccount(provider.GetRequiredService<IOptions<StorageOptions>>()))
            .AddSingleton<BlobLock>()
            .AddHostedService<StorageSetup>();
    }

    private static IServiceCollection AddSources(this IServiceCollection services) => services
        .AddSingleton<SourceTable>()
        .AddSingleton<SourceApi>();

    private static IServiceCollection AddHarvest(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<IValidateOptions<HarvestOptions>, HarvestOptionsValidator>();
        services.AddSingleton<IValidateOptions<CredentialOptions>, CredentialOptionsValidator>();
        services.AddOptions<CredentialOptions>().Bind(settings.GetSection(CredentialOptions.Section)).ValidateOnStart();
        services.AddOptions<HarvestOptions>().Bind(settings.GetSection(HarvestOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton(provider =>
            {
                var harvest = provider.GetRequiredService<IOptions<HarvestOptions>>().Value;
                var client = new OaiClientOptions { Contact = harvest.Contact, AllowPrivateNetworks = harvest.AllowPrivateNetworks };
                return new OaiClient(OaiHttp.Create(client), client, provider.GetRequiredService<TimeProvider>());
            })
            .AddSingleton<FindingsTable>().AddSingleton<ProbeBlobs>().AddSingleton<ProbeMemory>().AddSingleton(ProbeLimits.Default)
            .AddSingleton<ProviderProbe>().AddSingleton<ProbeApi>()
            .AddSingleton<RunTable>().AddSingleton<WindowTable>().AddSingleton<CursorTable>()
            .AddSingleton<RawPageBlobs>().AddSingleton<SegmentBlobs>().AddSingleton<CheckpointBlobs>()
            .AddSingleton<HarvestWindowsQueue>()
            .AddSingleton<SourceCredentials>().AddSingleton<HostTable>().AddSingleton<StaticRepositoryBlobs>().AddSingleton<HostGate>()
            .AddSingleton<ProviderIntroduction>().AddSingleton<DateArguments>().AddSingleton<WindowCutter>()
            .AddSingleton<KeptPages>().AddSingleton<KeptHarvests>().AddSingleton<RunReplay>().AddSingleton<WindowWalk>().AddSingleton<WindowHarvester>()
            .AddSingleton<RunStarter>().AddSingleton<RunLanes>().AddSingleton<RunProgress>().AddSingleton<RunDelivery>()
            .AddSingleton<RunJudge>().AddSingleton<CursorMover>().AddSingleton<RunFinisher>().AddSingleton<RunInterventions>()
            .AddSingleton<HarvestScheduler>().AddSingleton<HarvestReviver>().AddSingleton<SourceWithdrawal>();
    }

    private static IServiceCollection AddLinking(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<LinkingOptions>().Bind(settings.GetSection(LinkingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<IndexBlobs>().AddSingleton<IndexReader>().AddSingleton<LinkRequestsQueue>()
            .AddSingleton<LinkedRunTable>().AddSingleton<DecisionTable>().AddSingleton<LinkedDeliveries>().AddSingleton<RecordLinker>()
            .AddSingleton<SourceHoldings>()
            .AddSingleton<IndexVerifier>().AddSingleton<IndexRollback>().AddSingleton<IndexRebuild>().AddSingleton<LostIndexRebuild>()
            .AddSingleton<HoldingsForecast>(provider => async (delivery, ct) =>
            {
                var (held, withdrawn) = await provider.GetRequiredService<SourceHoldings>().ForetellAsync(delivery, ct);
                return new Holdings(held, withdrawn);
            })
            .AddSingleton<DeliveryAnnouncement>(provider => (delivery, ct) => provider.GetRequiredService<LinkRequestsQueue>()
                .SendAsync(new LinkRecords($"run {delivery.Run} of {delivery.Source} is delivered"), ct));
    }

    private static IServiceCollection AddSearch(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<SearchOptions>().Bind(settings.GetSection(SearchOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<SearchBlobs>().AddSingleton<SearchFolder>().AddSingleton<SearchIndexer>().AddSingleton<PublishedSearch>();
    }

    private static IServiceCollection AddPublishing(this IServiceCollection services, IConfiguration settings)
    {
        services.AddOptions<PublishingOptions>().Bind(settings.GetSection(PublishingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<NavigationTable>().AddSingleton<FeedBlobs>().AddSingleton<PublishedFeed>().AddSingleton<FeedPages>().AddSingleton<SearchPages>().AddSingleton<FeedExport>().AddSingleton<PublishRequestsQueue>()
            .AddSingleton<FeedPublisher>().AddSingleton<FeedHousekeeper>().AddSingleton<Lookup>().AddSingleton<LookupExample>().AddSingleton<OpenUrlResolver>().AddSingleton<LogReader>().AddSingleton<OaiProvider>()
            .AddSingleton<PortalPages>()
            .AddSingleton<VersionAnnouncement>(provider => (version, ct) => provider.GetRequiredService<PublishRequestsQueue>().SendAsync(new PublishFeed(version), ct))
            .AddSingleton<SourceList>(provider => async ct =>
                await provider.GetRequiredService<SourceTable>().ListAsync(ct).Select(row => row.Value).ToListAsync(ct));
    }

    private static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton<IValidateOptions<OperationsOptions>, OperationsOptionsValidator>();
        services.AddOptions<OperationsOptions>().Bind(settings.GetSection(OperationsOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<PublicationState>()
            .AddSingleton<FeedBehindSince>(provider => async ct =>
            {
                var index = provider.GetRequiredService<IndexBlobs>();
                var shown = await provider.GetRequiredService<PublicationState>().ReadAsync(ct);
                return (await index.ReadManifestAsync(null, ct)).Manifest.Version > shown.IndexVersion ? await index.CommittedAtAsync(ct) : null;
            })
            .AddSingleton<PoisonTable>().AddSingleton<QueueSteps>().AddSingleton<WindowRetry>().AddSingleton<PoisonKeeper>().AddSingleton<PoisonApi>()
            .AddSingleton<RunHistory>().AddSingleton<RunApi>().AddSingleton<ReplayApi>().AddSingleton<InterventionApi>().AddSingleton<HubStatusReader>().AddSingleton<HealthApi>().AddSingleton<AddressApi>()
            .AddSingleton<NavigationApi>().AddSingleton<CollectionApi>().AddSingleton<StaticRepositoryHost>().AddSingleton<PreviewApi>()
            .AddSingleton<IndexedRecords>().AddSingleton<CuratorDesk>().AddSingleton<WhyApi>().AddSingleton<CurationApi>().AddSingleton<ReviewApi>().AddSingleton<DecisionApi>().AddSingleton<IndexApi>()
            .AddSingleton<PipelineReviver>().AddSingleton<Housekeeper>();
    }
}
