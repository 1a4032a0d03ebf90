using System.Buffers;
using System.Globalization;
using System.Text;

namespace IntegrationHub.Records;

/// <summary>
/// Texts as match keys see them: spellings of one text that differ in case, width, punctuation, spacing, Latin or Greek diacritics, or in traditional
/// against simplified characters become equal. Folding twice changes nothing. Never shown to a reader, and Han stays Han: romanising would make homophones meet.
/// </summary>
public static partial class TextFolding
{
    private static readonly SearchValues<char> PlainAscii = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>
    /// Letters and digits only, lower case, simplified; one space between words, none beside Han or kana. Private-use characters count as
    /// letters: catalogues of old books write characters with them that have no code point.
    /// </summary>
    public static string Fold(string text)
    {
        if (!text.AsSpan().ContainsAnyExcept(PlainAscii))
        {
            return text;
        }

        if (text.AsSpan().ContainsAny(FoldingTable.Composing))
        {
            text = UnicodeText.WithoutInvalid(text).Normalize(NormalizationForm.FormKC);
        }

        var folded = FoldOnce(text);
        // Dropped punctuation may have brought a base and its mark together (rare: kana, Indic, Hangul jamo).
        while (folded.AsSpan().ContainsAny(FoldingTable.Composing))
        {
            var again = FoldOnce(folded.Normalize(NormalizationForm.FormKC));
            if (again == folded)
            {
                break;
            }

            folded = again;
        }

        return folded;
    }

    private static string FoldOnce(string text)
    {
        const int OnStack = 512;
        char[]? rented = null;
        // A space may come before each character; expansions are shorter than their room (see FoldingTable.LongestExpansion).
        var room = (text.Length * 2) + FoldingTable.LongestExpansion;
        var buffer = room <= OnStack ? stackalloc char[OnStack] : (rented = ArrayPool<char>.Shared.Rent(room));
        try
        {
            var writer = new Writer(buffer);
            for (var i = 0; i < text.Length; i++)
            {
                var c = text[i];
                var folded = FoldingTable.Of(c);
                switch (folded)
                {
                    case FoldingTable.Separator:
                        writer.Break();
                        break;
                    case FoldingTable.Dropped:
                        break;
                    case FoldingTable.Expanded:
                        if (!writer.Fits(text.Length - i))
                        {
                            // Only texts full of ligatures come here.
                            return FoldOnce(Expand(text));
                        }

                        foreach (var part in FoldingTable.Expansion(c))
                        {
                            if (part == ' ')
                            {
                                writer.Break();
                            }
                            else
                            {
                                writer.Add(part);
                            }
                        }

                        break;
                    default:
                        if (char.IsSurrogate(c) && !IsLetterPair(text, i))
                        {
                            writer.Break();
                            break;
                        }

                        writer.Add(folded);
                        break;
                }
            }

            return writer.Written.SequenceEqual(text) ? text : writer.Written.ToString();
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<char>.Shared.Return(rented);
            }
        }
    }

    private static string Expand(string text)
    {
        var expanded = new StringBuilder(text.Length * 2);
        foreach (var c in text)
        {
            if (FoldingTable.Of(c) == FoldingTable.Expanded)
            {
                expanded.Append(FoldingTable.Expansion(c));
            }
            else
            {
                expanded.Append(c);
            }
        }

        return expanded.ToString();
    }

    /// <summary>True for both halves of a pair that stands for a letter, a digit or a private-use character.</summary>
    private static bool IsLetterPair(string text, int at)
    {
        var high = char.IsHighSurrogate(text[at]) ? at : at - 1;
        if (high < 0 || !Rune.TryGetRuneAt(text, high, out var rune))
        {
            return false;
        }

        return Rune.IsLetterOrDigit(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
    }

    private ref struct Writer(Span<char> buffer)
    {
        private readonly Span<char> _buffer = buffer;
        private int _length;
        private bool _break;

        public readonly ReadOnlySpan<char> Written => _buffer[.._length];

        public readonly bool Fits(int charactersLeft) => _buffer.Length - _length >= (charactersLeft * 2) + FoldingTable.LongestExpansion;

        public void Break() => _break = true;

        public void Add(char c)
        {
            if (_break && _length > 0 && !FoldingTable.IsSpaceless(c) && !FoldingTable.IsSpaceless(_buffer[_length - 1]))
            {
                _buffer[_length++] = ' ';
            }

            _break = false;
            _buffer[_length++] = c;
        }
    }
}
