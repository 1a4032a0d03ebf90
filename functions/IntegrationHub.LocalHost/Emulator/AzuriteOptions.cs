namespace IntegrationHub.LocalHost.Emulator;

/// <summary>Where Azurite is installed, where it keeps its data and where it listens, always on loopback.</summary>
internal sealed record AzuriteOptions
{
    public const int DefaultPort = 10000;

    /// <summary>The folder of the committed package.json and package-lock.json.</summary>
    public required string PackageFolder { get; init; }

    /// <summary>Where the data is kept; null keeps it in memory.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Blob; queue and table take the two ports that follow. 0 takes any three free ports.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Storage accounts besides the emulator's own; when there are any, that one is not served.</summary>
    public IReadOnlyList<EmulatorAccount> Accounts { get; init; } = [];

    public int[] Ports => Port == 0 ? [0, 0, 0] : [Port, Port + 1, Port + 2];
}

/// <summary>A name and its key in base64, as in a connection string.</summary>
internal sealed record EmulatorAccount(string Name, string Key)
{
    /// <summary>The account that every storage emulator serves; its key is published and protects nothing.</summary>
    public static readonly EmulatorAccount Development = new(
        "devstoreaccount1",
        "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==");
}
