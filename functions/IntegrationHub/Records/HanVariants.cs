namespace IntegrationHub.Records;

/// <summary>Traditional and variant characters with the simplified one that keys use: the resource <c>HanVariants.txt</c>, whose head names its source.</summary>
internal static class HanVariants
{
    private const string Resource = "IntegrationHub.Records.HanVariants.txt";

    public static Dictionary<char, char> Read()
    {
        using var stream = typeof(HanVariants).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"Resource {Resource} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        var pairs = new Dictionary<char, char>(4096);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }

            for (var i = 0; i + 1 < line.Length; i += 2)
            {
                pairs.Add(line[i], line[i + 1]);
            }
        }

        return pairs;
    }
}
