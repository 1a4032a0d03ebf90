namespace IntegrationHub.Linking;

/// <summary>Numbers in Crockford's base 32 (https://www.crockford.com/base32.html), lower case, ASCII: in their order as numbers and as bytes alike.</summary>
internal static class Base32
{
    private static ReadOnlySpan<byte> Digits => "0123456789abcdefghjkmnpqrstvwxyz"u8;

    /// <returns>-1: not a digit.</returns>
    public static int ValueOf(byte digit) => Digits.IndexOf(digit);

    /// <summary>Writes the last five bits of <paramref name="number"/> into the last byte, and so on.</summary>
    public static void Write(ulong number, Span<byte> to)
    {
        for (var i = to.Length - 1; i >= 0; i--)
        {
            to[i] = Digits[(int)(number & 31)];
            number >>= 5;
        }
    }
}
