using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IntegrationHub.Sources;

/// <summary>
/// A source as an admin writes it. Everything may be missing, and terms and spans are text, so that every mistake can be told at once; what is missing
/// comes from the profile, if one is named, or from <see cref="Source"/>'s defaults.
/// </summary>
public sealed record SourceBody
{
    public string? Id { get; init; }

    public string? Profile { get; init; }

    public string? Name { get; init; }

    public string? NameEnglish { get; init; }

    public string? Kind { get; init; }

    public string? BaseUrl { get; init; }

    public string? MetadataPrefix { get; init; }

    public IReadOnlyList<string>? Sets { get; init; }

    public bool? Enabled { get; init; }

    /// <summary>A time span: <c>1.00:00:00</c> is a day, <c>06:00:00</c> six hours.</summary>
    public string? Every { get; init; }

    public string? Access { get; init; }

    public IReadOnlyList<string>? FreeSets { get; init; }

    public string? HomePage { get; init; }

    public string? Region { get; init; }

    public bool? StaticRepository { get; init; }

    public string? ListBy { get; init; }

    public string? SlicedBy { get; init; }

    public PaceBody? Pace { get; init; }

    public GuardsBody? Guards { get; init; }

    public CredentialBody? Credential { get; init; }

    /// <summary>A time span, as <see cref="Every"/>.</summary>
    public string? ReconcileEvery { get; init; }

    /// <summary>Reads the body that <paramref name="json"/> is.</summary>
    /// <param name="id">The id in the address; a body that names another one is mistaken.</param>
    /// <param name="mistakes">Property path to sentences, of types and values alike; empty if and only if the source may be stored.</param>
    public static Source Read(JsonElement json, SourceId id, out IReadOnlyDictionary<string, string[]> mistakes)
    {
        var found = new SourceMistakes();
        if (JsonFields.Of(json, "", found) is not { } fields)
        {
            mistakes = found.ToDictionary();
            return new Source { Id = id, Name = "", BaseUrl = "" };
        }

        var source = Of(fields).ToSource(id, found);
        mistakes = found.ToDictionary();
        return source;
    }

    /// <inheritdoc cref="Read"/>
    public Source ToSource(SourceId id, out IReadOnlyDictionary<string, string[]> mistakes)
    {
        var found = new SourceMistakes();
        var source = ToSource(id, found);
        mistakes = found.ToDictionary();
        return source;
    }

    private static SourceBody Of(JsonFields fields)
    {
        var body = new SourceBody
        {
            Id = fields.Text("id"),
            Profile = fields.Text("profile"),
            Name = fields.Text("name"),
            NameEnglish = fields.Text("nameEnglish"),
            Kind = fields.Text("kind"),
            BaseUrl = fields.Text("baseUrl"),
            MetadataPrefix = fields.Text("metadataPrefix"),
            Sets = fields.Texts("sets"),
            Enabled = fields.Switch("enabled"),
            Every = fields.Text("every"),
            Access = fields.Text("access"),
            FreeSets = fields.Texts("freeSets"),
            HomePage = fields.Text("homePage"),
            Region = fields.Text("region"),
            StaticRepository = fields.Switch("staticRepository"),
            ListBy = fields.Text("listBy"),
            SlicedBy = fields.Text("slicedBy"),
            Pace = PaceBody.Of(fields.Object("pace")),
            Guards = GuardsBody.Of(fields.Object("guards")),
            Credential = CredentialBody.Of(fields.Object("credential")),
            ReconcileEvery = fields.Text("reconcileEvery"),
        };
        fields.End("a source");
        return body;
    }

    private Source ToSource(SourceId id, SourceMistakes found)
    {
        var profile = Profile is null ? null : SourceProfiles.Find(Profile);
        if (Profile is not null && profile is null)
        {
            found.Add("profile", $"There is no profile '{Profile}': take one of {string.Join(", ", SourceProfiles.All.Select(known => known.Id))}, or leave it out.");
        }

        if (Id is not null && Id != id.Value)
        {
            found.Add("id", $"The body says '{Id}' but the address says '{id}': leave it out of the body or make them equal.");
        }

        var blank = new Source { Id = id, Name = Name ?? "", BaseUrl = BaseUrl ?? "" };
        var start = profile?.Apply(id, blank.BaseUrl) ?? blank;
        var access = Term<AccessPolicy>(Access, "access", found) ?? start.Access;
        var source = start with
        {
            Name = Name ?? start.Name,
            NameEnglish = NameEnglish ?? start.NameEnglish,
            Kind = Term<SourceKind>(Kind, "kind", found) ?? start.Kind,
            MetadataPrefix = MetadataPrefix ?? start.MetadataPrefix,
            Sets = Sets ?? start.Sets,
            Enabled = Enabled ?? start.Enabled,
            Every = Span(Every, "every", found) ?? start.Every,
            Access = access,
            FreeSets = FreeSets ?? (access == AccessPolicy.BySet ? start.FreeSets : []),
            HomePage = HomePage ?? start.HomePage,
            Region = Region ?? start.Region,
            StaticRepository = StaticRepository ?? start.StaticRepository,
            ListBy = Term<ListVerb>(ListBy, "listBy", found) ?? start.ListBy,
            SlicedBy = Term<SlicedBy>(SlicedBy, "slicedBy", found) ?? start.SlicedBy,
            Pace = Pace?.Upon(start.Pace) ?? start.Pace,
            Guards = Guards?.Upon(start.Guards) ?? start.Guards,
            Credential = Credential?.ToCredential(found),
            ReconcileEvery = Span(ReconcileEvery, "reconcileEvery", found) ?? start.ReconcileEvery,
        };
        found.AddOthers(SourceValidator.Validate(source));
        return source;
    }

