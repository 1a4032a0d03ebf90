using static IntegrationHub.Records.PayloadTree;

namespace IntegrationHub.Records;

/// <summary>What a condition of a path looks at.</summary>
internal enum ConditionOn
{
    /// <summary><c>[type]</c>.</summary>
    Attribute,

    /// <summary><c>[$t]</c>: a subfield, or any child element.</summary>
    Child,

    /// <summary><c>[06=a]</c>, <c>[24-27=m]</c>: characters of the element's text.</summary>
    Positions,
}

/// <summary>On what an element has: that it is there (no values), that it is one of some values, in any case, or the contrary.</summary>
/// <param name="Name">The attribute's or the child's.</param>
/// <param name="Values">An empty one, written <c>#</c>, is a blank. Of several characters at <paramref name="Positions"/> one has to be a value of one character.</param>
internal sealed record CrosswalkCondition(ConditionOn On, string Name, CharacterPositions Positions, string[] Values, bool Not)
{
    public static CrosswalkCondition Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var not = equals < 0 ? text.StartsWith('!') : text[equals - 1] == '!';
        var name = (equals < 0 ? text : text[..equals]).Trim('!', '@');
        string[] values = equals < 0 ? [] : [.. text[(equals + 1)..].Split('|').Select(static value => value == "#" ? string.Empty : value)];
        return CharacterPositions.TryParse(name, out var positions) ? new CrosswalkCondition(ConditionOn.Positions, name, positions, values, not)
            : name.StartsWith('$') ? new CrosswalkCondition(ConditionOn.Child, name[1..], default, values, not)
            : new CrosswalkCondition(ConditionOn.Attribute, name, default, values, not);
    }

    public bool IsSame(CrosswalkCondition other) => On == other.On && Name == other.Name && Not == other.Not && Values.SequenceEqual(other.Values);

    public bool Holds(PayloadNode node)
    {
        switch (On)
        {
            case ConditionOn.Positions:
                return Is(Positions.Of(node.Text), Positions.Last > Positions.First);
            case ConditionOn.Child:
                var there = false;
                foreach (var child in node.Elements)
                {
                    if (child.Name == Name)
                    {
                        there = true;
                        if (Values.Length > 0 && IsOneOf(child.Text.AsSpan().Trim()))
                        {
                            return !Not;
                        }
                    }
                }

                return (there && Values.Length == 0) ^ Not;
            default:
                var given = node.Attribute(Name);
                return Values.Length == 0 ? given is not null ^ Not : IsOneOf(given.AsSpan().Trim()) ^ Not;
        }
    }

    private bool Is(ReadOnlySpan<char> characters, bool several)
    {
        if (!several)
        {
            return IsOneOf(characters.Trim()) ^ Not;
        }

        foreach (var value in Values)
        {
            if (value.Length == 1 ? characters.Contains(value[0]) : characters.SequenceEqual(value))
            {
                return !Not;
            }
        }

        return Not;
    }

    private bool IsOneOf(ReadOnlySpan<char> given)
    {
        foreach (var value in Values)
        {
            if (given.Equals(value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
