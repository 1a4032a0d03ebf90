namespace IntegrationHub.LocalHost.Progress;

/// <summary>The hub at one moment, as its tables tell it.</summary>
/// <param name="Settled">Every source has ended or is put off, and nothing waits to be linked or published.</param>
/// <param name="Records">Held by the index, of all sources.</param>
/// <param name="Linked">Records that share their resource with another record.</param>
internal sealed record HubSnapshot(IReadOnlyList<SourceProgress> Sources, bool Settled, long Records, long Resources, long Linked, long FeedPages)
{
    public bool EndedWell => Settled && Sources.All(source => source.State == SourceState.Ended);
}
