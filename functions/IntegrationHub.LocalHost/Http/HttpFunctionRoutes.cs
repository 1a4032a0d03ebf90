using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.LocalHost.Http;

/// <summary>Maps the HTTP triggers of the given classes onto the server's routes.</summary>
internal static class HttpFunctionRoutes
{
    public static void MapHttpFunctions(this IEndpointRouteBuilder routes, IEnumerable<Type> types, string routePrefix)
    {
        foreach (var function in Find(types))
        {
            var route = $"{routePrefix.Trim('/')}/{(function.Trigger.Route ?? function.Name).TrimStart('/')}";
            routes.MapMethods(route, function.Methods, Handler(function)).WithDisplayName(function.Name);
        }
    }

    public static bool IsHttp(Type type) => Find([type]).Any();

    private static IEnumerable<HttpFunction> Find(IEnumerable<Type> types) =>
        types.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Select(HttpFunction.From).OfType<HttpFunction>();

    private static RequestDelegate Handler(HttpFunction function) => async context =>
    {
        if (function.Trigger.AuthLevel != AuthorizationLevel.Anonymous && !context.RequestServices.GetRequiredService<FunctionKey>().Opens(context.Request))
        {
            await Problems.WriteAsync(context, StatusCodes.Status401Unauthorized, $"This route asks for the function key: header {FunctionKey.Header}, or code in the query.");
            return;
        }

        await function.InvokeAsync(context);
    };
}
