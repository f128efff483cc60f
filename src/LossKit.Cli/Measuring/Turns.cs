using System.Diagnostics;

namespace LossKit.Cli;

/// <summary>
/// Times several works in turns, in short slices: whatever else the machine does meanwhile disturbs all of them alike, and the median and the
/// fastest of many slices say how much.
/// </summary>
internal static class Turns
{
    private const double WarmSeconds = 0.12;
    private const double LongestWarmSeconds = 1;
    private const int WarmCalls = 100;
    private const double SliceSeconds = 0.002;
    private const double SecondsOfWork = 0.15;
    private const int FewestSlices = 5;
    private const int MostSlices = 61;
    private const double LeastSeconds = 1e-9;
    private static readonly TimeSpan CompilingPause = TimeSpan.FromMilliseconds(120);

    /// <summary>Measures.</summary>
    /// <param name="works">The works.</param>
    /// <param name="stop">Stops between two slices.</param>
    /// <returns>The times of each.</returns>
    public static SliceTimes[] Measure(IReadOnlyList<ITimedWork> works, CancellationToken stop)
    {
        // The runtime compiles what was called often again, in the background; the pause lets it finish.
        foreach (var work in works)
        {
            Warm(work, WarmSeconds, stop);
        }

        Thread.Sleep(CompilingPause);
        var seconds = works.Select(work => Warm(work, WarmSeconds / 10, stop)).ToArray();
        var calls = Array.ConvertAll(seconds, second => (int)Math.Clamp(SliceSeconds / second, 1, int.MaxValue));
        var slices = (int)Math.Clamp(SecondsOfWork * works.Count / seconds.Zip(calls, (second, count) => second * count).Sum(), FewestSlices, MostSlices);
        var times = works.Select(_ => new double[slices]).ToArray();
        for (var slice = 0; slice < slices; slice++)
        {
            for (var i = 0; i < times.Length; i++)
            {
                stop.ThrowIfCancellationRequested();
                times[i][slice] = works[i].Run(calls[i]) / calls[i];
            }
        }

        return Array.ConvertAll(times, SliceTimes.Of);
    }

    // Gives the seconds of one warm call.
    private static double Warm(ITimedWork work, double least, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        var calls = 0;
        var fastest = double.PositiveInfinity;
        var next = 1;
        double elapsed;
        do
        {
            stop.ThrowIfCancellationRequested();
            fastest = Math.Clamp(work.Run(next) / next, LeastSeconds, fastest);
            calls += next;
            // Calls of some nanoseconds are counted by the thousand.
            next = (int)Math.Clamp(SliceSeconds / fastest, 1, 2L * calls);
            elapsed = ITimedWork.Seconds(start, Stopwatch.GetTimestamp());
        }
        while ((elapsed < least || calls < WarmCalls) && elapsed < LongestWarmSeconds);
        return fastest;
    }
}
