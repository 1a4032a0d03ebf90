using System.Text.Json;
using System.Text.Json.Nodes;
using IntegrationHub.Records;

namespace IntegrationHub.Tests.Records;

/// <summary>Every text of a record, those added to it one day as well.</summary>
internal static class RecordTexts
{
    public static IEnumerable<string> Of(BibliographicRecord record) => Of(JsonSerializer.SerializeToNode(record, RecordsJson.Default.BibliographicRecord));

    private static IEnumerable<string> Of(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Of(member.Value)),
        JsonArray items => items.SelectMany(Of),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
