using System.Text.Json.Serialization;
using IntegrationHub.Publishing;
using IntegrationHub.Records;

namespace IntegrationHub.Operations;

/// <summary>A record in a preview is written as the lookup writes it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCase<AccessStatus>), typeof(CamelCase<EvidenceKind>), typeof(CamelCase<EvidenceStrength>), typeof(CamelCase<WorkType>), typeof(CamelCase<IdentifierScheme>), typeof(CamelCase<SubjectScheme>)])]
[JsonSerializable(typeof(PreviewReport))]
internal sealed partial class PreviewJson : JsonSerializerContext;
