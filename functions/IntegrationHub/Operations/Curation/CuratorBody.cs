using System.Text.Json;
using IntegrationHub.Linking;
using IntegrationHub.Records;
using IntegrationHub.Sources;
using Microsoft.AspNetCore.Http;

namespace IntegrationHub.Operations;

/// <summary>A curator's request, read with every mistake in it.</summary>
internal sealed class CuratorBody
{
    /// <summary>Records of a decision, and resources of a request.</summary>
    public const int MostRecords = 200;

    private const int MostBytes = 256 * 1024;
    private const int LongestName = 200;
    private const int LongestNote = 2_000;

    private readonly JsonElement _root;
    private readonly Dictionary<string, string[]> _errors = [];

    private CuratorBody(JsonElement root, string? principal)
    {
        _root = root;
        if (root.ValueKind != JsonValueKind.Object)
        {
            Reject("$", "Send a JSON object.");
        }

        By = string.IsNullOrWhiteSpace(principal) ? Text("by", LongestName, "Say who decides: by, a name or an address that a colleague knows.") ?? "" : principal.Trim();
        Note = Has("note") ? Text("note", LongestNote, "The note is a text; leave it out if there is none.") : null;
    }

    public string By { get; }

    public string? Note { get; }

    public bool IsGood => _errors.Count == 0;

    public static async Task<(CuratorBody? Body, IResult? Instead)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var (document, instead) = await JsonBody.ReadAsync(request, MostBytes, "a curator's request", ct);
        using (document)
        {
            // Trustworthy only behind platform authentication (Azure's App Service Authentication): that sets it, and drops what a caller sent. Without it, as on this
            // machine or with a function key alone, whoever has the key can write any name here, as in by.
            return document is null ? (null, instead) : (new CuratorBody(document.RootElement.Clone(), request.Headers["X-MS-CLIENT-PRINCIPAL-NAME"]), null);
        }
    }

    public IResult Instead() => HttpAnswers.Invalid("This can't be decided so", _errors);

    public bool Has(string name) => _root.ValueKind == JsonValueKind.Object && _root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    public void Reject(string name, string sentence) => _errors[name] = _errors.TryGetValue(name, out var known) ? [.. known, sentence] : [sentence];

    public string? Text(string name, int longest, string otherwise)
    {
        if (!Has(name) || _root.GetProperty(name) is not { ValueKind: JsonValueKind.String } given || given.GetString()!.Trim() is not { Length: > 0 } text)
        {
            Reject(name, otherwise);
            return null;
        }

        if (text.Length > longest)
        {
            Reject(name, $"It has {text.Length} characters: at most {longest} are kept.");
            return null;
        }

        return text;
    }

    public ResourceId? Record(string name) => Has(name) ? IdOf(name, _root.GetProperty(name)) : Missing(name);

    /// <param name="otherwise">What should be there.</param>
    public IReadOnlyList<ResourceId> Ids(string name, string otherwise) => Has(name) ? IdsOf(name, _root.GetProperty(name), otherwise) : Nothing<ResourceId>(name, otherwise);

    public IReadOnlyList<IReadOnlyList<ResourceId>> Groups(string name, string otherwise) =>
        !Has(name) || _root.GetProperty(name) is not { ValueKind: JsonValueKind.Array } groups || groups.GetArrayLength() == 0 ? Nothing<IReadOnlyList<ResourceId>>(name, otherwise)
        : [.. groups.EnumerateArray().Take(MostRecords).Select((group, i) => IdsOf($"{name}[{i}]", group, otherwise))];

    private IReadOnlyList<ResourceId> IdsOf(string name, JsonElement list, string otherwise)
    {
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
        {
            return Nothing<ResourceId>(name, otherwise);
        }

        if (list.GetArrayLength() > MostRecords)
        {
            Reject(name, $"{list.GetArrayLength()} of them: at most {MostRecords} at a time.");
            return [];
        }

        return [.. list.EnumerateArray().Select((id, i) => IdOf($"{name}[{i}]", id)).OfType<ResourceId>().Distinct()];
    }

    private ResourceId? IdOf(string name, JsonElement given)
    {
        if (given.ValueKind == JsonValueKind.String && ResourceId.TryParse(given.GetString(), out var id))
        {
            return id;
        }

        if (given.ValueKind == JsonValueKind.Object && given.TryGetProperty("source", out var source) && source.ValueKind == JsonValueKind.String && SourceId.TryParse(source.GetString(), out var sourceId)
            && given.TryGetProperty("id", out var oai) && oai.ValueKind == JsonValueKind.String && oai.GetString() is { Length: > 0 } identifier)
        {
            return ResourceId.Of(new RecordId(sourceId, identifier));
        }

        Reject(name, "It is no id: 26 characters as GET /api/admin/resources/{id}/why shows them, or an object with source and id (the OAI identifier).");
        return null;
    }

    private ResourceId? Missing(string name)
    {
        Reject(name, "Name the record: its id as GET /api/admin/resources/{id}/why shows it, or an object with source and id (the OAI identifier).");
        return null;
    }

    private IReadOnlyList<T> Nothing<T>(string name, string otherwise)
    {
        Reject(name, otherwise);
        return [];
    }
}
