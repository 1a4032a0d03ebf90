using System.Xml;

namespace IntegrationHub.Oai;

/// <summary>
/// Looks at the parser each time that it asks for more, and stops it where it has gone too deep. It costs nothing in between, whoever drives
/// the parser: a payload's reader, or a skip over what nobody wants.
/// </summary>
internal sealed class InputGuard
{
    private (int Line, int Position) _place;
    private long _since;
    private string? _refusal;

    /// <summary>Null while the parser is being made.</summary>
    public XmlReader? Parser { get; set; }

    /// <param name="given">Bytes or characters that the parser got last.</param>
    /// <exception cref="InputRefusedException">Too deep, too many, too large.</exception>
    public void Check(int given)
    {
        if (Parser is not { } parser)
        {
            return;
        }

        var place = parser is IXmlLineInfo line ? (line.LineNumber, line.LinePosition) : default;
        _since = place == _place ? _since + given : 0;
        _place = place;
        _refusal ??= parser.Depth > OaiLimits.Depth ? $"elements are nested deeper than {OaiLimits.Depth}"
            : parser.AttributeCount > OaiLimits.Attributes ? $"an element has more than {OaiLimits.Attributes:N0} attributes"
            : _since > OaiLimits.Piece ? $"a single tag or text is longer than {OaiLimits.Piece:N0} characters"
            : null;
        if (_refusal is not null)
        {
            throw new InputRefusedException(_refusal);
        }
    }
}

/// <summary>
/// Beyond what a parser may be given. No <see cref="XmlException"/>: whoever takes one for a payload's fault and reads on would do so with a
/// parser that was stopped in the middle of a piece, and find characters that the page doesn't have.
/// </summary>
internal sealed class InputRefusedException(string message) : Exception(message);

/// <summary>A page's bytes under guard.</summary>
internal sealed class GuardedBytes(ArraySegment<byte> bytes, InputGuard guard) : MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
{
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var at = (int)Position;
        var length = Math.Min(buffer.Length, (int)Length - at);
        guard.Check(length);
        bytes.AsSpan(at, length).CopyTo(buffer);
        Position = at + length;
        return length;
    }
}

/// <summary>A repaired page's text under guard.</summary>
internal sealed class GuardedText(string text, InputGuard guard) : StringReader(text)
{
    public override int Read(char[] buffer, int index, int count)
    {
        guard.Check(count);
        return base.Read(buffer, index, count);
    }
}