    internal static T? Term<T>(string? text, string property, SourceMistakes mistakes)
        where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        // Enum.TryParse would take numbers and lists too.
        var name = Enum.GetNames<T>().FirstOrDefault(name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        if (name is not null)
        {
            return Enum.Parse<T>(name);
        }

        mistakes.Add(property, $"'{text}' is unknown: take one of {string.Join(", ", Enum.GetNames<T>())}.");
        return null;
    }

    private static TimeSpan? Span(string? text, string property, SourceMistakes mistakes)
    {
        // A bare number would be days.
        if (text is null || (text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _)))
        {
            return text is null ? null : TimeSpan.Parse(text, CultureInfo.InvariantCulture);
        }

        mistakes.Add(property, $"'{text}' is no time span: write 1.00:00:00 for a day, 06:00:00 for six hours.");
        return null;
    }
}

/// <summary>A source's <see cref="SourcePace"/> as an admin writes it: each part may be missing.</summary>
public sealed record PaceBody(int? RequestsPerMinute = null, int? Parallel = null, string? Hours = null, string? TimeZone = null)
{
    internal static PaceBody? Of(JsonFields? fields)
    {
        var body = fields is null ? null : new PaceBody(fields.Whole("requestsPerMinute"), fields.Whole("parallel"), fields.Text("hours"), fields.Text("timeZone"));
        fields?.End("a pace");
        return body;
    }

    internal SourcePace Upon(SourcePace start) => new()
    {
        RequestsPerMinute = RequestsPerMinute ?? start.RequestsPerMinute,
        Parallel = Parallel ?? start.Parallel,
        Hours = Hours ?? start.Hours,
        TimeZone = TimeZone ?? start.TimeZone,
    };
}

/// <summary>A source's <see cref="SourceGuards"/> as an admin writes it.</summary>
public sealed record GuardsBody(double? WithdrawnShare = null, double? RejectedShare = null)
{
    internal static GuardsBody? Of(JsonFields? fields)
    {
        var body = fields is null ? null : new GuardsBody(fields.Number("withdrawnShare"), fields.Number("rejectedShare"));
        fields?.End("guards");
        return body;
    }

    internal SourceGuards Upon(SourceGuards start) =>
        new() { WithdrawnShare = WithdrawnShare ?? start.WithdrawnShare, RejectedShare = RejectedShare ?? start.RejectedShare };
}

/// <summary>A source's <see cref="SourceCredential"/> as an admin writes it.</summary>
public sealed record CredentialBody(string? Scheme = null, string? Setting = null, string? UserName = null, string? Header = null)
{
    internal static CredentialBody? Of(JsonFields? fields)
    {
        var body = fields is null ? null : new CredentialBody(fields.Text("scheme"), fields.Text("setting"), fields.Text("userName"), fields.Text("header"));
        fields?.End("a credential (whose secret is in a setting)");
        return body;
    }

    internal SourceCredential? ToCredential(SourceMistakes mistakes)
    {
        if (Scheme is null)
        {
            mistakes.Add("credential.scheme", $"Say how the secret is sent: {string.Join(", ", Enum.GetNames<CredentialScheme>())}.");
        }

        // Without a scheme nothing can be said of userName and header.
        return SourceBody.Term<CredentialScheme>(Scheme, "credential.scheme", mistakes) is { } scheme
            ? new SourceCredential(scheme, Setting ?? "", UserName, Header)
            : null;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Source))]
[JsonSerializable(typeof(IReadOnlyList<Source>))]
[JsonSerializable(typeof(IReadOnlyList<SourceProfile>))]
internal sealed partial class SourcesJson : JsonSerializerContext;
