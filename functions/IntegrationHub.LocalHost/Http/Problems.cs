using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntegrationHub.LocalHost.Http;

/// <summary>Every failure is a problem document (RFC 9457), whatever the caller accepts.</summary>
internal static partial class Problems
{
    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = AnswerAsync, SuppressDiagnosticsCallback = _ => true });
        app.UseStatusCodePages(pages => WriteAsync(pages.HttpContext, pages.HttpContext.Response.StatusCode, detail: null));
    }

    public static Task WriteAsync(HttpContext context, int status, string? detail) =>
        Results.Problem(statusCode: status, detail: detail, instance: context.Request.Path, extensions: [new("traceId", TraceId(context))]).ExecuteAsync(context);

    private static Task AnswerAsync(HttpContext context)
    {
        var error = context.Features.Get<IExceptionHandlerFeature>()!.Error;
        if (error is BadHttpRequestException bad)
        {
            return WriteAsync(context, bad.StatusCode, bad.Message);
        }

        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Problems));
        Log.Failed(logger, context.Request.Method, context.Request.Path, TraceId(context), error);
        return WriteAsync(context, StatusCodes.Status500InternalServerError, "The hub failed to answer; its log says why under this trace id.");
    }

    private static string TraceId(HttpContext context) => Activity.Current?.Id ?? context.TraceIdentifier;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed, trace id {TraceId}")]
        public static partial void Failed(ILogger logger, string method, string path, string traceId, Exception error);
    }
}
