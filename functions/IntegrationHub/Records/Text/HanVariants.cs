namespace IntegrationHub.Records;

/// <summary>Traditional and variant characters with the simplified one that keys use: the resource <c>HanVariants.txt</c>, whose head names its source.</summary>
internal static class HanVariants
{
    public static Dictionary<char, char> Read()
    {
        var pairs = new Dictionary<char, char>(4096);
        foreach (var line in EmbeddedTable.Lines("HanVariants.txt"))
        {
            for (var i = 0; i + 1 < line.Length; i += 2)
            {
                pairs.Add(line[i], line[i + 1]);
            }
        }

        return pairs;
    }
}
