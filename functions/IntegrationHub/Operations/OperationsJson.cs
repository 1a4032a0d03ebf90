using System.Text.Json.Serialization;

namespace IntegrationHub.Operations;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RunReport))]
[JsonSerializable(typeof(IReadOnlyList<RunReport>))]
[JsonSerializable(typeof(HubStatus))]
[JsonSerializable(typeof(Health))]
[JsonSerializable(typeof(PreviewReport))]
internal sealed partial class OperationsJson : JsonSerializerContext;
