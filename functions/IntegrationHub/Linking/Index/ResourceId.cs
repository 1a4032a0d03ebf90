using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>
/// A resource's public name: 26 characters of Crockford's base 32, the 128-bit XxHash of the record that founded it. Every member record's own id
/// leads to the resource that holds it now, so an id once published resolves as long as any trace of its record is kept.
/// </summary>
[JsonConverter(typeof(ResourceIdJsonConverter))]
public readonly record struct ResourceId : IComparable<ResourceId>
{
    internal const int Length = 26;

    private readonly UInt128 _hash;

    private ResourceId(UInt128 hash) => _hash = hash;

    internal static ResourceId Of(UInt128 hash) => new(hash);

    /// <summary>The 128 bits, for partitioning.</summary>
    public UInt128 Hash => _hash;

    /// <summary>The first 64 of them.</summary>
    public ulong Bits => (ulong)(_hash >> 64);

    public static ResourceId Of(RecordId record)
    {
        var source = record.Source.Value;
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(source.Length + 1 + record.OaiIdentifier.Length)];
        var length = Encoding.UTF8.GetBytes(source, bytes);
        bytes[length++] = 0;
        length += Encoding.UTF8.GetBytes(record.OaiIdentifier, bytes.AsSpan(length));
        return new ResourceId(XxHash128.HashToUInt128(bytes.AsSpan(0, length)));
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out ResourceId id)
    {
        Span<byte> bytes = stackalloc byte[Length];
        id = default;
        return text is { Length: Length } && Encoding.ASCII.TryGetBytes(text, bytes, out _) && TryParse(bytes, out id);
    }

    /// <param name="text">ASCII.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, out ResourceId id)
    {
        id = default;
        if (text.Length != Length)
        {
            return false;
        }

        UInt128 hash = 0;
        for (var i = 0; i < Length; i++)
        {
            var digit = Base32.ValueOf(text[i]);
            // 26 digits hold 130 bits: the first may use three of its five.
            if (digit < 0 || (i == 0 && digit > 7))
            {
                return false;
            }

            hash = (hash << 5) | (uint)digit;
        }

        id = new ResourceId(hash);
        return true;
    }

    /// <param name="to">26 bytes of ASCII.</param>
    internal void Write(Span<byte> to)
    {
        Base32.Write((ulong)_hash, to[14..Length]);
        Base32.Write((ulong)(_hash >> 60), to[2..14]);
        Base32.Write((ulong)(_hash >> 120), to[..2]);
    }

    public int CompareTo(ResourceId other) => _hash.CompareTo(other._hash);

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        Write(bytes);
        return Encoding.ASCII.GetString(bytes);
    }
}

internal sealed class ResourceIdJsonConverter : JsonConverter<ResourceId>
{
    public override ResourceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ResourceId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException("Not a resource id.");

    public override void Write(Utf8JsonWriter writer, ResourceId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
