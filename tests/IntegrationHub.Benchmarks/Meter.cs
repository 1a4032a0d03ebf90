using System.Diagnostics;

namespace IntegrationHub.Benchmarks;

/// <summary>Time on the clock, and time of this process on all cores: the second tells more on a machine that others use too.</summary>
internal sealed class Meter
{
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private readonly TimeSpan _cpuBefore = Cpu();

    public double Seconds => TimeProvider.System.GetElapsedTime(_started).TotalSeconds;

    public double CpuSeconds => (Cpu() - _cpuBefore).TotalSeconds;

    /// <summary>The most memory that this process ever had.</summary>
    public static double PeakMebibytes
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return self.PeakWorkingSet64 / 1048576.0;
        }
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private static TimeSpan Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }
}
