using System.Text.Json.Serialization;

namespace IntegrationHub.Harvest;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(Window))]
[JsonSerializable(typeof(Cursor))]
internal sealed partial class HarvestJson : JsonSerializerContext;
