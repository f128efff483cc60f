using System.Collections.Concurrent;

namespace LossKit.Cli;

/// <summary>Says on a line of its own when a training has ended: what a pipe or a file receives while the command works.</summary>
/// <param name="comparison">The comparison.</param>
/// <param name="output">Where the lines go.</param>
internal sealed class PlainProgress(Comparison comparison, TextWriter output) : IComparisonObserver
{
    private readonly ConcurrentDictionary<RunKey, EpochRecord> _best = new();
    private readonly int _total = comparison.Keys.Count();
    private readonly Lock _order = new();
    private int _finished;

    /// <inheritdoc/>
    public void Started(RunKey key) => _best[key] = new(0, double.NaN, double.PositiveInfinity);

    /// <inheritdoc/>
    public void EpochEnded(RunKey key, EpochRecord epoch)
    {
        if (epoch.Validation < _best[key].Validation)
        {
            _best[key] = epoch;
        }
    }

    /// <inheritdoc/>
    public void Finished(RunResult result)
    {
        lock (_order)
        {
            _finished++;

            // What was there already was not begun.
            if (_best.TryRemove(result.Key, out var best))
            {
                var repeat = $"[{_finished}/{_total}] {result.Key.Loss}, repeat {result.Key.Repeat}";
                output.WriteLine(result.Failure is null
                    ? $"{repeat}: {ComparisonNotes.Count(result.Curve.Count, "epoch")}, best validation value {best.Validation:G4} after {best.Epoch}"
                    : $"{repeat}: stopped. {result.Failure}");
            }
        }
    }
}
