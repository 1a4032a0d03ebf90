using System.Globalization;

namespace IntegrationHub.Harvest;

/// <summary>Where a harvest by ListIdentifiers and GetRecord is: on a page of identifiers, or at one of its records. A window's token, as text.</summary>
/// <param name="List">The provider's token of the page of identifiers; null: the first one.</param>
/// <param name="Record">Of the records on the page that are asked for; null: the page itself.</param>
/// <param name="Id">Of that record: the page may have changed when it is asked for again.</param>
internal sealed record IdentifierPlace(string? List, int? Record = null, string? Id = null)
{
    /// <returns>Null for the beginning.</returns>
    public string? Write() => Record is not { } number ? List is null ? null : $"L{List}"
        : string.Create(CultureInfo.InvariantCulture, $"R{number} {Id!.Length} {Id}{(List is null ? "" : $"L{List}")}");

    /// <exception cref="FormatException">It is no such place.</exception>
    public static IdentifierPlace Of(string? token)
    {
        if (token is null or ['L', ..])
        {
            return new IdentifierPlace(token?[1..]);
        }

        if (token.Split(' ', 3) is not [['R', .. var number], var length, var rest]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var record)
            || !int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            || end > rest.Length || (end < rest.Length && rest[end] != 'L'))
        {
            throw new FormatException($"'{token}' is no place in a harvest by identifiers.");
        }

        return new IdentifierPlace(end < rest.Length ? rest[(end + 1)..] : null, record, rest[..end]);
    }
}
