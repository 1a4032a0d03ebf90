using System.Reflection;
using Microsoft.Azure.WebJobs;

namespace IntegrationHub.LocalHost.Jobs;

/// <summary>Gives the engine the classes with timer and queue triggers. A class with HTTP triggers is mapped by us, and must hold nothing else.</summary>
internal sealed class JobTypes(IEnumerable<Type> types) : ITypeLocator
{
    private readonly Type[] _jobs = [.. types.Where(IsJob)];

    public IReadOnlyList<Type> GetTypes() => _jobs;

    private static bool IsJob(Type type)
    {
        var hasJob = type.GetMethods().SelectMany(method => method.GetParameters())
            .Any(parameter => parameter.IsDefined(typeof(QueueTriggerAttribute)) || parameter.IsDefined(typeof(TimerTriggerAttribute)));
        return hasJob && HttpFunctionRoutes.IsHttp(type)
            ? throw new InvalidOperationException($"{type.Name} mixes HTTP triggers with timers or queues: put them into two classes.")
            : hasJob;
    }
}
