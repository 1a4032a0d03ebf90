namespace IntegrationHub.Oai;

/// <summary>The arguments of a request to a provider, checked as far as they can be without looking at records (section 3.6).</summary>
internal sealed record GatewayArguments(OaiVerb Verb, IReadOnlyDictionary<string, string> Values)
{
    private static readonly Dictionary<OaiVerb, (string[] Required, string[] Optional)> s_rules = new()
    {
        [OaiVerb.Identify] = ([], []),
        [OaiVerb.ListMetadataFormats] = ([], ["identifier"]),
        [OaiVerb.ListSets] = ([], ["resumptionToken"]),
        [OaiVerb.ListIdentifiers] = (["metadataPrefix"], ["from", "until", "set", "resumptionToken"]),
        [OaiVerb.ListRecords] = (["metadataPrefix"], ["from", "until", "set", "resumptionToken"]),
        [OaiVerb.GetRecord] = (["identifier", "metadataPrefix"], []),
    };

    public string? Identifier => Values.GetValueOrDefault("identifier");

    public string? MetadataPrefix => Values.GetValueOrDefault("metadataPrefix");

    public string? From => Values.GetValueOrDefault("from");

    public string? Until => Values.GetValueOrDefault("until");

    public string? Set => Values.GetValueOrDefault("set");

    public string? ResumptionToken => Values.GetValueOrDefault("resumptionToken");

    /// <summary>Null with the error, which is badVerb or badArgument.</summary>
    public static GatewayArguments? Read(IEnumerable<KeyValuePair<string, string>> arguments, out OaiError? error, OaiGranularity granularity = OaiGranularity.Day)
    {
        var all = arguments.ToLookup(argument => argument.Key, argument => argument.Value);
        error = ReadVerb([.. all["verb"]], out var verb);
        if (error is not null)
        {
            return null;
        }

        var values = all.Where(argument => argument.Key != "verb").ToDictionary(argument => argument.Key, argument => argument.First());
        var wrong = all.FirstOrDefault(argument => argument.Count() > 1) is { } repeated
            ? $"The argument '{repeated.Key}' is repeated"
            : Check(verb, values, granularity);
        error = wrong is null ? null : new OaiError(OaiErrorCodes.BadArgument, wrong);
        return error is null ? new GatewayArguments(verb, values) : null;
    }

    private static OaiError? ReadVerb(string[] verbs, out OaiVerb verb)
    {
        verb = default;
        var wrong = verbs switch
        {
            [] => "The verb is missing",
            [_, _, ..] => "The verb is repeated",
            [var name] => Array.IndexOf(Enum.GetNames<OaiVerb>(), name) >= 0 && Enum.TryParse(name, out verb) ? null : $"'{name}' is no verb of OAI-PMH 2.0",
        };
        return wrong is null ? null : new OaiError(OaiErrorCodes.BadVerb, wrong);
    }

    private static string? Check(OaiVerb verb, Dictionary<string, string> values, OaiGranularity granularity)
    {
        var (required, optional) = s_rules[verb];
        if (values.Keys.FirstOrDefault(name => !required.Contains(name) && !optional.Contains(name)) is { } unknown)
        {
            return $"{verb} has no argument '{unknown}'";
        }

        if (values.ContainsKey("resumptionToken"))
        {
            return values.Count == 1 ? null : "resumptionToken is exclusive";
        }

        if (required.FirstOrDefault(name => !values.ContainsKey(name)) is { } missing)
        {
            return $"{verb} needs the argument '{missing}'";
        }

        return CheckValues(values, granularity);
    }

    private static string? CheckValues(Dictionary<string, string> values, OaiGranularity granularity)
    {
        foreach (var (name, value) in values)
        {
            var valid = name switch
            {
                "metadataPrefix" => OaiNames.MetadataPrefix().IsMatch(value),
                "set" => OaiNames.SetSpec().IsMatch(value),
                "from" or "until" => OaiNames.IsDay(value) || (granularity == OaiGranularity.Second && OaiNames.IsSecond(value)),
                "identifier" => OaiNames.IsUri(value),
                _ => true,
            };
            if (!valid)
            {
                return name is "from" or "until" ? $"{name} must be a day (YYYY-MM-DD){(granularity == OaiGranularity.Day ? ", which is this repository's granularity" : " or a second (YYYY-MM-DDThh:mm:ssZ)")}" : $"'{value}' can't be a {name}";
            }
        }

        if (!values.TryGetValue("from", out var from) || !values.TryGetValue("until", out var until))
        {
            return null;
        }

        return from.Length != until.Length ? "from and until must have the same granularity" : string.CompareOrdinal(from, until) > 0 ? "from is later than until" : null;
    }
}
