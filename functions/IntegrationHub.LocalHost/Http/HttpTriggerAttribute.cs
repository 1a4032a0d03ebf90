namespace IntegrationHub.LocalHost.Http;

/// <summary>The same names and shape as the Functions worker's, so that one trigger file suits both hosts.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : Attribute
{
    public AuthorizationLevel AuthLevel { get; } = authLevel;

    public string[] Methods { get; } = methods;

    /// <summary>Below host.json's routePrefix; without one, the function's name is the route.</summary>
    public string? Route { get; set; }
}

/// <summary>Who may call. Here every level but <see cref="Anonymous"/> asks for the one function key.</summary>
public enum AuthorizationLevel
{
    Anonymous,
    User,
    Function,
    System,
    Admin,
}
