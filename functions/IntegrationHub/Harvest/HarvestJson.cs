using System.Text.Json.Serialization;

namespace IntegrationHub.Harvest;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(Window))]
[JsonSerializable(typeof(Cursor))]
[JsonSerializable(typeof(ProviderHost))]
internal sealed partial class HarvestJson : JsonSerializerContext;
