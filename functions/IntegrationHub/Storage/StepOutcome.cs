namespace IntegrationHub.Storage;

/// <summary>How a queue-driven step ended. Faults of storage and bugs are exceptions: the queue delivers the message again.</summary>
public abstract record StepOutcome
{
    private StepOutcome()
    {
    }

    /// <summary>Nothing more to do for this message.</summary>
    public static StepOutcome Completed { get; } = new Done();

    public sealed record Done : StepOutcome;

    /// <summary>The same message is wanted again after <paramref name="Delay"/>; nobody sleeps meanwhile.</summary>
    public sealed record Later(TimeSpan Delay) : StepOutcome;

    /// <summary>The message can never succeed; <paramref name="Reason"/> is a sentence for the admin.</summary>
    public sealed record Rejected(string Reason) : StepOutcome;
}
