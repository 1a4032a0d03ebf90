using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace IntegrationHub.Oai;

/// <summary>
/// A page in a legacy encoding of which some pieces are UTF-8: aggregators pass records on as they got them, and noise in one record must not cost the
/// letters of all others. A piece is what stands between two tags; no legacy encoding uses the angle brackets' bytes for anything else.
/// </summary>
internal static class MixedText
{
    /// <summary>Of three bytes each: two are no accident in an encoding of pairs.</summary>
    private const int Proof = 2;

    private const char Invalid = '\uFFFD';

    private static readonly SearchValues<byte> s_leadsOfThree = SearchValues.Create([.. Enumerable.Range(0xE0, 0x10).Select(lead => (byte)lead)]);

    /// <summary>The page in UTF-8.</summary>
    public static byte[] ToUtf8(ReadOnlySpan<byte> body, Encoding legacy, OaiRepairs repairs)
    {
        var written = new ArrayBufferWriter<byte>(body.Length + (body.Length / 2) + 16);
        while (!body.IsEmpty)
        {
            // everything up to the tag before the first letter beyond ASCII is the same in all of them
            var beyond = body.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            var plain = beyond < 0 ? body.Length : body[..beyond].LastIndexOfAny((byte)'<', (byte)'>') + 1;
            written.Write(body[..plain]);
            body = body[plain..];

            var end = body.IndexOfAny((byte)'<', (byte)'>');
            var piece = end < 0 ? body : body[..end];
            body = body[piece.Length..];
            if (IsUtf8(piece, legacy, out var text))
            {
                written.Write(piece);
            }
            else
            {
                repairs.Add(OaiRepair.InvalidUtf8, text.AsSpan().Count(Invalid));
                Encoding.UTF8.GetBytes(text, written);
            }
        }

        return written.WrittenSpan.ToArray();
    }

    /// <param name="text">What it is in the legacy encoding.</param>
    private static bool IsUtf8(ReadOnlySpan<byte> piece, Encoding legacy, out string text)
    {
        text = legacy.GetString(piece);
        return Utf8.IsValid(piece)
            && (legacy == PageEncoding.Windows1252 || text.Contains(Invalid) || piece.CountAny(s_leadsOfThree) >= Proof || IsLatin(Encoding.UTF8.GetString(piece)));
    }

    /// <summary>Letters with accents among those without: read as pairs they are lone Chinese characters within words.</summary>
    private static bool IsLatin(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (!char.IsAscii(text[at]) && (text[at] is < 'À' or > 'ſ' || !char.IsAscii(At(at - 1)) || !char.IsAscii(At(at + 1)) || !(char.IsAsciiLetter(At(at - 1)) || char.IsAsciiLetter(At(at + 1)))))
            {
                return false;
            }
        }

        return true;

        char At(int index) => index >= 0 && index < text.Length ? text[index] : ' ';
    }
}
