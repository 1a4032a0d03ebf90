using System.Text;

namespace IntegrationHub.Records;

/// <summary>What characters are, beyond what the runtime tells.</summary>
internal static class UnicodeText
{
    /// <summary>A character of the two oldest blocks of Han (the Unified Ideographs and Extension A), where all common ones are.</summary>
    public static bool IsHan(char c) => c is >= '\u3400' and <= '\u9FFF';

    /// <summary>Whether there is Han in it; rare characters alone don't count.</summary>
    public static bool HasHan(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\u4E00', '\u9FFF');

    /// <summary>Without what the runtime's normalisation refuses (it throws on a lone surrogate and on U+FFFE) and no text should hold.</summary>
    /// <returns>The same object when nothing is wrong.</returns>
    public static string WithoutInvalid(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0 && text.AsSpan().IndexOfAnyInRange('\uFFFE', '\uFFFF') < 0)
        {
            return text;
        }

        var valid = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // The enumerator shows a lone surrogate as U+FFFD, which says "something is lost here" too.
            if (rune != Rune.ReplacementChar && (rune.Value & 0xFFFE) != 0xFFFE)
            {
                valid.Append(rune.ToString());
            }
        }

        return valid.Length == text.Length ? text : valid.ToString();
    }
}
