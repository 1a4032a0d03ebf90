namespace IntegrationHub.Records;

/// <summary>Tables kept as text beside the code: a line an entry, fields apart by bars, lines with a hash are for the reader alone.</summary>
internal static class EmbeddedTable
{
    /// <param name="name">Below this room: <c>Classes.Ddc.txt</c>.</param>
    public static IEnumerable<string[]> Read(string name)
    {
        var resource = $"IntegrationHub.Records.{name}";
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"Resource {resource} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('|');
            }
        }
    }
}
