namespace IntegrationHub.Quality;

/// <summary>What happens to records on their way from one catalogue into another.</summary>
internal enum DamageKind
{
    /// <summary>A key beside the right one, letters swapped, dropped or doubled: one in each forty letters of the title, one at least.</summary>
    Typo,

    /// <summary>Characters that look alike: rn and m, l and 1, 未 and 末; □ for a Chinese one that can't be read.</summary>
    Ocr,

    /// <summary>The title ends after three fifths of its length, sometimes with an ellipsis.</summary>
    Truncation,

    /// <summary>The subtitle is dropped; where there is none, one is added.</summary>
    Subtitle,

    /// <summary>"Given Family" for "Family, Given" and back, initials for given names, or "et al." for all but the first; dynasties left out.</summary>
    Names,

    /// <summary>No year, no creators, or nothing of where it appeared.</summary>
    MissingFields,

    /// <summary>One more or less, or its last digits swapped.</summary>
    WrongYear,

    /// <summary>All simplified, or traditional: by the hub's own table, so this shows that it is used, not that it is right.</summary>
    Script,

    /// <summary>ＡＢＣ for ABC.</summary>
    FullWidth,

    /// <summary>UTF-8 read as GBK, what fits no character lost; or two characters lost, 锟斤拷 or ? in their place.</summary>
    Gbk,

    /// <summary>All in capitals or small letters, punctuation left out or doubled, 《》 around it.</summary>
    CaseAndPunctuation,

    /// <summary><c>&amp;amp;</c>, <c>&amp;#233;</c>, once or twice over.</summary>
    Entities,
}
