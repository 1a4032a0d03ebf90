namespace IntegrationHub.Records;

/// <summary>Tables kept as text beside the code: a line an entry, fields apart by bars, lines with a hash and empty ones are for the reader alone.</summary>
internal static class EmbeddedTable
{
    /// <param name="name">The file's, in whatever folder of this room: <c>Ddc.txt</c>.</param>
    public static IEnumerable<string[]> Read(string name) => Lines(name).Select(static line => line.Split('|'));

    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream($"Records/{name}") ?? throw new InvalidOperationException($"The table {name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line;
            }
        }
    }
}
