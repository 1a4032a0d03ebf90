using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationHub.LocalHost.Http;

/// <summary>One method with an HttpTrigger: how it is reached, and how it is called as the Functions host would call it.</summary>
internal sealed class HttpFunction
{
    private readonly MethodInfo _method;
    private readonly ObjectFactory _create;
    private readonly Func<HttpContext, object?>[] _arguments;

    private HttpFunction(MethodInfo method, HttpTriggerAttribute trigger, string name)
    {
        _method = method;
        Name = name;
        Trigger = trigger;
        _create = ActivatorUtilities.CreateFactory(method.DeclaringType!, []);
        _arguments = [.. method.GetParameters().Select(Argument)];
    }

    public string Name { get; }

    public HttpTriggerAttribute Trigger { get; }

    /// <summary>GET answers HEAD too: the server leaves the body out.</summary>
    public IEnumerable<string> Methods =>
        Trigger.Methods.Select(verb => verb.ToUpperInvariant()).SelectMany(verb => verb == HttpMethods.Get ? [verb, HttpMethods.Head] : new[] { verb }).Distinct();

    /// <returns>Null for a method with no HttpTrigger.</returns>
    public static HttpFunction? From(MethodInfo method)
    {
        var trigger = method.GetParameters().Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(found => found is not null);
        return method.GetCustomAttribute<FunctionAttribute>() is { } function && trigger is not null ? new HttpFunction(method, trigger, function.Name) : null;
    }

    public async Task InvokeAsync(HttpContext context)
    {
        var instance = _method.IsStatic ? null : _create(context.RequestServices, null);
        var values = Array.ConvertAll(_arguments, argument => argument(context));
        var answer = _method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, values, culture: null);
        var result = answer switch
        {
            Task<IActionResult> task => await task,
            IActionResult ready => ready,
            _ => throw Unbindable("its result", _method.ReturnType),
        };
        await result.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
    }

    private Func<HttpContext, object?> Argument(ParameterInfo parameter)
    {
        var name = parameter.Name!;
        var type = parameter.ParameterType;
        return type switch
        {
            _ when type == typeof(HttpRequest) => context => context.Request,
            _ when type == typeof(CancellationToken) => context => context.RequestAborted,
            _ when type == typeof(string) => context => context.GetRouteValue(name)?.ToString(),
            _ when type == typeof(int) => context => Number(context, name) ?? throw new BadHttpRequestException($"{name} is not a number."),
            _ when type == typeof(int?) => context => Number(context, name),
            _ => throw Unbindable(name, type),
        };
    }

    private static int? Number(HttpContext context, string name) =>
        int.TryParse(context.GetRouteValue(name)?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private InvalidOperationException Unbindable(string what, Type type) =>
        new($"{_method.DeclaringType!.Name}.{_method.Name}: {what} is a {type.Name}. An HTTP function takes HttpRequest, CancellationToken and route values (string, int), and returns IActionResult or a Task of it.");
}
