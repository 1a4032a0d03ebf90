namespace IntegrationHub.Records;

/// <summary>A line of a table that leads from another scheme, or from a name, to classes of the CLC.</summary>
/// <param name="Code">What stands in the line: a class, a range, a name.</param>
/// <param name="Classes">None: left unmapped on purpose.</param>
/// <param name="LastResort">So wide that it counts only where nothing else of a record leads anywhere.</param>
internal sealed record ClassRule(string Code, IReadOnlyList<ClcClass> Classes, bool LastResort)
{
    /// <param name="target">CLC classes apart by blanks, - for none, ~ before them for a last resort.</param>
    public static ClassRule Of(string code, string target)
    {
        var codes = target.TrimStart('~').Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var classes = target == "-" ? [] : Array.ConvertAll(codes, static clc => ClcClasses.ByCode(clc) ?? throw new InvalidOperationException($"{clc} is no class of the CLC outline."));
        return new ClassRule(code, classes, target.StartsWith('~'));
    }
}
