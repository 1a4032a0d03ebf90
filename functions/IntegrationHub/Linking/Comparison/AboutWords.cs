using System.Text.RegularExpressions;

namespace IntegrationHub.Linking;

/// <summary>Whether a work is about another whose title it bears.</summary>
internal enum AboutKind
{
    No,

    /// <summary>By somebody else than what it reviews.</summary>
    Review,

    /// <summary>An erratum, a reply, a retraction: often by the same people.</summary>
    Note,
}

internal static partial class AboutWords
{
    /// <param name="title">Folded.</param>
    public static AboutKind Of(string title)
    {
        if (title.Length < 4)
        {
            return AboutKind.No;
        }

        if (title[0] is 'e' or 'c' or 'r' or 'a' or 'b' or '勘' or '更' or '书' or '评')
        {
            if (NoteBegins().IsMatch(title))
            {
                return AboutKind.Note;
            }

            if (ReviewBegins().IsMatch(title))
            {
                return AboutKind.Review;
            }
        }

        return title[^1] switch
        {
            'w' when title.EndsWith(" book review", StringComparison.Ordinal) => AboutKind.Review,
            '评' when title.EndsWith("书评", StringComparison.Ordinal) => AboutKind.Review,
            '误' when title.EndsWith("勘误", StringComparison.Ordinal) => AboutKind.Note,
            'm' when title.EndsWith(" erratum", StringComparison.Ordinal) || title.EndsWith(" corrigendum", StringComparison.Ordinal) => AboutKind.Note,
            _ => AboutKind.No,
        };
    }

    [GeneratedRegex("^(?:errat(?:um|a)|corrigend(?:um|a)|corrections? to|comments? (?:on|to)|authors? repl(?:y|ies)|repl(?:y|ies) to|response to|retract(?:ion|ed)|勘误|更正)(?: |$|[^a-z])")]
    private static partial Regex NoteBegins();

    [GeneratedRegex("^(?:(?:book )?reviews? of|book review [a-z]|书评.|评[^论价估审])")]
    private static partial Regex ReviewBegins();
}
