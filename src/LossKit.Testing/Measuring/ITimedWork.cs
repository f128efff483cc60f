using System.Diagnostics;

namespace LossKit;

/// <summary>Something whose time is taken.</summary>
internal interface ITimedWork
{
    /// <summary>Does it some times.</summary>
    /// <param name="calls">How often.</param>
    /// <returns>The seconds that took.</returns>
    double Run(int calls);

    /// <summary>Gives the seconds between two readings of the clock; a <see cref="TimeSpan"/> would round them to 100 ns, which is a whole call.</summary>
    /// <param name="start">The first reading.</param>
    /// <param name="end">The second.</param>
    /// <returns>The seconds.</returns>
    static double Seconds(long start, long end) => (end - start) / (double)Stopwatch.Frequency;
}
