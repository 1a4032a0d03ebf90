using System.Globalization;
using IntegrationHub.Records;

namespace IntegrationHub.Linking;

/// <summary>Evidence as a librarian reads it, with the values.</summary>
internal static class EvidenceWords
{
    public static IReadOnlyList<string> Of(Evidence evidence)
    {
        var words = new List<string>();
        if (evidence.Objection is { } objection)
        {
            words.Add(objection.Words);
        }

        if (evidence.Shared is { } shared)
        {
            words.Add($"both have {shared.Scheme} {shared.Value}");
        }

        if (evidence.OtherForm is { } form)
        {
            words.Add($"another form has {form.Scheme} {form.Value}");
        }

        if (evidence.Title is { } title)
        {
            words.Add(OfTitle(title, evidence));
        }

        words.Add(OfCreators(evidence));
        words.Add(OfYears(evidence));
        AddPlace(words, evidence);
        if (evidence.LanguagesDiffer)
        {
            words.Add($"languages differ: {WorkConflict.Both(evidence.A.Record.Languages[0], evidence.B.Record.Languages[0])}");
        }

        if (evidence.A.Record.Publisher is { } mine && evidence.B.Record.Publisher is { } theirs && evidence.Publisher != Agreement.Unknown)
        {
            words.Add(evidence.Publisher == Agreement.Agree ? "same publisher" : $"publishers differ: {WorkConflict.Both(mine, theirs)}");
        }

        if (evidence.Extent != Agreement.Unknown)
        {
            words.Add(evidence.Extent == Agreement.Agree ? "same extent" : $"extents differ: {WorkConflict.Both(evidence.A.Record.Extent!, evidence.B.Record.Extent!)}");
        }

        words.RemoveAll(static word => word.Length == 0);
        return words;
    }

    private static string OfTitle(TitleLikeness title, Evidence evidence)
    {
        if (evidence.A.Title.Core == evidence.B.Title.Core)
        {
            return evidence.A.Title.IsGeneric || evidence.B.Title.IsGeneric ? "same title, which many works bear" : "same title";
        }

        if (title.IsEqual)
        {
            return "same title, but for a subtitle or spacing";
        }

        if (title.Contrast)
        {
            return "titles differ in a word that tells works apart";
        }

        return title.Share switch
        {
            1 => "the longer title has all words of the shorter",
            > 0.85f => "nearly the same title",
            >= 0.5f => "similar titles",
            _ => "titles differ",
        };
    }

    private static string OfCreators(Evidence evidence)
    {
        var creators = evidence.Creators;
        var (a, b) = (evidence.A.People.Length, evidence.B.People.Length);
        if (!creators.Known)
        {
            return evidence.Objection is not null ? string.Empty : a == 0 || b == 0 ? "no creators to compare" : "creators can't be compared";
        }

        if (creators.Common == 0)
        {
            return creators.Near > 0 ? "creators differ in a character"
                : evidence.TookPart ? "the creator of one took part in the other"
                : $"creators differ: {WorkConflict.Both(evidence.A.Record.Creators.FirstOrDefault()?.Name ?? "?", evidence.B.Record.Creators.FirstOrDefault()?.Name ?? "?")}";
        }

        var most = Math.Max(a, b);
        return creators.Common == most ? most == 1 ? "same creator" : "same creators" : string.Create(CultureInfo.InvariantCulture, $"{creators.Common} of {most} creators in common");
    }

    private static string OfYears(Evidence evidence) => evidence.YearsApart switch
    {
        null => evidence.Objection is null ? "no year to compare" : string.Empty,
        0 => $"same year: {evidence.A.Year}",
        var apart => string.Create(CultureInfo.InvariantCulture, $"{apart} years apart: {Math.Min(evidence.A.Year!.Value, evidence.B.Year!.Value)} and {Math.Max(evidence.A.Year.Value, evidence.B.Year.Value)}"),
    };

    private static void AddPlace(List<string> words, Evidence evidence)
    {
        if (evidence.A.Record.Container is not { } mine || evidence.B.Record.Container is not { } theirs)
        {
            return;
        }

        words.Add(evidence.Container switch
        {
            Agreement.Agree => "in the same container",
            Agreement.Differ => $"containers differ: {WorkConflict.Both(mine.Title ?? "?", theirs.Title ?? "?")}",
            _ => string.Empty,
        });
        words.Add(evidence.Place switch
        {
            Agreement.Agree => "in the same place",
            Agreement.Differ => $"places differ: {WorkConflict.Both(mine.Pages ?? mine.ToString(), theirs.Pages ?? theirs.ToString())}",
            _ => string.Empty,
        });
        words.Add(evidence.Volume switch
        {
            Agreement.Agree => $"same volume: {mine.Volume}",
            Agreement.Differ => $"volumes differ: {WorkConflict.Both(VolumeOf(mine), VolumeOf(theirs))}",
            _ => string.Empty,
        });
    }

    private static string VolumeOf(Container container) => container.Issue is null ? container.Volume ?? "?" : $"{container.Volume}({container.Issue})";
}
