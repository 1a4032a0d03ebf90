using System.Text.Json;

namespace IntegrationHub.Sources;

/// <summary>The properties of a JSON object, asked for one by one. What has the wrong type, or is not asked for at all, is told as a mistake with its path.</summary>
internal sealed class JsonFields
{
    private readonly string _path;
    private readonly SourceMistakes _mistakes;
    private readonly Dictionary<string, JsonElement> _fields = new(StringComparer.Ordinal);
    private readonly List<string> _asked = [];

    private JsonFields(JsonElement element, string path, SourceMistakes mistakes)
    {
        _path = path;
        _mistakes = mistakes;
        foreach (var property in element.EnumerateObject())
        {
            if (!_fields.TryAdd(property.Name, property.Value))
            {
                mistakes.Add(PathOf(property.Name), "It is there twice: say it once.");
            }
        }
    }

    /// <returns>Null where <paramref name="element"/> is no object.</returns>
    public static JsonFields? Of(JsonElement element, string path, SourceMistakes mistakes)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            return new JsonFields(element, path, mistakes);
        }

        mistakes.Add(path.Length == 0 ? "$" : path, $"{Said(element)} has the wrong type: give an object in braces.");
        return null;
    }

    public string? Text(string name) => Find(name) is not { } value ? null : TextOf(value, PathOf(name));

    public bool? Switch(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean()
        : Wrong<bool>(name, value, "true or false, without quotes");

    public int? Whole(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : Wrong<int>(name, value, "a whole number, without quotes");

    public double? Number(string name) =>
        Find(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number
        : Wrong<double>(name, value, "a number, without quotes");

    public IReadOnlyList<string>? Texts(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray().Select((item, at) => TextOf(item, $"{PathOf(name)}[{at}]")).OfType<string>()];
        }

        _mistakes.Add(PathOf(name), $"{Said(value)} has the wrong type: give a list of texts in brackets.");
        return null;
    }

    public JsonFields? Object(string name) => Find(name) is not { } value ? null : Of(value, PathOf(name), _mistakes);

    /// <summary>A list of objects.</summary>
    public IReadOnlyList<JsonFields>? Objects(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray().Select((item, at) => Of(item, $"{PathOf(name)}[{at}]", _mistakes)).OfType<JsonFields>()];
        }

        _mistakes.Add(PathOf(name), $"{Said(value)} has the wrong type: give a list of objects in brackets.");
        return null;
    }

    /// <summary>Objects by names that are not known beforehand, all of this object's properties.</summary>
    public IReadOnlyList<(string Name, JsonFields Fields)> Each()
    {
        _asked.AddRange(_fields.Keys);
        return [.. _fields.Where(field => field.Value.ValueKind != JsonValueKind.Null).Select(field => (field.Key, Fields: Of(field.Value, PathOf(field.Key), _mistakes))).Where(field => field.Fields is not null).Select(field => (field.Key, field.Fields!))];
    }

    /// <summary>Tells of every property that nobody has asked for.</summary>
    /// <param name="whose">What has these properties, with its article.</param>
    public void End(string whose)
    {
        foreach (var stray in _fields.Keys.Except(_asked, StringComparer.Ordinal))
        {
            var meant = _asked.Find(name => name.Equals(stray, StringComparison.OrdinalIgnoreCase));
            _mistakes.Add(
                PathOf(stray),
                meant is null ? $"There is no such property: {whose} has {string.Join(", ", _asked)}." : $"There is no such property: write it '{meant}'.");
        }
    }

    private static string Said(JsonElement value)
    {
        var text = value.GetRawText();
        return value.ValueKind switch
        {
            JsonValueKind.Object => "An object",
            JsonValueKind.Array => "A list",
            _ => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 60), "…"),
        };
    }

    // null says no more than leaving it out.
    private JsonElement? Find(string name)
    {
        _asked.Add(name);
        return _fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private string? TextOf(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            _mistakes.Add(path, $"{Said(value)} has the wrong type: give a text in quotes.");
            return null;
        }

        try
        {
            return value.GetString()!.Trim();
        }
        catch (InvalidOperationException)
        {
            _mistakes.Add(path, "It holds half a character (a surrogate without its other half): write it anew.");
            return null;
        }
    }

    private T? Wrong<T>(string name, JsonElement value, string wanted)
        where T : struct
    {
        _mistakes.Add(PathOf(name), $"{Said(value)} has the wrong type: give {wanted}.");
        return null;
    }

    private string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";
}
