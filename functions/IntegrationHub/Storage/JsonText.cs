using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace IntegrationHub.Storage;

/// <summary>
/// JSON written by hand where millions of lines are: members in the order of the calls, what is null or empty left out. Names are written as they are
/// given, so they must need no escapes. Chinese stays as it is, instead of six characters for one: a line is data, not a page.
/// </summary>
public sealed class JsonText(int capacity) : IBufferWriter<byte>
{
    /// <summary>Bytes that a text can't hold as they are. Everything above ASCII can.</summary>
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(static c => (byte)c), (byte)'"', (byte)'\\', 0x7F]);

    private byte[] _bytes = new byte[capacity];
    private int _length;
    private bool _follows;

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Whether the text, UTF-8, can't stand in JSON as it is.</summary>
    public static bool NeedsEscapes(ReadOnlySpan<byte> text) => text.ContainsAny(Escaped);

    public static byte[] Escape(ReadOnlySpan<byte> text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes.ToArray();

    public void Clear()
    {
        _length = 0;
        _follows = false;
    }

    /// <summary>Ends a line: what comes next stands by itself.</summary>
    public void EndLine()
    {
        Raw("\n"u8);
        _follows = false;
    }

    public void BeginObject()
    {
        Separate();
        Raw("{"u8);
        _follows = false;
    }

    public void EndObject()
    {
        Raw("}"u8);
        _follows = true;
    }

    public void BeginArray(ReadOnlySpan<byte> name)
    {
        Name(name);
        Raw("["u8);
        _follows = false;
    }

    public void EndArray()
    {
        Raw("]"u8);
        _follows = true;
    }

    /// <summary>The name of the member whose value is written next.</summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        Separate();
        Reserve(name.Length + 3);
        var to = _bytes.AsSpan(_length);
        to[0] = (byte)'"';
        name.CopyTo(to[1..]);
        to[name.Length + 1] = (byte)'"';
        to[name.Length + 2] = (byte)':';
        _length += name.Length + 3;
        _follows = false;
    }

    public void Member(ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            Name(name);
            Value(text);
        }
    }

    public void Member(ReadOnlySpan<byte> name, int? number)
    {
        if (number is { } value)
        {
            Name(name);
            Reserve(11);
            value.TryFormat(_bytes.AsSpan(_length), out var written, provider: System.Globalization.CultureInfo.InvariantCulture);
            _length += written;
            _follows = true;
        }
    }

    /// <summary>Only what is true is said.</summary>
    public void Member(ReadOnlySpan<byte> name, bool flag)
    {
        if (flag)
        {
            Name(name);
            Raw("true"u8);
            _follows = true;
        }
    }

    public void Member(ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        BeginArray(name);
        foreach (var text in texts as string[] ?? [.. texts])
        {
            Value(text);
        }

        EndArray();
    }

    /// <summary>A value of its own: an array's, or the one that <see cref="Name"/> is followed by. A lone surrogate becomes U+FFFD.</summary>
    public void Value(string text)
    {
        Separate();
        Reserve((3 * text.Length) + 2);
        _bytes[_length] = (byte)'"';
        var to = _bytes.AsSpan(_length + 1);
        Utf8.FromUtf16(text, to, out _, out var written);
        if (NeedsEscapes(to[..written]))
        {
            var escaped = Escape(to[..written]);
            Reserve(escaped.Length + 2);
            escaped.CopyTo(_bytes, _length + 1);
            written = escaped.Length;
        }

        _length += written + 2;
        _bytes[_length - 1] = (byte)'"';
        _follows = true;
    }

    /// <summary>A value that is JSON already.</summary>
    public void Value(ReadOnlySpan<byte> json)
    {
        Separate();
        Raw(json);
        _follows = true;
    }

    void IBufferWriter<byte>.Advance(int count) => _length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        Reserve(Math.Max(sizeHint, 256));
        return _bytes.AsMemory(_length);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint) => ((IBufferWriter<byte>)this).GetMemory(sizeHint).Span;

    private void Separate()
    {
        if (_follows)
        {
            Raw(","u8);
        }
    }

    private void Raw(ReadOnlySpan<byte> json)
    {
        Reserve(json.Length);
        json.CopyTo(_bytes.AsSpan(_length));
        _length += json.Length;
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _length < more)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + more));
        }
    }
}
