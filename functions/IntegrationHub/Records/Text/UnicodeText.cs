using System.Text;

namespace IntegrationHub.Records;

/// <summary>What the runtime's normalisation refuses (it throws on a lone surrogate and on U+FFFE) and no text should hold.</summary>
internal static class UnicodeText
{
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
