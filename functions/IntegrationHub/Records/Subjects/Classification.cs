namespace IntegrationHub.Records;

/// <summary>Why a record stands in a class.</summary>
/// <param name="Class">Of the CLC's outline; its <see cref="ClcClass.Main"/> and <see cref="ClcClass.Division"/> are what readers browse by.</param>
/// <param name="From">The record's own subject.</param>
/// <param name="Rule">The line of a mapping table that led here; null: the subject is a CLC number.</param>
internal readonly record struct ClassPlace(ClcClass Class, Subject From, ClassRule? Rule);

/// <summary>
/// Where a record stands in the Chinese Library Classification. Its own CLC numbers win; without any, class numbers of other schemes as the tables map
/// them; without those, headings and names of disciplines; names too wide to say much come last. What none of these leads anywhere is unclassified.
/// </summary>
internal static class Classification
{
    private enum Strength
    {
        None,
        LastResort,
        Name,
        Notation,
        Own,
    }

    /// <returns>Without repetition, in the record's order; empty: unclassified.</returns>
    public static IReadOnlyList<ClassPlace> Of(BibliographicRecord record)
    {
        List<ClassPlace>? places = null;
        var best = Strength.None;
        foreach (var subject in record.Subjects)
        {
            if (subject.Scheme == SubjectScheme.Clc)
            {
                if (ClcClasses.Find(subject.Value) is { } own)
                {
                    Add(ref places, ref best, Strength.Own, new ClassPlace(own, subject, null));
                }

                continue;
            }

            var strength = ClassTables.IsNotation(subject.Scheme) ? Strength.Notation : Strength.Name;
            var rule = strength < best ? null : ClassTables.Find(subject);
            foreach (var mapped in rule?.Classes ?? [])
            {
                Add(ref places, ref best, rule!.LastResort ? Strength.LastResort : strength, new ClassPlace(mapped, subject, rule));
            }
        }

        return places ?? (IReadOnlyList<ClassPlace>)[];
    }

    private static void Add(ref List<ClassPlace>? places, ref Strength best, Strength strength, ClassPlace place)
    {
        if (strength < best)
        {
            return;
        }

        places ??= [];
        if (strength > best)
        {
            places.Clear();
            best = strength;
        }

        foreach (var known in places)
        {
            if (known.Class == place.Class)
            {
                return;
            }
        }

        places.Add(place);
    }
}
