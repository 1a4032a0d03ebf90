using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntegrationHub.LocalHost.Jobs;

/// <summary>The engine under the Functions host, serving timers and queues in this process.</summary>
internal static class JobHost
{
    // the emulator costs nothing to ask, and a person waits
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(1);

    /// <summary>Its storage is the configuration's AzureWebJobsStorage; jobs are made by, and share, the container's services and logs.</summary>
    public static void AddJobs(this IHostBuilder host, IEnumerable<Type> types, HostJson hostJson) =>
        host.ConfigureWebJobs(jobs =>
        {
            jobs.AddAzureStorageCoreServices();
            jobs.AddTimers();
            jobs.AddAzureStorage(queues =>
            {
                hostJson.Queues.Bind(queues);
                queues.MaxPollingInterval = queues.MaxPollingInterval < LongestPoll ? queues.MaxPollingInterval : LongestPoll;
            });
            jobs.Services.AddSingleton<ITypeLocator>(new JobTypes(types));
            jobs.Services.AddSingleton<IHostIdProvider, HostId>();
        });

    // names the engine's own blobs; by itself it would change with every build's method names
    private sealed class HostId : IHostIdProvider
    {
        public Task<string> GetHostIdAsync(CancellationToken cancellationToken) => Task.FromResult("integration-hub");
    }
}
