using System.Xml;

namespace IntegrationHub.Oai;

/// <summary>Whether a repository remembers deletions (section 2.5.1).</summary>
public enum OaiDeletedRecord
{
    No,
    Transient,
    Persistent,
}

/// <summary>What a repository says of itself (section 4.2). Missing elements are empty: few repositories are complete.</summary>
public sealed record OaiIdentify
{
    public string RepositoryName { get; init; } = "";

    /// <summary>As given; it often differs from the address that works.</summary>
    public string BaseUrl { get; init; } = "";

    public string ProtocolVersion { get; init; } = "";

    public IReadOnlyList<string> AdminEmails { get; init; } = [];

    /// <summary>As given. See <see cref="OaiDates.Parse"/>.</summary>
    public string EarliestDatestamp { get; init; } = "";

    /// <summary>Anything unknown counts as <see cref="OaiDeletedRecord.No"/>: the least that may be relied on.</summary>
    public OaiDeletedRecord DeletedRecord { get; init; }

    /// <summary>Anything unknown counts as <see cref="OaiGranularity.Day"/>, which all must support.</summary>
    public OaiGranularity Granularity { get; init; }

    public IReadOnlyList<string> Compression { get; init; } = [];

    public DateTimeOffset? ResponseDate { get; init; }

    public IReadOnlyList<OaiError> Errors { get; init; } = [];

    /// <exception cref="OaiFormatException">No OAI-PMH answer.</exception>
    public static OaiIdentify Read(ReadOnlyMemory<byte> body) => TolerantXml.Parse(body, static _ => new Parser()).ToIdentify();

    private sealed class Parser : AnswerParser
    {
        private const int MostTexts = 100;
        private const int LongestText = 2_000;

        private readonly Dictionary<string, List<string>> _texts = new(StringComparer.OrdinalIgnoreCase);

        public OaiIdentify ToIdentify() => new()
        {
            RepositoryName = First("repositoryName"),
            BaseUrl = First("baseURL"),
            ProtocolVersion = First("protocolVersion"),
            AdminEmails = All("adminEmail"),
            EarliestDatestamp = First("earliestDatestamp"),
            DeletedRecord = First("deletedRecord").ToUpperInvariant() switch
            {
                "PERSISTENT" => OaiDeletedRecord.Persistent,
                "TRANSIENT" => OaiDeletedRecord.Transient,
                _ => OaiDeletedRecord.No,
            },
            Granularity = First("granularity").Contains("ss", StringComparison.OrdinalIgnoreCase) ? OaiGranularity.Second : OaiGranularity.Day,
            Compression = All("compression"),
            ResponseDate = ResponseDate,
            Errors = Errors,
        };

        protected override bool ReadChild(XmlReader reader)
        {
            if (!Named(reader, nameof(OaiVerb.Identify)))
            {
                return false;
            }

            ReadChildren(reader, child =>
            {
                if (Named(child, "description"))
                {
                    child.Skip();
                    return;
                }

                var name = child.LocalName;
                var text = ReadText(child);
                if (text.Length > 0 && (_texts.TryGetValue(name, out var all) || _texts.Count < MostTexts))
                {
                    all ??= _texts[name] = [];
                    if (all.Count < MostTexts)
                    {
                        all.Add(text.Length <= LongestText ? text : text[..LongestText]);
                    }
                }
            });
            return true;
        }

        private string First(string name) => _texts.TryGetValue(name, out var all) ? all[0] : "";

        private IReadOnlyList<string> All(string name) => _texts.TryGetValue(name, out var all) ? all : [];
    }
}
