using System.Collections.Concurrent;
using System.Diagnostics;

namespace LossKit.Cli;

/// <summary>Measures how long each training takes.</summary>
internal sealed class RunClock
{
    private readonly ConcurrentDictionary<RunKey, long> _starts = new();

    /// <summary>Notes that a training begins.</summary>
    /// <param name="key">The loss and the repeat.</param>
    public void Start(RunKey key) => _starts[key] = Stopwatch.GetTimestamp();

    /// <summary>Gives the time since a training began.</summary>
    /// <param name="key">The loss and the repeat.</param>
    /// <returns>The time in seconds.</returns>
    public double SecondsSinceStart(RunKey key) => Stopwatch.GetElapsedTime(_starts[key]).TotalSeconds;
}
