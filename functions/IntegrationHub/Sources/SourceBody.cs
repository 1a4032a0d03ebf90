using System.Globalization;
using System.Text.Json.Serialization;

namespace IntegrationHub.Sources;

/// <summary>
/// A source as an admin writes it. Everything is text and may be missing, so that every mistake can be told at once; what is missing comes from
/// the profile, if one is named, or from <see cref="Source"/>'s defaults.
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

    public IReadOnlyList<string?>? Sets { get; init; }

    public bool? Enabled { get; init; }

    /// <summary>A time span: <c>1.00:00:00</c> is a day, <c>06:00:00</c> six hours.</summary>
    public string? Every { get; init; }

    public string? Access { get; init; }

    public string? HomePage { get; init; }

    public string? Region { get; init; }

    /// <summary>The source that this describes.</summary>
    /// <param name="id">The id in the address; a body that names another one is mistaken.</param>
    /// <param name="mistakes">Property to sentences; empty if and only if the source may be stored.</param>
    public Source ToSource(SourceId id, out IReadOnlyDictionary<string, string[]> mistakes)
    {
        var found = new SourceMistakes();
        var profile = Profile is null ? null : SourceProfiles.Find(Profile);
        if (Profile is not null && profile is null)
        {
            found.Add("profile", $"There is no profile '{Profile}': take one of {string.Join(", ", SourceProfiles.All.Select(known => known.Id))}, or leave it out.");
        }

        if (Id is not null && Id != id.Value)
        {
            found.Add("id", $"The body says '{Id}' but the address says '{id}': leave it out of the body or make them equal.");
        }

        var blank = new Source { Id = id, Name = Name ?? "", BaseUrl = BaseUrl?.Trim() ?? "" };
        var start = profile?.Apply(id, blank.BaseUrl) ?? blank;
        var source = start with
        {
            Name = Name?.Trim() ?? start.Name,
            NameEnglish = NameEnglish?.Trim() ?? start.NameEnglish,
            Kind = Term(Kind, "kind", start.Kind, found),
            MetadataPrefix = MetadataPrefix?.Trim() ?? start.MetadataPrefix,
            Sets = Sets?.Select(set => set?.Trim() ?? "").ToArray() ?? start.Sets,
            Enabled = Enabled ?? start.Enabled,
            Every = Span(Every, start.Every, found),
            Access = Term(Access, "access", start.Access, found),
            HomePage = HomePage?.Trim() ?? start.HomePage,
            Region = Region?.Trim() ?? start.Region,
        };
        found.AddAll(SourceValidator.Validate(source));
        mistakes = found.ToDictionary();
        return source;
    }

    private static T Term<T>(string? text, string property, T otherwise, SourceMistakes mistakes)
        where T : struct, Enum
    {
        if (text is null)
        {
            return otherwise;
        }

        // Enum.TryParse would take numbers and lists too.
        var name = Enum.GetNames<T>().FirstOrDefault(name => string.Equals(name, text.Trim(), StringComparison.OrdinalIgnoreCase));
        if (name is not null)
        {
            return Enum.Parse<T>(name);
        }

        mistakes.Add(property, $"'{text}' is unknown: take one of {string.Join(", ", Enum.GetNames<T>())}.");
        return otherwise;
    }

    private static TimeSpan Span(string? text, TimeSpan otherwise, SourceMistakes mistakes)
    {
        if (text is null)
        {
            return otherwise;
        }

        // A bare number would be days.
        if (text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span))
        {
            return span;
        }

        mistakes.Add("every", $"'{text}' is no time span: write 1.00:00:00 for a day, 06:00:00 for six hours.");
        return otherwise;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SourceBody))]
internal sealed partial class SourceBodyJson : JsonSerializerContext;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Source))]
[JsonSerializable(typeof(IReadOnlyList<Source>))]
[JsonSerializable(typeof(IReadOnlyList<SourceProfile>))]
internal sealed partial class SourcesJson : JsonSerializerContext;
