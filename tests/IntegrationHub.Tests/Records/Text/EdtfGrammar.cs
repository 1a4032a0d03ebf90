using System.Globalization;
using System.Text.RegularExpressions;

namespace IntegrationHub.Tests.Records;

/// <summary>The grammar of EDTF level 1 as the Library of Congress publishes it: dates, seasons, qualifiers, unspecified digits from the right, open and unknown ends.</summary>
internal static partial class EdtfGrammar
{
    public static bool IsLevel1(string text)
    {
        var ends = text.Split('/');
        return ends.Length switch
        {
            1 => IsDate(text),
            2 => ends.Any(static end => end is not ("" or "..")) && ends.All(static end => end is "" or ".." || IsDate(end)),
            _ => false,
        };
    }

    public static bool IsSeason(string text) => Season().IsMatch(text);

    private static bool IsDate(string text)
    {
        if (Unspecified().IsMatch(text) || Season().IsMatch(text) || Year().IsMatch(text))
        {
            return true;
        }

        var date = text.TrimEnd('?', '~', '%');
        return text.Length - date.Length <= 1 && DateOnly.TryParseExact(date, ["yyyy-MM", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    [GeneratedRegex(@"^-?\d{4}[?~%]?$")]
    private static partial Regex Year();

    [GeneratedRegex(@"^\d{4}-2[1-4][?~%]?$")]
    private static partial Regex Season();

    [GeneratedRegex(@"^-?(\d{3}X|\d{2}XX|\d{4}-XX|\d{4}-\d{2}-XX|\d{4}-XX-XX)$")]
    private static partial Regex Unspecified();
}
