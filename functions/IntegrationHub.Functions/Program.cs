using IntegrationHub;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddIntegrationHub(builder.Configuration);
// The Functions host logs each request; the ASP.NET Core inside the worker would do it again.
// (Levels are set here: for what comes from the worker, host.json knows one category per function.)
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
builder.Build().Run();
