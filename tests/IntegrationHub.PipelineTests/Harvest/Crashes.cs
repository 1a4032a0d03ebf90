namespace IntegrationHub.PipelineTests.Harvest;

internal static class Crashes
{
    /// <summary>Does what a process does that may die in the middle.</summary>
    public static async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (DiedException)
        {
            // As meant.
        }
        catch (AggregateException e) when (e.InnerExceptions.All(inner => inner is DiedException))
        {
            // The SDK's way of saying it after retries.
        }
    }
}
