using System.IO.Hashing;
using System.Text;
using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>
/// What two records of one work may share, as it stands in a key partition: <c>isbn:9787…</c>, <c>doi:…</c> and so on for each scheme of identifiers,
/// <c>other:…</c>, <c>uri:…</c>, <c>to:isbn:9787…</c> of a work that names another (see <see cref="StatedRelations"/>), <c>text:…</c> (a hash of folded words; see <see cref="MatchKeys"/>), or <c>id:…</c>, a record's own name. Equal keys propose;
/// <see cref="RecordComparison"/> decides.
/// </summary>
public readonly record struct MatchKey : IComparable<MatchKey>
{
    /// <summary>Of a key of text, written.</summary>
    internal const int TextLength = 18;

    private const string Naming = "to:";
    private const int LongestValue = 200;

    /// <summary>Null for a text key: its hash says all.</summary>
    private readonly string? _identifier;

    private MatchKey(string identifier)
    {
        _identifier = identifier;
        Hash = HashOf(identifier);
    }

    private MatchKey(ulong textHash) => Hash = textHash;

    /// <summary>64 bits, for partitioning.</summary>
    public ulong Hash { get; }

    internal bool IsText => _identifier is null;

    /// <summary>False for keys that only a reader looks things up by: an address, a record's own name, the name of another work.</summary>
    public bool MakesCandidates => _identifier is null
        || !(_identifier.StartsWith("uri:", StringComparison.Ordinal) || _identifier.StartsWith("id:", StringComparison.Ordinal) || _identifier.StartsWith(Naming, StringComparison.Ordinal));

    /// <param name="value">In the scheme's canonical form, as <see cref="Identifier"/> holds it.</param>
    public static MatchKey Of(IdentifierScheme scheme, string value)
    {
        var name = scheme switch
        {
            IdentifierScheme.Isbn => "isbn:",
            IdentifierScheme.Issn => "issn:",
            IdentifierScheme.Doi => "doi:",
            IdentifierScheme.Uri => "uri:",
            IdentifierScheme.Ismn => "ismn:",
            IdentifierScheme.Handle => "hdl:",
            // These two say in their values what they are.
            IdentifierScheme.Ark or IdentifierScheme.UrnNbn => string.Empty,
            IdentifierScheme.Arxiv => "arxiv:",
            IdentifierScheme.Pmid => "pmid:",
            IdentifierScheme.Pmcid => "pmcid:",
            IdentifierScheme.Oclc => "oclc:",
            IdentifierScheme.Lccn => "lccn:",
            IdentifierScheme.Cstr => "cstr:",
            IdentifierScheme.UnifiedBookNumber => "csbn:",
            IdentifierScheme.CnSerial => "cn:",
            IdentifierScheme.NationalBibliography => "nbn:",
            _ => "other:",
        };
        value = WorkIdentifiers.Form(scheme, value);
        // A value without end must not make a line without end.
        return new MatchKey(value.Length <= LongestValue ? name + value : $"{name}{value.AsSpan(0, LongestValue)}#{HashOf(value):x16}");
    }

    /// <summary>The key under which a record that is not its resource's founder, or that was withdrawn, leads on.</summary>
    public static MatchKey Of(ResourceId id) => new("id:" + id);

    /// <summary>The key of what names the work that bears an identifier, and is not that work.</summary>
    /// <param name="named">The identifier's own key.</param>
    public static MatchKey To(MatchKey named) => new(Naming + named);

    /// <summary>Reads back what <see cref="ToString"/> wrote.</summary>
    public static MatchKey Parse(string text) =>
        text.StartsWith("text:", StringComparison.Ordinal) ? new MatchKey(HashOf(Encoding.ASCII.GetBytes(text).AsSpan())) : new MatchKey(text);

    /// <summary>The hash of a key from its bytes as <see cref="ToString"/> has them in UTF-8.</summary>
    internal static ulong HashOf(ReadOnlySpan<byte> key)
    {
        if (!key.StartsWith("text:"u8))
        {
            return XxHash3.HashToUInt64(key);
        }

        var hash = 0ul;
        foreach (var digit in key[5..])
        {
            hash = (hash << 5) | (uint)Base32.ValueOf(digit);
        }

        return hash;
    }

    /// <returns>As <see cref="ToString"/>, in UTF-8; half a surrogate pair becomes U+FFFD, as in the hash.</returns>
    internal byte[] ToUtf8()
    {
        if (_identifier is not null)
        {
            return Encoding.UTF8.GetBytes(_identifier);
        }

        var bytes = new byte[TextLength];
        "text:"u8.CopyTo(bytes);
        Base32.Write(Hash, bytes.AsSpan(5));
        return bytes;
    }

    /// <summary>A key of folded words.</summary>
    /// <param name="ofPart">It has but the beginning or the end of a title, alone or with a creator: the last bit of its hash says so, since a hash is all that is kept.</param>
    public static MatchKey OfText(string kind, string text, bool ofPart = false) => new((HashOf($"{kind}\0{text}") & ~1ul) | (ofPart ? 1ul : 0));

    /// <summary>
    /// With more holders than this the key proposes nothing. Half a title finds what damage has done to the other half, where few titles have it; where many do, comparing
    /// them all costs much and finds nothing that another key does not.
    /// </summary>
    /// <param name="holdersPerKey"><see cref="LinkingOptions.HoldersPerKey"/>.</param>
    public int MostHolders(int holdersPerKey) => _identifier is null && (Hash & 1) != 0 ? Math.Max(2, holdersPerKey / 8) : holdersPerKey;

    public int CompareTo(MatchKey other)
    {
        var byHash = Hash.CompareTo(other.Hash);
        return byHash != 0 ? byHash : string.CompareOrdinal(_identifier, other._identifier);
    }

    public bool Equals(MatchKey other) => Hash == other.Hash && string.Equals(_identifier, other._identifier, StringComparison.Ordinal);

    public override int GetHashCode() => Hash.GetHashCode();

    public override string ToString() => _identifier ?? Encoding.ASCII.GetString(ToUtf8());

    private static ulong HashOf(string text)
    {
        Span<byte> bytes = stackalloc byte[512];
        return Encoding.UTF8.TryGetBytes(text, bytes, out var written)
            ? XxHash3.HashToUInt64(bytes[..written])
            : XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(text));
    }
}
