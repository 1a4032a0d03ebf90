using IntegrationHub.LocalHost.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace IntegrationHub.LocalHost;

/// <summary>The two trigger engines in one process, over one container: Kestrel for HTTP, WebJobs for timers and queues.</summary>
internal static class HubServer
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(5);

    // what the engine tells of itself is for its makers
    private static readonly Dictionary<string, string?> Quiet = new()
    {
        ["Logging:LogLevel:Default"] = "Warning",
        ["Logging:LogLevel:Microsoft.Azure.WebJobs"] = "Error",
        ["Logging:LogLevel:Host"] = "None",
    };

    /// <param name="settings">AzureWebJobsStorage among them.</param>
    /// <param name="triggers">The classes whose triggers are served.</param>
    public static WebApplication Build(IConfiguration settings, int port, FunctionKey key, IReadOnlyCollection<Type> triggers, HostJson hostJson, Action<IServiceCollection, IConfiguration> addHub)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = typeof(HubServer).Assembly.GetName().Name });
        var stopping = false;
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddInMemoryCollection(Quiet).AddConfiguration(settings);
        builder.Logging.ClearProviders().AddConsole(console =>
        {
            // the progress is on standard output
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.FormatterName = ConsoleFormatterNames.Simple;
        }).AddSimpleConsole(line => line.SingleLine = true);
        // a failed function is told once, with its exception; one that the stop has cancelled has not failed
        builder.Logging.AddFilter("Function", level => level >= LogLevel.Error && !stopping);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.ListenLocalhost(port);
        });
        builder.Services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = StopPatience;
            // a caller that hangs on to its connection must not use up the time that the jobs have
            host.ServicesStopConcurrently = true;
        });
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.Services.AddMvcCore();
        builder.Services.AddSingleton(key);
        addHub(builder.Services, builder.Configuration);
        builder.Host.AddJobs(triggers, hostJson);

        var app = builder.Build();
        app.Lifetime.ApplicationStopping.Register(() => stopping = true);
        app.UseProblems();
        app.MapHttpFunctions(triggers, hostJson.RoutePrefix);
        app.MapGet("/", () => Results.Redirect("/api"));
        return app;
    }

    /// <summary>The caller decides when to stop, so that Azurite is there until the last job has ended.</summary>
    private sealed class CallerLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
