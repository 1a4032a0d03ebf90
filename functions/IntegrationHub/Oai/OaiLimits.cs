namespace IntegrationHub.Oai;

/// <summary>What an answer may hold at most. Real ones stay far below; beyond, the answer was made to do harm or by a server out of order.</summary>
public static class OaiLimits
{
    /// <summary>
    /// Elements within one another. The parser keeps every open one; it is asked when it reads on, so a few kilobytes of start tags may pass
    /// before it is stopped.
    /// </summary>
    public const int Depth = 200;

    /// <summary>Attributes of one element, namespace declarations included; noticed like <see cref="Depth"/>.</summary>
    public const int Attributes = 1_000;

    /// <summary>Characters of one tag or one text.</summary>
    public const int Piece = 8 * 1024 * 1024;

    /// <summary>Records, headers and rejects of one page. Repositories without tokens list all their identifiers in one.</summary>
    public const int Records = 500_000;

    /// <summary>Characters of a record's identifier. The longest that were seen are addresses of some hundred.</summary>
    public const int Identifier = 2_048;

    /// <summary>Characters of a setSpec, and of a datestamp.</summary>
    public const int SetSpec = 1_024;

    /// <summary>Sets that one header names.</summary>
    public const int SetSpecs = 1_000;

    /// <summary>Protocol errors of one answer; more are left out.</summary>
    public const int Errors = 100;

    /// <summary>Compressions one over the other.</summary>
    public const int Compressions = 3;
}
